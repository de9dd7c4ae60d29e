// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.explain.PermutationImportance;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.DroppedColumn;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.feature.FittedPipeline;
import org.inlayml.learning.feature.PipelineFitter;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.Learners;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.cluster.KMeansLearner;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.Table;

/**
 * Trains on a table: fits each candidate on a part of the rows, scores it on the rest, and fits the
 * best of them again on all rows, or on all but those that are held out for good. Deterministic:
 * equal tables and requests give equal models, for any number of threads.
 */
public final class Trainer {
  /** Below this, a part held out is too small to tell learners apart. */
  private static final int FEWEST_ROWS_TO_HOLD_OUT = 20;

  /** Above this, candidates are compared on a sample of the rows. */
  private static final int MOST_ROWS_TO_COMPARE_ON = 50_000;

  /** The share of the work after which the best model is there. */
  private static final double FITTED = 0.9;

  private final TrainingRequest request;
  private final Checkpoint checkpoint;
  private final List<String> notes = new ArrayList<>();

  /** By learner, the score of the model as fitted, where it is kept in another form. */
  private final Map<String, Double> fittedScores = new HashMap<>();

  private Trainer(TrainingRequest request, Checkpoint checkpoint) {
    this.request = request;
    this.checkpoint = checkpoint;
  }

  /**
   * Trains.
   *
   * <p>Errors: those of the table ({@code UNKNOWN_COLUMN}, {@code NO_ROWS}, {@code ONE_CLASS},
   * {@code TARGET_NOT_NUMERIC}, {@code NO_FEATURES}, ...), of the options ({@code
   * UNKNOWN_ALGORITHM}, {@code INVALID_OPTION}, {@code UNKNOWN_METRIC}, ...), {@code
   * NOT_ENOUGH_MEMORY}, and what the checkpoint throws.
   */
  public static Training train(Table table, TrainingRequest request, Checkpoint checkpoint) {
    return new Trainer(request, checkpoint).train(table);
  }

  private record Scored(Learner learner, double score) {}

  private Training train(Table table) {
    List<Learner> candidates = candidates(request, Algorithms.LEARNERS);
    TrainingRows rows = TrainingRows.of(table, request);
    notes.addAll(rows.notes());
    candidates.forEach(learner -> hyperparameters(learner)); // refuse wrong ones before any work
    if (rows.task().isSupervised()) {
      return supervised(candidates, rows);
    }
    Learner learner = candidates.get(0);
    if (request.target().isPresent() && !learner.spec().has(Trait.SEMI_SUPERVISED)) {
      notes.add(
          "column '"
              + request.target().get()
              + "' is not used: "
              + learner.spec().name()
              + " learns without labels");
    }
    return trained(
        candidates.get(0),
        rows,
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        OptionalDouble.empty(),
        Map.of());
  }

  private Training supervised(List<Learner> candidates, TrainingRows rows) {
    int classes = rows.truth().classes();
    Metric metric =
        request
            .optimizationMetric()
            .map(name -> Metric.of(name, request.task(), classes))
            .orElse(standardMetric(request.task()));

    Map<String, Double> scores = new LinkedHashMap<>();
    OptionalDouble baseline = OptionalDouble.empty();
    int compared = 0;
    double comparing = 0;
    Learner best = candidates.get(0);
    if (rows.rows() < FEWEST_ROWS_TO_HOLD_OUT && request.validationShare() > 0) {
      notes.add(
          "with fewer than "
              + FEWEST_ROWS_TO_HOLD_OUT
              + " rows none was held out; there is no score"
              + (candidates.size() > 1 ? ", and the simplest algorithm was taken" : ""));
    } else if (request.validationShare() > 0 && request.holdOut().forGood()) {
      return supervisedApart(candidates, metric, rows);
    } else if (request.validationShare() > 0) {
      Split split = split(rows);
      TrainingRows fitRows = rows.select(split.training());
      TrainingRows heldOut = rows.select(split.test());
      compared = fitRows.rows();
      double fits = (double) compared * candidates.size();
      comparing = FITTED * fits / (fits + rows.rows());
      baseline = baseline(metric, fitRows.truth(), heldOut.truth());
      best = best(candidates, metric, fitRows, heldOut, comparing, scores);
    }
    return trained(
        best, rows, Optional.empty(), compared, comparing, Optional.of(metric), baseline, scores);
  }

