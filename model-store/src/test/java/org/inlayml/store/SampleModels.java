// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.inlayml.learning.family.Activation;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Calibration;
import org.inlayml.learning.family.Exceedance;
import org.inlayml.learning.family.GaussianClassifier;
import org.inlayml.learning.family.Isotonic;
import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.MedianTrees;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.PairwiseSigmoids;
import org.inlayml.learning.family.Polynomial;
import org.inlayml.learning.family.Sigmoids;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.family.TwoSidedTrees;
import org.inlayml.learning.feature.CalendarEncoding;
import org.inlayml.learning.feature.CalendarPart;
import org.inlayml.learning.feature.Encoding;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.FrequencyEncoding;
import org.inlayml.learning.feature.Levels;
import org.inlayml.learning.feature.NumberEncoding;
import org.inlayml.learning.feature.NumberTextEncoding;
import org.inlayml.learning.feature.OneHotEncoding;
import org.inlayml.learning.feature.OrdinalEncoding;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.inlayml.store.codec.StoredModel;

/** One small model of each family, link and encoding, always the same. */
public final class SampleModels {
  /** Texts that break careless writers; the last is half of a surrogate pair. */
  private static final List<String> ODD_TEXTS =
      List.of("it's \"odd\"", "😀", "", "ıİß", "a\u0000b\n", "\uD83D");

  private static final NumberEncoding PLAIN = new NumberEncoding(0.5, 0, 1);
  private static final NumberEncoding SCALED = new NumberEncoding(-0.0, 1.0 / 3, 0.7);

  private SampleModels() {}

  /** The models by name. */
  public static Map<String, StoredModel> all() {
    Map<String, StoredModel> models = new LinkedHashMap<>();
    models.put("linear-identity", numbers(linear(Link.IDENTITY, 1)));
    models.put("linear-logistic", numbers(linear(Link.LOGISTIC, 2)));
    models.put("linear-softmax", numbers(linear(Link.SOFTMAX, 3)));
    models.put("linear-normalized", numbers(linear(Link.NORMALIZED, 3)));
    models.put("linear-exponential", numbers(linear(Link.EXPONENTIAL, 1)));
    models.put("polynomial", numbers(polynomial()));
    models.put("calibrated-sigmoids", numbers(calibrated(sigmoids())));
    models.put("calibrated-isotonic", numbers(calibrated(isotonic())));
    models.put("calibrated-exceedance", numbers(calibrated(new Exceedance(0.25, 1.5))));
    models.put("trees-vector-leaves", numbers(vectorLeaves()));
    models.put("trees-rounds", numbers(rounds()));
    models.put("trees-repeated-thresholds", numbers(repeatedThresholds()));
    models.put("trees-repeated-leaves", numbers(repeatedLeaves()));
    models.put("kernel-sums", numbers(kernelSums()));
    models.put("kernel-pairs", numbers(kernelPairs()));
    models.put("kernel-processes", numbers(kernelProcesses()));
    NeighborSamples.all().forEach((name, model) -> models.put(name, numbers(model)));
    models.put("bayes", numbers(DenseSamples.bayes()));
    models.put("gaussians-straight", numbers(DenseSamples.straight()));
    models.put("gaussians-slanted", numbers(DenseSamples.slanted()));
    models.put("counts-multinomial", numbers(DenseSamples.counts(false)));
    models.put("counts-bernoulli", numbers(DenseSamples.counts(true)));
    models.put("layers-relu", numbers(DenseSamples.layers(Activation.RELU, Link.SOFTMAX, 3)));
    models.put("layers-tanh", numbers(DenseSamples.layers(Activation.TANH, Link.LOGISTIC, 2)));
    models.put(
        "layers-logistic", numbers(DenseSamples.layers(Activation.LOGISTIC, Link.IDENTITY, 1)));
    models.put(
        "layers-identity", numbers(DenseSamples.layers(Activation.IDENTITY, Link.IDENTITY, 1)));
    models.put("projection", numbers(DenseSamples.projection()));
    models.put("reconstruction-error", numbers(DenseSamples.reconstructionError()));
    models.put("trees-with-sets", numbersAndText(withSets()));
    models.put("two-sided-trees", numbersAndText(new TwoSidedTrees(withSets(3), new int[] {0})));
    models.put("median-trees", numbers(medianTrees()));
    models.put("encoding-number-text", text(new NumberTextEncoding(SCALED)));
    models.put("encoding-one-hot", text(new OneHotEncoding(Levels.of(ODD_TEXTS), true, true)));
    models.put("encoding-ordinal", text(new OrdinalEncoding(Levels.of(ODD_TEXTS), true)));
    models.put("encoding-frequency", text(frequency()));
    models.put("encoding-calendar", calendar());
    return models;
  }

