// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Workers;

/** The rounds of one fit. Not thread-safe. */
final class Boosting {
  private final BinnedRows binned;
  private final TargetVector target;
  private final Loss loss;
  private final Settings settings;
  private final long seed;
  private final Workers workers;
  private final Crew crew;

  /** Sums × rows: what all trees so far add up to. */
  private final double[][] sums;

  /** How many rounds the model to go on from has. */
  private final int earlier;

  private final PackedGradients gradients;
  private final TreeGrower grower;
  private final LeafValues values;

  /** Rows to learn from, and those held out to stop by. */
  private final int[] learnt;

  private final int[] heldOut;
  private final List<GrownTree> trees = new ArrayList<>();

  Boosting(
      BinnedRows binned,
      TargetVector target,
      Loss loss,
      Settings settings,
      Growth growth,
      double[][] sums,
      int earlier,
      long seed,
      Workers workers,
      Crew crew) {
    this.binned = binned;
    this.target = target;
    this.loss = loss;
    this.settings = settings;
    this.sums = sums;
    this.earlier = earlier;
    this.seed = seed;
    this.workers = workers;
    this.crew = crew;
    gradients = new PackedGradients(binned.rows(), loss.isFlat() && !target.isWeighted(), crew);
    grower = new TreeGrower(binned, gradients, growth, crew);
    values = new LeafValues(loss, target, gradients, growth, settings.rate(), crew);
    boolean[] held = new boolean[binned.rows()];
    if (settings.stopsEarly(binned.rows())) {
      held =
          RowDraws.stratified(target.values(), target.classes(), settings.validationShare(), seed);
    }
    learnt = RowDraws.places(held, false);
    heldOut = RowDraws.places(held, true);
  }

  /** Does all rounds, or as many as early stopping leaves. */
  List<GrownTree> run() {
    EarlyStopping stopping = new EarlyStopping(settings.patience(), settings.tolerance());
    boolean stops = heldOut.length > 0;
    if (stops) {
      stopping.add(lossHeldOut());
    }
    for (int round = 0; round < settings.rounds(); round++) {
      round(round);
      workers.done((double) (round + 1) / settings.rounds());
      if (stops && stopping.add(lossHeldOut())) {
        break;
      }
    }
    return stops ? trees.subList(0, stopping.best() * sums.length) : trees;
  }

  private void round(int round) {
    crew.rows(binned.rows(), (from, to) -> loss.prepare(sums, from, to));
    int[] rows = learnt.clone();
    int[] others = heldOut;
    int number = earlier + round;
    if (settings.rowShare() < 1) {
      boolean[] drawn = RowDraws.draw(learnt.length, settings.rowShare(), seed, 2L * number);
      rows = select(RowDraws.places(drawn, true));
      int[] left = select(RowDraws.places(drawn, false));
      others = Arrays.copyOf(left, left.length + heldOut.length);
      System.arraycopy(heldOut, 0, others, left.length, heldOut.length);
    }
    boolean[] tried = RowDraws.draw(binned.width(), settings.featureShare(), seed, 2L * number + 1);
    for (int sum = 0; sum < sums.length; sum++) {
      derive(sum, (long) number * sums.length + sum);
      GrownTree tree = grower.grow(rows, rows.length, tried);
      values.fill(tree, rows, sums[sum]);
      values.add(tree, binned, rows, others, sums[sum]);
      trees.add(tree.slim());
      if (sum + 1 < sums.length) {
        Arrays.sort(rows); // the next tree reads them in the order of memory
      }
    }
  }

  private int[] select(int[] places) {
    int[] selected = new int[places.length];
    Arrays.setAll(selected, i -> learnt[places[i]]);
    return selected;
  }

  private void derive(int sum, long tree) {
    gradients.fill(
        (from, to, gradient, curvature) -> {
          loss.derive(sums, sum, from, to, gradient, curvature);
          if (target.isWeighted()) {
            weigh(from, to, gradient, curvature);
          }
        },
        tree);
  }

  private void weigh(int from, int to, double[] gradient, double[] curvature) {
    double[] weights = target.weights();
    for (int row = from; row < to; row++) {
      gradient[row] *= weights[row];
      curvature[row] = loss.isFlat() ? weights[row] : curvature[row] * weights[row];
    }
  }

  /** The mean loss of the rows held out, added up piece by piece. */
  private double lossHeldOut() {
    double[] pieces = new double[(heldOut.length + Crew.PIECE - 1) / Crew.PIECE];
    double[] weights = new double[pieces.length];
    crew.rows(
        heldOut.length,
        (from, to) -> {
          double piece = 0;
          double weight = 0;
          for (int i = from; i < to; i++) {
            piece += target.weight(heldOut[i]) * loss.of(sums, heldOut[i]);
            weight += target.weight(heldOut[i]);
          }
          pieces[from / Crew.PIECE] = piece;
          weights[from / Crew.PIECE] = weight;
        });
    double total = 0;
    double weight = 0;
    for (int i = 0; i < pieces.length; i++) {
      total += pieces[i];
      weight += weights[i];
    }
    return total / weight;
  }
}