  /**
   * Holds rows out that the model never sees; candidates are compared on a sample of the others.
   */
  private Training supervisedApart(List<Learner> candidates, Metric metric, TrainingRows rows) {
    HeldOut.Division division =
        HeldOut.divide(rows, request.holdOut().like(), request.validationShare(), request.seed());
    TrainingRows fitRows = rows.select(division.split().training());
    TrainingRows heldOut = rows.select(division.split().test());
    OptionalDouble baseline = baseline(metric, fitRows.truth(), heldOut.truth());
    Map<String, Double> scores = new LinkedHashMap<>();
    int compared = 0;
    double comparing = 0;
    Learner best = candidates.get(0);
    if (candidates.size() > 1) {
      TrainingRows sample = sample(fitRows);
      compared = sample.rows();
      double fits = (double) compared * candidates.size();
      comparing = FITTED * fits / (fits + rows.rows());
      best = best(candidates, metric, sample, heldOut, comparing, scores);
    }
    UnseenRows unseen = new UnseenRows(heldOut, metric, division.rule());
    return trained(
        best,
        fitRows,
        Optional.of(unseen),
        compared,
        comparing,
        Optional.of(metric),
        baseline,
        scores);
  }

  private TrainingRows sample(TrainingRows rows) {
    if (rows.rows() <= MOST_ROWS_TO_COMPARE_ON) {
      return rows;
    }
    double share = 1 - (double) MOST_ROWS_TO_COMPARE_ON / rows.rows();
    int[] sample = split(rows, share).training();
    notes.add("algorithms were compared on a sample of " + sample.length + " rows");
    return rows.select(sample);
  }

  /** Fits the learner chosen on all rows that it may see. */
  private Training trained(
      Learner best,
      TrainingRows rows,
      Optional<UnseenRows> unseen,
      int compared,
      double comparing,
      Optional<Metric> metric,
      OptionalDouble baseline,
      Map<String, Double> scores) {
    Fit fit = fit(best, rows, checkpoint.stage("fitting " + best.spec().name(), comparing, FITTED));
    Map<String, Double> importance =
        PermutationImportance.of(
            fit.predictor(),
            fit.features(),
            rows.truth(),
            request.seed(),
            checkpoint.stage("measuring importance", FITTED, 1));
    Map<String, Double> allScores = new LinkedHashMap<>(scores);
    if (unseen.isPresent()) {
      scoreOn(unseen.get(), best, fit, allScores);
    }
    GoldenRows goldenRows = GoldenRows.record(fit.predictor(), rows.features());
    List<DroppedColumn> dropped = new ArrayList<>(fit.pipeline().dropped());
    dropped.forEach(
        column -> notes.add("column '" + column.name() + "' is not used: " + column.reason()));
    if (hasFittedSigmoids(fit.predictor().model())) {
      notes.add("the probabilities are sigmoids of the scores, fitted by five-fold cross-fitting");
    }
    Map<String, Object> inForce = hyperparameters(best).inForce();
    int outputs = fit.predictor().model().outputs();
    if (inForce.get(KMeansLearner.CLUSTERS.name()) instanceof Integer wanted && wanted > outputs) {
      notes.add("the clusters are " + outputs + ", not " + wanted + ", since no more rows differ");
    }
    return new Training(
        fit.predictor(),
        goldenRows,
        new ModelCard(
            best.spec().name(),
            inForce,
            metric.map(Metric::sqlName),
            score(allScores, best),
            score(fittedScores, best),
            baseline,
            allScores,
            rows.features().names(),
            dropped,
            rows.rows(),
            compared == 0 ? rows.rows() : compared,
            importance,
            notes),
        fit.other(),
        unseen);
  }

  /** Scores the model itself, which takes the place of the score it had in the comparison. */
  private void scoreOn(UnseenRows unseen, Learner learner, Fit fit, Map<String, Double> scores) {
    String name = learner.spec().name();
    try {
      fit.other().ifPresent(other -> fittedScores.put(name, unseen.score(other)));
      scores.put(name, unseen.score(fit.predictor()));
    } catch (MlException e) {
      if (e.error() != MlError.SCORE_NOT_COMPUTABLE) {
        throw e;
      }
      notes.add("there is no score: " + e.getMessage());
    }
  }

  private static boolean hasFittedSigmoids(Model model) {
    return model instanceof Calibrated calibrated && calibrated.calibration().hasFittedSigmoids();
  }

  private static OptionalDouble score(Map<String, Double> scores, Learner learner) {
    Double score = scores.get(learner.spec().name());
    return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
  }

  /** The metric that decides where none is named. */
  public static Metric standardMetric(Task task) {
    return switch (task) {
      case CLASSIFICATION -> Metric.NEG_LOG_LOSS;
      case REGRESSION -> Metric.NEG_MEAN_SQUARED_ERROR;
      case ANOMALY_DETECTION, CLUSTERING, DECOMPOSITION ->
          throw new IllegalArgumentException("nothing is scored in a " + task.sqlName());
    };
  }

