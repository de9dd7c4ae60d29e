// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.inlayml.engine.EngineContract.Sample;
import org.inlayml.engine.NativeFailure;
import org.inlayml.engine.NativeModel;
import org.inlayml.engine.NativeOptions;
import org.inlayml.engine.NativeTask;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our trees predict what XGBoost itself does, up to the rounding of its sums of floats. */
class XgboostEqualityTest {
  private static final int ROUNDS = 40;

  private static NativeModel train(Sample sample, Map<String, Object> given)
      throws IOException, NativeFailure {
    Options options =
        Options.check("xgboost", new XgboostLearner().spec().hyperparameters(), given);
    int rows = sample.features().rows();
    NativeTask task =
        new NativeTask(
            XgboostOptions.parameters(options, sample.features(), sample.target(), 3),
            ROUNDS,
            NativeOptions.patience(options, rows),
            1,
            sample.features().width(),
            sample.target().values(),
            sample.target().weights(),
            NativeOptions.held(options, rows, 3));
    int[] next = {0};
    return new XgboostTrainer()
        .train(
            task,
            into -> System.arraycopy(sample.features().columns()[next[0]++], 0, into, 0, rows),
            rounds -> {});
  }

  /** Rows of training values, of others, and of the doubles on both sides of each threshold. */
  private static double[][] rows(Trees trees, FeatureMatrix features) {
    SplittableRandom random = new SplittableRandom(8);
    int thresholds = trees.threshold().length;
    double[][] rows = new double[features.rows() + 2 * thresholds][features.width()];
    for (int row = 0; row < rows.length; row++) {
      for (int feature = 0; feature < features.width(); feature++) {
        rows[row][feature] = features.columns()[feature][random.nextInt(features.rows())];
      }
      int node = (row - features.rows()) / 2;
      if (row >= features.rows()) {
        double threshold = trees.threshold()[node];
        rows[row][trees.feature()[node]] = row % 2 == 0 ? threshold : Math.nextUp(threshold);
      }
    }
    return rows;
  }

