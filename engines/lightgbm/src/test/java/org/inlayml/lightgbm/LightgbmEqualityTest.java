// SPDX-License-Identifier: Apache-2.0
package org.inlayml.lightgbm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.inlayml.engine.EngineContract.Sample;
import org.inlayml.engine.NativeFailure;
import org.inlayml.engine.NativeModel;
import org.inlayml.engine.NativeOptions;
import org.inlayml.engine.NativeTask;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sums of our trees are those of LightGBM itself, to the last bit. Of several classes its own
 * Java interface cannot tell the sums: writing them it crashes. There each class is asked as a
 * model of its own.
 */
class LightgbmEqualityTest {
  private static final int ROUNDS = 40;

  private static String train(Sample sample, Map<String, Object> given)
      throws IOException, NativeFailure {
    Options options =
        Options.check("lightgbm", new LightgbmLearner().spec().hyperparameters(), given);
    int rows = sample.features().rows();
    NativeTask task =
        new NativeTask(
            LightgbmOptions.parameters(options, sample.features(), sample.target(), 3),
            ROUNDS,
            NativeOptions.patience(options, rows),
            1,
            sample.features().width(),
            sample.target().values(),
            sample.target().weights(),
            NativeOptions.held(options, rows, 3));
    int[] next = {0};
    NativeModel model =
        new LightgbmTrainer()
            .train(
                task,
                into -> System.arraycopy(sample.features().columns()[next[0]++], 0, into, 0, rows),
                rounds -> {});
    return new String(model.bytes(), UTF_8);
  }

  /** Rows of training values, of others, and of the doubles on both sides of each threshold. */
  private static double[][] rows(Trees trees, FeatureMatrix features) {
    SplittableRandom random = new SplittableRandom(8);
    double[][] rows = new double[features.rows() + 2 * trees.threshold().length][features.width()];
    for (int row = 0; row < rows.length; row++) {
      for (int feature = 0; feature < features.width(); feature++) {
        rows[row][feature] = features.columns()[feature][random.nextInt(features.rows())];
      }
      if (row >= features.rows()) {
        int node = (row - features.rows()) / 2;
        double threshold = trees.threshold()[node];
        rows[row][trees.feature()[node]] = row % 2 == 0 ? threshold : Math.nextUp(threshold);
      }
    }
    return rows;
  }

  private static double[] expected(String text, double[][] rows) throws LGBMException {
    double[] flat = new double[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * rows[0].length, rows[0].length);
    }
    try (LGBMBooster booster = LGBMBooster.loadModelFromString(text)) {
      return booster.predictForMat(
          flat,
          rows.length,
          rows[0].length,
          true,
          PredictionType.C_API_PREDICT_RAW_SCORE,
          "num_threads=1");
    }
  }

  /** The trees of one class, as a regression. */
  private static String ofClass(String text, int k, int classes) {
    int first = text.indexOf("Tree=0");
    StringBuilder own = new StringBuilder();
    for (String line : text.substring(0, first).lines().toList()) {
      if (line.startsWith("num_class=") || line.startsWith("num_tree_per_iteration=")) {
        own.append(line, 0, line.indexOf('=')).append("=1\n");
      } else if (line.startsWith("objective=")) {
        own.append("objective=regression\n");
      } else if (!line.startsWith("tree_sizes=")) {
        own.append(line).append('\n');
      }
    }
    String[] trees = text.substring(first, text.indexOf("end of trees")).split("Tree=", -1);
    for (int tree = k + 1; tree < trees.length; tree += classes) {
      String body = trees[tree].substring(trees[tree].indexOf('\n'));
      own.append("Tree=").append((tree - 1) / classes).append(body);
    }
    return own + text.substring(text.indexOf("end of trees"));
  }

  /** The sums themselves. */
  private static Trees linkless(Trees trees) {
    return new Trees(
        trees.inputs(),
        trees.feature(),
        trees.threshold(),
        trees.left(),
        trees.right(),
        trees.values(),
        1,
        trees.roots(),
        trees.start(),
        Link.IDENTITY,
        trees.start().length);
  }

  @ParameterizedTest
  @CsvSource({
    "0, objective, regression",
    "0, objective, regression_l1",
    "0, objective, huber",
    "0, objective, fair",
    "0, objective, quantile",
    "0, objective, mape",
    "0, objective, poisson",
    "0, objective, gamma",
    "0, objective, tweedie",
    "0, boosting, dart",
    "0, boosting, goss",
    "0, extra_trees, true",
    "0, early_stopping_rounds, 2",
    "0, num_leaves, 2000",
    "2, boosting, dart",
    "2, scale_pos_weight, 2",
    "3, boosting, dart",
    "3, num_leaves, 4",
    "5, early_stopping_rounds, 2",
  })
  void sums_are_those_of_lightgbm(int classes, String option, String value) throws Exception {
    Sample sample = Sample.of(1, 800, classes).weighted(1, 3);
    Map<String, Object> given = new HashMap<>(Map.of(option, value, "min_child_samples", 3));

    String text = train(sample, given);
    Trees trees = TextTrees.of(text, 4);

    Trees sums = linkless(trees);
    double[][] rows = rows(trees, sample.features());
    double[] own = new double[sums.outputs()];
    for (int k = 0; k < sums.outputs(); k++) {
      double[] expected = expected(classes > 2 ? ofClass(text, k, classes) : text, rows);
      for (int row = 0; row < rows.length; row++) {
        sums.predict(rows[row], own);
        assertThat(own[k]).isEqualTo(expected[row]);
      }
    }
    assertThat(sums.threshold().length).isGreaterThan(20);
  }

  @Test
  void outputs_go_with_the_objective() throws Exception {
    assertThat(TextTrees.of(train(Sample.of(1, 300, 0), Map.of()), 4).link())
        .isEqualTo(Link.IDENTITY);
    assertThat(TextTrees.of(train(Sample.of(1, 300, 0), Map.of("objective", "gamma")), 4).link())
        .isEqualTo(Link.EXPONENTIAL);
    assertThat(TextTrees.of(train(Sample.of(1, 300, 2), Map.of()), 4).link())
        .isEqualTo(Link.LOGISTIC);
    Trees three = TextTrees.of(train(Sample.of(1, 300, 3), Map.of()), 4);
    assertThat(three.link()).isEqualTo(Link.SOFTMAX);
    assertThat(three.outputs()).isEqualTo(3);
  }

  @Test
  void a_steeper_sigmoid_and_infinite_thresholds_are_read() throws Exception {
    String text = train(Sample.of(1, 300, 2), Map.of());
    Trees plain = TextTrees.of(text, 4);
    Trees steep = TextTrees.of(text.replace("sigmoid:1", "sigmoid:2"), 4);
    Trees infinite = TextTrees.of(text.replaceFirst("threshold=[^ ]+", "threshold=inf"), 4);

    assertThat(steep.values()[0]).isEqualTo(2 * plain.values()[0]);
    assertThat(infinite.threshold()[0]).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void what_our_trees_cannot_do_and_what_is_no_model_is_refused() throws Exception {
    String text = train(Sample.of(1, 300, 0), Map.of());

    for (String wrong :
        List.of(
            "",
            text.substring(0, text.length() / 2),
            text.replace("objective=regression", "objective=lambdarank"),
            text.replace("objective=regression", "average_output\nobjective=regression"),
            text.replaceFirst("decision_type=[0-9]+", "decision_type=1"),
            text.replaceFirst("decision_type=[0-9]+", "decision_type=4"),
            text.replaceFirst("leaf_value=", "leaf_valu="))) {
      assertThatThrownBy(() -> TextTrees.of(wrong, 4)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