  /** One of them. */
  public static StoredModel named(String name) {
    return Objects.requireNonNull(all().get(name), name);
  }

  /** The rows that recorded predictions are of. */
  public static Table rows() {
    String[] texts = new String[ODD_TEXTS.size() + 2];
    ODD_TEXTS.toArray(texts);
    texts[ODD_TEXTS.size()] = "12.5";
    texts[ODD_TEXTS.size() + 1] = "never seen";
    int[] codes = {0, 1, 2, 3, 4, 5, 6, 7, TextColumn.MISSING, 0};
    double[] a = {0, -0.0, 0.1, 1e300, -5, 2.5, 3.25, Double.NaN, 7, 1};
    double[] b = {1, 2, Double.NaN, -1e-300, 0.25, 0.5, 0.75, 1.25, -7, Double.MIN_VALUE};
    double[] moments = {
      0, 1.7e12, -1, 951_782_400_000.0, Double.NaN, 1e15, 86_399_999, 3, 4e11, -6.2e13
    };
    return new Table(
        "SAMPLE",
        codes.length,
        List.of(
            new NumberColumn("A", ColumnType.NUMBER, a),
            new NumberColumn("B", ColumnType.INTEGER, b),
            new NumberColumn("MOMENT", ColumnType.TIMESTAMP, moments),
            new TextColumn("WORD \"'é😀", ColumnType.TEXT, codes, texts)));
  }

  private static Linear linear(Link link, int outputs) {
    double[][] coefficients = new double[link.sums(outputs)][2];
    double[] intercepts = new double[coefficients.length];
    for (int sum = 0; sum < intercepts.length; sum++) {
      intercepts[sum] = 0.1 * sum + 0.3;
      coefficients[sum][0] = sum - 1.0 / 7;
      coefficients[sum][1] = link == Link.NORMALIZED ? 0 : 2.0 / (sum + 3);
    }
    return new Linear(coefficients, intercepts, link, outputs);
  }

  /** a, b, aa, ab, bb and abb. */
  private static Polynomial polynomial() {
    return new Polynomial(
        2,
        new int[] {Polynomial.NONE, Polynomial.NONE, 0, 0, 1, 3},
        new int[] {0, 1, 0, 1, 1, 1},
        new Linear(
            new double[][] {{0.5, -1.0 / 3, 0.25, 2, -0.125, 1e-3}},
            new double[] {0.75},
            Link.IDENTITY,
            1));
  }

  private static Calibrated calibrated(Calibration calibration) {
    double[][] coefficients = new double[calibration.scores()][];
    double[] intercepts = new double[coefficients.length];
    for (int sum = 0; sum < intercepts.length; sum++) {
      intercepts[sum] = 0.1 * sum + 0.3;
      coefficients[sum] = new double[] {sum - 1.0 / 7, 2.0 / (sum + 3)};
    }
    return new Calibrated(
        new Linear(coefficients, intercepts, Link.IDENTITY, intercepts.length), calibration);
  }

  private static Sigmoids sigmoids() {
    return new Sigmoids(new double[] {1, 0.5, 2}, new double[] {0.1, 0, -0.3});
  }