  /**
   * The learners to try. Errors: {@code UNKNOWN_ALGORITHM}, {@code NO_ALGORITHM_LEFT}, and {@code
   * NOT_SUPPORTED} where one that is named has no use for an option.
   */
  private static List<Learner> candidates(TrainingRequest request, Learners learners) {
    Task task = request.task();
    List<Learner> named = request.algorithms().stream().map(n -> learners.find(n, task)).toList();
    List<Learner> excluded = request.excluded().stream().map(n -> learners.find(n, task)).toList();
    named.forEach(learner -> refuseUseless(learner, request, learners));
    Stream<Learner> tried =
        named.isEmpty()
            ? compared(task, learners).stream()
                .filter(l -> !request.weighting().isWeighted() || l.spec().has(Trait.WEIGHTED))
            : named.stream();
    List<Learner> left = tried.distinct().filter(l -> !excluded.contains(l)).toList();
    if (!task.isSupervised() && left.size() > 1) {
      if (!named.isEmpty()) {
        throw MlError.INVALID_OPTION.with(
            "model_list",
            String.join(", ", names(left)),
            "one algorithm, for without a truth none can be told to be the best");
      }
      left = left.subList(0, 1);
    }
    if (left.isEmpty()) {
      throw MlError.NO_ALGORITHM_LEFT.with(
          task.sqlName(), String.join(", ", names(compared(task, learners))));
    }
    return left;
  }

  private static List<Learner> compared(Task task, Learners learners) {
    return learners.of(task).stream().filter(l -> l.spec().has(Trait.COMPARED)).toList();
  }

  private static void refuseUseless(Learner named, TrainingRequest request, Learners learners) {
    if (request.weighting().isWeighted() && !named.spec().has(Trait.WEIGHTED)) {
      Option<?> option =
          request.weighting().column().isPresent()
              ? Weighting.SAMPLE_WEIGHT_COLUMN
              : Weighting.CLASS_WEIGHT;
      throw notSupported(named, option.name(), Trait.WEIGHTED, request.task(), learners);
    }
    if (request.previous().isPresent() && !named.spec().has(Trait.WARM_START)) {
      throw notSupported(named, "warm_start", Trait.WARM_START, request.task(), learners);
    }
  }

  private static MlException notSupported(
      Learner learner, String option, Trait trait, Task task, Learners learners) {
    List<Learner> able = learners.of(task).stream().filter(l -> l.spec().has(trait)).toList();
    return MlError.NOT_SUPPORTED.with(
        learner.spec().name(), option, able.isEmpty() ? "none" : String.join(", ", names(able)));
  }

  private static List<String> names(List<Learner> learners) {
    return learners.stream().map(l -> l.spec().name()).toList();
  }

  private Options hyperparameters(Learner learner) {
    LearnerSpec spec = learner.spec();
    return Options.check(
        "algorithm " + spec.name(), spec.hyperparameters(), request.hyperparameters());
  }

  private Split split(TrainingRows rows) {
    TrainingRows sampled = rows;
    int[] sample = IntStream.range(0, rows.rows()).toArray();
    if (rows.rows() > MOST_ROWS_TO_COMPARE_ON) {
      double share = 1 - (double) MOST_ROWS_TO_COMPARE_ON / rows.rows();
      sample = split(rows, share).training();
      sampled = rows.select(sample);
      notes.add("algorithms were compared on a sample of " + sample.length + " rows");
    }
    Split split = split(sampled, request.validationShare());
    int[] chosen = sample;
    return new Split(
        Arrays.stream(split.training()).map(i -> chosen[i]).toArray(),
        Arrays.stream(split.test()).map(i -> chosen[i]).toArray());
  }

  private Split split(TrainingRows rows, double share) {
    return switch (rows.task()) {
      case CLASSIFICATION ->
          Split.stratified(rows.truth().labels(), rows.truth().classes(), share, request.seed());
      case REGRESSION, ANOMALY_DETECTION, CLUSTERING, DECOMPOSITION ->
          Split.of(rows.rows(), share, request.seed());
    };
  }

