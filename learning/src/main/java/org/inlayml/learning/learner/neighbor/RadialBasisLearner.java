// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.neighbor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.family.Centroids;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.RadialBasis;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.cluster.KMeansLearner;
import org.inlayml.learning.learner.linear.LogisticLearner;
import org.inlayml.learning.learner.linear.RidgeLearner;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Radial basis functions round centres of k-means, whose heights a ridge or logistic regression
 * weighs. Stateless, thread-safe.
 */
public final class RadialBasisLearner implements Learner {
  /** Bells so wide overlap, and hardly depend on which rows the centres were drawn from. */
  private static final double WIDE = 0.05;

  private static final Option<Integer> CENTERS =
      Option.integer("n_centers", 1, 10_000)
          .defaultsTo(50)
          .doc("How many bells there are; with fewer different rows as many as those.");

  private static final Option<Double> RATE =
      Option.numberBetween("gamma", 0, Double.POSITIVE_INFINITY)
          .doc(
              "How fast a bell falls with the square of the distance; where absent, 0.05 over"
                  + " the mean square of the distances to the nearest centres.");

  private static final Option<Double> PENALTY =
      Option.numberBetween("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(0.01)
          .doc("Weight of the penalty on the squares of the bells' weights.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "rbf_network",
          List.of("RBFNetwork", "radial_basis_function_network"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.DRAWS, Trait.WEIGHTED),
          List.of(CENTERS, RATE, PENALTY),
          "A linear model of how near a row is to centres that k-means has found.",
          "Broomhead, Lowe, Multivariable Functional Interpolation and Adaptive Networks, 1988;"
              + " Moody, Darken, Fast Learning in Networks of Locally-Tuned Processing Units, 1989");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    double[][] centers = centers(features, target, hyperparameters, context);
    double[][] squares = squares(features, centers, context.checkpoint());
    double rate = hyperparameters.find(RATE).orElseGet(() -> rate(squares, target));
    List<String> names = new ArrayList<>();
    for (int k = 0; k < centers.length; k++) {
      names.add("BELL" + k);
      double[] column = squares[k];
      for (int i = 0; i < column.length; i++) {
        column[i] = RadialBasis.height(column[i], rate);
      }
      context.checkpoint().reached(0.6);
    }
    boolean isClasses = target.classes() > 0;
    Learner learner = isClasses ? new LogisticLearner() : new RidgeLearner();
    double alpha = hyperparameters.get(PENALTY);
    Map<String, Object> options = isClasses ? Map.of("C", 1 / alpha) : Map.of("alpha", alpha);
    Linear output =
        (Linear)
            learner.fit(
                new FeatureMatrix(names, squares, features.rows()),
                target,
                Options.check(learner.spec().name(), learner.spec().hyperparameters(), options),
                stage(context, "weighing", 0.6, 1));
    return new RadialBasis(centers, rate, output);
  }

  private static FitContext stage(FitContext context, String name, double from, double to) {
    Checkpoint stage = context.checkpoint().stage(name, from, to);
    return new FitContext(context.seed(), context.threads(), stage, Optional.empty());
  }

  private static double[][] centers(
      FeatureMatrix features, TargetVector target, Options options, FitContext context) {
    KMeansLearner means = new KMeansLearner();
    Map<String, Object> values = Map.of("n_clusters", options.get(CENTERS), "n_init", 1);
    TargetVector unknown = new TargetVector(Task.CLUSTERING, target.values(), 0, target.weights());
    Options checked = Options.check("kmeans", means.spec().hyperparameters(), values);
    Model model = means.fit(features, unknown, checked, stage(context, "centres", 0, 0.5));
    return ((Centroids) model).centers();
  }

  /** Centres × rows. */
  private static double[][] squares(
      FeatureMatrix features, double[][] centers, Checkpoint checkpoint) {
    double[][] squares = new double[centers.length][features.rows()];
    for (int k = 0; k < centers.length; k++) {
      checkpoint.reached(0.5);
      for (int j = 0; j < features.width(); j++) {
        add(features.columns()[j], centers[k][j], squares[k]);
      }
    }
    return squares;
  }

  private static void add(double[] column, double center, double[] squares) {
    for (int i = 0; i < squares.length; i++) {
      double difference = column[i] - center;
      squares[i] += difference * difference;
    }
  }

  private static double rate(double[][] squares, TargetVector target) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < target.rows(); i++) {
      double least = Double.POSITIVE_INFINITY;
      for (double[] column : squares) {
        least = Math.min(least, column[i]);
      }
      sum += target.weight(i) * least;
      total += target.weight(i);
    }
    double mean = sum / total;
    return mean > 1e-9 && mean < 1e9 ? WIDE / mean : WIDE;
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    int centers = hyperparameters.get(CENTERS);
    return rows * (8L * width + 8L * centers + 80 + 24L * Math.max(1, classes))
        + 128L * centers * Math.max(1, classes)
        + 24L * centers * (centers + (long) width);
  }
}