  private static Isotonic isotonic() {
    return new Isotonic(new double[][] {{-1, 0, 2.5}}, new double[][] {{0.1, 0.4, 0.9}});
  }

  /** Two trees of three classes, the second a leaf alone; inner nodes not in pre-order. */
  private static Trees vectorLeaves() {
    return new Trees(
        2,
        new int[] {1, 0},
        new double[] {0.3, 0.1},
        new int[] {~0, 0},
        new int[] {~2, ~1},
        new double[] {0.1, 0.2, 0.7, 0, 1, 0, 0.1, 0.2, 0.7, 0.5, 0.5, -0.0},
        3,
        new int[] {1, ~3},
        new double[3],
        Link.NORMALIZED,
        3);
  }

  /** Two rounds of one tree a class. */
  private static Trees rounds() {
    return new Trees(
        2,
        new int[] {0, 1, 0},
        new double[] {0.5, -0.25, 3},
        new int[] {~0, ~2, ~4},
        new int[] {~1, ~3, ~5},
        new double[] {-1, 1, 0.5, 0.25, 1e-9, 3, 0.125},
        1,
        new int[] {0, 1, ~6, 2, ~6, ~1},
        new double[] {0.1, 0.2, 0.3},
        Link.SOFTMAX,
        3);
  }