  /** Scores all candidates; of equals the first, simplest one is best. */
  private Learner best(
      List<Learner> candidates,
      Metric metric,
      TrainingRows fitRows,
      TrainingRows heldOut,
      double end,
      Map<String, Double> scores) {
    Scored best = null;
    MlException refusal = null;
    for (int i = 0; i < candidates.size(); i++) {
      Learner learner = candidates.get(i);
      try {
        double from = end * i / candidates.size();
        double to = end * (i + 1) / candidates.size();
        Checkpoint stage = checkpoint.stage("comparing " + learner.spec().name(), from, to);
        double score = score(learner, metric, fitRows, heldOut, stage);
        scores.put(learner.spec().name(), score);
        if (best == null || score > best.score()) {
          best = new Scored(learner, score);
        }
      } catch (MlException e) {
        if (e.error() != MlError.NOT_ENOUGH_MEMORY && e.error() != MlError.SCORE_NOT_COMPUTABLE) {
          throw e;
        }
        refusal = e;
        notes.add(learner.spec().name() + " was not compared: " + e.getMessage());
      }
    }
    if (best == null) {
      if (refusal != null && refusal.error() == MlError.NOT_ENOUGH_MEMORY) {
        throw refusal;
      }
      return candidates.get(0);
    }
    return best.learner();
  }

  private double score(
      Learner learner,
      Metric metric,
      TrainingRows fitRows,
      TrainingRows heldOut,
      Checkpoint stage) {
    Fit fit = fit(learner, fitRows, stage);
    Optional<Predictor> other = fit.other();
    if (other.isPresent()) {
      double[][] outputs = other.get().predict(heldOut.features());
      fittedScores.put(learner.spec().name(), score(metric, heldOut.truth(), outputs));
    }
    double[][] outputs = fit.predictor().predict(heldOut.features());
    return score(metric, heldOut.truth(), outputs);
  }

  private static double score(Metric metric, TargetVector truth, double[][] outputs) {
    return truth.classes() > 0
        ? metric.score(truth.values(), outputs)
        : metric.score(truth.values(), Arrays.stream(outputs).mapToDouble(o -> o[0]).toArray());
  }

  /** The score of the class shares, or of the mean, of the fitted rows. */
  private static OptionalDouble baseline(Metric metric, TargetVector fitted, TargetVector heldOut) {
    double[] constant = new double[Math.max(1, fitted.classes())];
    for (double value : fitted.values()) {
      if (fitted.classes() > 0) {
        constant[(int) value] += 1.0 / fitted.rows();
      } else {
        constant[0] += value / fitted.rows();
      }
    }
    double[][] outputs = new double[heldOut.rows()][];
    Arrays.fill(outputs, constant);
    try {
      return OptionalDouble.of(score(metric, heldOut, outputs));
    } catch (MlException e) { // of the metric: SCORE_NOT_COMPUTABLE
      return OptionalDouble.empty();
    }
  }

  private Fit fit(Learner learner, TrainingRows rows, Checkpoint stage) {
    stage.reached(0);
    LearnerSpec spec = learner.spec();
    Table table = rows.features();
    Set<String> keep = new HashSet<>();
    request.include().forEach(name -> table.find(name).ifPresent(c -> keep.add(c.name())));
    FittedPipeline fitted =
        request
            .previous()
            .map(previous -> new FittedPipeline(previous.pipeline(), List.of()))
            .orElseGet(
                () ->
                    PipelineFitter.fit(
                        table, spec.rules(keep, request.primaryKey()), () -> stage.reached(0)));
    int width = fitted.pipeline().width();
    if (width == 0) {
      throw MlError.NO_FEATURES.with(table.name(), reasons(fitted.dropped()));
    }
    Options hyperparameters = hyperparameters(learner);
    int classes = rows.truth().classes();
    long needed =
        (long) rows.rows() * width * Double.BYTES
            + learner.memory(rows.rows(), width, classes, hyperparameters);
    if (needed > request.memory()) {
      throw MlError.NOT_ENOUGH_MEMORY.with(
          "training " + spec.name(), needed >> 20, request.memory() >> 20, ", or a larger heap");
    }
    stage.takes(needed);
    FeatureMatrix features = fitted.pipeline().encode(table, () -> stage.reached(0));
    Model model =
        learner.fit(
            features,
            rows.truth(),
            hyperparameters,
            new FitContext(
                request.seed(),
                request.threads(),
                stage,
                request.previous().map(Predictor::model)));
    Model kept = request.storage().form(model, features, () -> stage.reached(0));
    Target target = rows.target(model);
    return new Fit(fitted, features, new Predictor(target, fitted.pipeline(), kept), model);
  }

  private static String reasons(List<DroppedColumn> dropped) {
    return dropped.isEmpty()
        ? "there are no columns besides the target"
        : String.join(", ", dropped.stream().map(c -> c.name() + " (" + c.reason() + ")").toList());
  }
}