  private static DMatrix matrix(double[][] rows) throws XGBoostError {
    float[] values = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      for (int feature = 0; feature < rows[0].length; feature++) {
        values[row * rows[0].length + feature] = FloatThreshold.nearest(rows[row][feature]);
      }
    }
    return new DMatrix(values, rows.length, rows[0].length, Float.NaN);
  }

  private static double[] outputs(Trees trees, double[] row) {
    double[] outputs = new double[trees.outputs()];
    trees.predict(row, outputs);
    return outputs;
  }

  @ParameterizedTest
  @CsvSource({
    "0, objective, reg:squarederror",
    "0, objective, reg:absoluteerror",
    "0, objective, reg:pseudohubererror",
    "0, objective, reg:quantileerror",
    "0, objective, reg:gamma",
    "0, objective, reg:tweedie",
    "0, objective, count:poisson",
    "0, booster, dart",
    "0, tree_method, exact",
    "0, tree_method, approx",
    "0, grow_policy, lossguide",
    "0, gamma, 3",
    "0, early_stopping_rounds, 2",
    "2, booster, dart",
    "2, scale_pos_weight, 2",
    "2, base_score, 0.9",
    "3, booster, dart",
    "3, tree_method, exact",
    "5, early_stopping_rounds, 2",
  })
  void predictions_are_those_of_xgboost(int classes, String option, String value) throws Exception {
    Sample sample = Sample.of(1, 800, classes).weighted(1, 3);
    Map<String, Object> given = new HashMap<>(Map.of(option, value));
    if (value.equals("dart")) {
      given.putAll(Map.of("rate_drop", 0.3, "skip_drop", 0.2));
    }

    NativeModel model = train(sample, given);
    Trees trees = BoosterTrees.of(model.bytes(), 4, model.rounds());

    double[][] rows = rows(trees, sample.features());
    Booster booster = XGBoost.loadModel(model.bytes());
    DMatrix matrix = matrix(rows);
    float[][] expected = booster.predict(matrix, false, model.rounds());
    matrix.dispose();
    booster.dispose();
    double largest = 0;
    for (int row = 0; row < rows.length; row++) {
      double[] outputs = outputs(trees, rows[row]);
      for (int k = 0; k < expected[row].length; k++) {
        double own = classes == 2 ? outputs[1] : outputs[k];
        largest = Math.max(largest, Math.abs(own - expected[row][k]) / (1 + Math.abs(own)));
      }
    }
    // The sum of 40 floats; a single row in another leaf would show by far more.
    assertThat(largest).isLessThan(3e-6);
  }

  @Test
  void json_and_ubjson_and_both_forms_of_the_first_score_are_read_alike() throws Exception {
    for (int classes : new int[] {0, 2, 3}) {
      NativeModel model = train(Sample.of(2, 500, classes), Map.of());
      Booster booster = XGBoost.loadModel(model.bytes());
      String json = new String(booster.toByteArray("json"), UTF_8);
      booster.dispose();
      String bracketed =
          json.replaceFirst("\"base_score\":\"([^\"]*)\"", "\"base_score\":\"[$1]\"");

      Trees trees = BoosterTrees.of(model.bytes(), 4, ROUNDS);

      assertThat(bracketed).isNotEqualTo(json);
      for (String text : List.of(json, bracketed)) {
        assertThat(BoosterTrees.of(text.getBytes(UTF_8), 4, ROUNDS))
            .usingRecursiveComparison()
            .isEqualTo(trees);
      }
    }
  }

  @Test
  void what_our_trees_cannot_do_and_what_is_no_model_is_refused() throws Exception {
    NativeModel model = train(Sample.of(2, 100, 0), Map.of());
    Booster booster = XGBoost.loadModel(model.bytes());
    String json = new String(booster.toByteArray("json"), UTF_8);
    booster.dispose();

    for (String wrong :
        List.of(
            "{}",
            "{\"learner\":[]}",
            json.replace("reg:squarederror", "rank:ndcg"),
            json.replaceFirst("\"split_type\":\\[0", "\"split_type\":[1"),
            json.replaceFirst("\"tree_info\":\\[0", "\"tree_info\":[1"))) {
      assertThatThrownBy(() -> BoosterTrees.of(wrong.getBytes(UTF_8), 4, ROUNDS))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int length : new int[] {0, 1, 2, 50, model.bytes().length - 1}) {
      assertThatThrownBy(() -> BoosterTrees.of(Arrays.copyOf(model.bytes(), length), 4, ROUNDS))
          .isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void a_threshold_parts_doubles_as_it_parts_the_floats_that_they_become() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 20_000; i++) {
      float threshold = Float.intBitsToFloat(random.nextInt());
      if (Float.isNaN(threshold)) {
        continue;
      }
      double own = FloatThreshold.atMost(threshold);
      double near = Math.nextDown(threshold) / 2.0 + threshold / 2.0;
      for (double value :
          new double[] {
            own, Math.nextUp(own), Math.nextDown(own), near, threshold, -1e300, 1e300, 0, -0.0
          }) {
        if (Double.isFinite(value)) {
          assertThat(value <= own)
              .as("%s at %s", value, threshold)
              .isEqualTo(FloatThreshold.nearest(value) < threshold);
        }
      }
    }
    for (float extreme :
        new float[] {
          0f,
          -0f,
          Float.MIN_VALUE,
          -Float.MIN_VALUE,
          Float.MAX_VALUE,
          -Float.MAX_VALUE,
          Float.POSITIVE_INFINITY
        }) {
      double own = FloatThreshold.atMost(extreme);
      for (double value :
          new double[] {-Double.MAX_VALUE, -1e-50, 0, 1e-50, 1, 3.4028235e38, Double.MAX_VALUE}) {
        assertThat(value <= own).isEqualTo(FloatThreshold.nearest(value) < extreme);
      }
    }
  }

  @Test
  void a_wide_and_deep_model_is_read_without_loss() throws Exception {
    Sample sample = Sample.of(3, 5_000, 0);
    NativeModel model = train(sample, Map.of("max_depth", 0, "grow_policy", "lossguide"));

    Trees trees = BoosterTrees.of(model.bytes(), 4, 1);

    assertThat(trees.roots()).hasSize(1);
    assertThat(trees.values().length).isEqualTo(trees.feature().length + 1).isGreaterThan(500);
    assertThat(outputs(trees, new double[4])[0]).isCloseTo(2, within(3.0));
  }
}