  /** A chain of 20 nodes with two thresholds. */
  private static Trees repeatedThresholds() {
    int nodes = 20;
    int[] feature = new int[nodes];
    double[] threshold = new double[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    double[] values = new double[nodes + 1];
    for (int node = 0; node < nodes; node++) {
      feature[node] = node % 2;
      threshold[node] = node % 4 < 2 ? 0.25 : 1.5;
      left[node] = ~node;
      right[node] = node + 1 < nodes ? node + 1 : ~nodes;
      values[node] = node / 3.0;
    }
    return new Trees(
        2,
        feature,
        threshold,
        left,
        right,
        values,
        1,
        new int[] {0},
        new double[] {-3},
        Link.IDENTITY,
        1);
  }

  /** A chain of 400 nodes; thresholds and leaves repeat, some often, most seldom. */
  private static Trees repeatedLeaves() {
    int nodes = 400;
    int[] feature = new int[nodes];
    double[] threshold = new double[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    double[] values = new double[nodes + 1];
    for (int node = 0; node < nodes; node++) {
      // The square of an even spread lies near 0 more often than near 1.
      double spread = node * 79 % nodes / (double) nodes;
      feature[node] = node % 5 == 0 ? 1 : 0;
      threshold[node] = Math.floor(spread * spread * 60) / 8 - 4;
      left[node] = ~node;
      right[node] = node + 1 < nodes ? node + 1 : ~nodes;
      values[node] = Math.floor(spread * spread * 100) / 64;
    }
    values[nodes] = -0.0;
    return new Trees(
        2,
        feature,
        threshold,
        left,
        right,
        values,
        1,
        new int[] {0},
        new double[] {0.1},
        Link.LOGISTIC,
        2);
  }

  /** Two supports, one sum. */
  private static Kernel kernelSums() {
    return new Kernel(
        new KernelFunction(KernelFunction.Kind.POLYNOMIAL, 0.25, 1, 2),
        2,
        new double[] {0.5, -1, 2, 0.125},
        new int[][] {{0, 1}},
        new double[][] {{1.0 / 3, -0.7}},
        new double[] {0.1});
  }

  /** A machine for each pair of three classes, with probabilities. */
  private static Calibrated kernelPairs() {
    return new Calibrated(
        new Kernel(
            KernelFunction.rbf(0.5),
            2,
            new double[] {0.5, -1, 2, 0.125, -0.75, 0},
            new int[][] {{0, 1}, {0, 2}, {2}},
            new double[][] {{0.3, -0.3}, {1, -1}, {0.25}},
            new double[] {0, 0.1, -0.2}),
        new PairwiseSigmoids(
            3, new int[] {0, 1, 2}, new double[] {1, 2, 3}, new double[] {0.1, 0, -0.1}));
  }

  /** Two rows, one process. */
  private static GaussianClassifier kernelProcesses() {
    return new GaussianClassifier(
        new KernelFunction[] {KernelFunction.rbf(0.125)},
        2,
        new double[] {0.5, -1, 2, 0.125},
        2,
        new int[] {1},
        new double[][] {{0.4, -0.3}},
        new double[][] {{0.5, 0.45}},
        new double[][] {{1.1, 0.2, 1.05}});
  }

  /** Two trees that part a category by sets, and a number by a threshold. */
  private static Trees withSets() {
    return withSets(2);
  }

  private static Trees withSets(int inputs) {
    return new Trees(
        inputs,
        new int[] {1, inputs == 2 ? 0 : 2, 1},
        new double[] {1, 2.5, 0},
        new int[] {1, ~0, ~3},
        new int[] {~2, ~1, ~4},
        new double[] {-1, 1, 0.5, 0.25, 0.125},
        1,
        new int[] {0, 2},
        new double[] {0.1},
        Link.IDENTITY,
        1,
        new boolean[] {false, true},
        new long[] {0b1001, 0, 0, 0, ~0b11010L, -1, -1, -1});
  }

  private static StoredModel numbersAndText(Model model) {
    return stored(
        model,
        new Feature("A", ColumnType.NUMBER, PLAIN),
        new Feature(
            "WORD \"'é😀", ColumnType.TEXT, new OrdinalEncoding(Levels.of(ODD_TEXTS), true)));
  }

  /** Three trees, the last a leaf alone. */
  private static MedianTrees medianTrees() {
    return new MedianTrees(
        new Trees(
            2,
            new int[] {0, 1},
            new double[] {0.5, 0.25},
            new int[] {~0, ~2},
            new int[] {~1, ~3},
            new double[] {-1, 2, 0.5, 3, 1},
            1,
            new int[] {0, 1, ~4},
            new double[3],
            Link.IDENTITY,
            3),
        new double[] {1, 0.75, 0.125});
  }

  private static FrequencyEncoding frequency() {
    return new FrequencyEncoding(
        Levels.of(ODD_TEXTS), new double[] {0.3, 0.2, 0.1, 0.1, 0.05, 0.05}, 0.2, SCALED);
  }

  private static StoredModel numbers(Model model) {
    return stored(
        model,
        new Feature("A", ColumnType.NUMBER, PLAIN),
        new Feature("B", ColumnType.INTEGER, SCALED));
  }

  private static StoredModel text(Encoding encoding) {
    return stored(weights(encoding), new Feature("WORD \"'é😀", ColumnType.TEXT, encoding));
  }

  private static StoredModel calendar() {
    Encoding encoding =
        new CalendarEncoding(
            List.of(
                new CalendarEncoding.Part(CalendarPart.YEAR, PLAIN),
                new CalendarEncoding.Part(CalendarPart.WEEKDAY, SCALED),
                new CalendarEncoding.Part(CalendarPart.SECOND_OF_DAY, SCALED)));
    return stored(weights(encoding), new Feature("MOMENT", ColumnType.TIMESTAMP, encoding));
  }

  private static Linear weights(Encoding encoding) {
    double[] weights = new double[encoding.width()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1.0 / (i + 3);
    }
    return new Linear(new double[][] {weights}, new double[] {0.1}, Link.IDENTITY, 1);
  }

  private static StoredModel stored(Model model, Feature... features) {
    List<String> classes =
        switch (model.outputs()) {
          case 1 -> List.of();
          case 2 -> List.of("no", "yes");
          default -> List.of("", "it's", "😀");
        };
    Target target =
        new Target("TARGET", classes.isEmpty() ? ColumnType.NUMBER : ColumnType.TEXT, classes);
    Predictor predictor = new Predictor(target, new Pipeline(List.of(features)), model);
    Table golden = rows().select(new int[] {0, 4, 5, 8});
    return new StoredModel(predictor, GoldenRows.record(predictor, golden));
  }
}
