// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inlayml.store.MlErrors.assertMlError;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.store.SampleModels;
import org.junit.jupiter.api.Test;

final class ModelCodecTest {
  private final ModelCodec codec = new ModelCodec();

  @Test
  void reads_models_that_predict_the_same_bits() {
    for (Map.Entry<String, StoredModel> sample : SampleModels.all().entrySet()) {
      StoredModel written = sample.getValue();

      StoredModel read = codec.read(sample.getKey(), codec.write(written));

      assertThat(read.predictor().target())
          .as(sample.getKey())
          .isEqualTo(written.predictor().target());
      assertThat(read.predictor().pipeline())
          .as(sample.getKey())
          .isEqualTo(written.predictor().pipeline());
      assertThat(read.predictor().predict(SampleModels.rows()))
          .as(sample.getKey())
          .isDeepEqualTo(written.predictor().predict(SampleModels.rows()));
      assertThat(read.goldenRows().outputs())
          .as(sample.getKey())
          .hasSize(4)
          .usingRecursiveComparison()
          .isEqualTo(written.goldenRows().outputs());
    }
  }

  @Test
  void writes_what_was_read_to_the_same_bytes() {
    for (StoredModel sample : SampleModels.all().values()) {
      byte[] bytes = codec.write(sample);

      StoredModel read = codec.read("m", bytes);

      assertThat(codec.write(read)).isEqualTo(bytes);
    }
  }

  @Test
  void names_no_class_in_the_bytes() {
    for (StoredModel sample : SampleModels.all().values()) {
      String bytes = new String(codec.write(sample), StandardCharsets.US_ASCII);

      assertThat(bytes).doesNotContain("inlayml").doesNotContain("java").doesNotContain("Encoding");
    }
  }

  @Test
  void keeps_a_large_forest_small_and_exact() {
    Trees forest = forest(100, 2111, 20);
    double[] row = new double[20];
    double[] before = new double[2];
    double[] after = new double[2];

    ModelOutput output = new ModelOutput();
    TreesWriter.write(forest, output);
    byte[] bytes = output.toBytes();
    Trees read = TreesReader.read(new ModelInput(bytes, 0, bytes.length));

    // 211,100 inner nodes, each with a threshold of its own, and 211,200 leaves.
    assertThat(bytes.length).isBetween(1_900_000, 2_050_000);
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      row = random.doubles(row.length).toArray();
      forest.predict(row, before);
      read.predict(row, after);
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void keeps_trees_that_are_deeper_than_a_thread_stack() {
    int depth = 200_000;
    int[] left = new int[depth];
    int[] right = new int[depth];
    double[] values = new double[depth + 1];
    for (int node = 0; node < depth; node++) {
      left[node] = node + 1 < depth ? node + 1 : ~depth;
      right[node] = ~node;
      values[node] = node;
    }
    Trees chain =
        new Trees(
            1,
            new int[depth],
            new double[depth],
            left,
            right,
            values,
            1,
            new int[] {0},
            new double[1],
            Link.IDENTITY,
            1);
    ModelOutput output = new ModelOutput();

    TreesWriter.write(chain, output);
    byte[] bytes = output.toBytes();
    Trees read = TreesReader.read(new ModelInput(bytes, 0, bytes.length));

    double[] prediction = new double[1];
    read.predict(new double[] {1}, prediction);
    assertThat(prediction[0]).isEqualTo(0);
    assertThat(read.feature()).hasSize(depth);
  }

  @Test
  void refuses_a_newer_format_and_names_both() {
    byte[] bytes = sample();
    ByteBuffer.wrap(bytes).putInt(4, 7);

    assertMlError(
        MlError.NEWER_FORMAT,
        "model 'm' is stored in format 7, but this Inlay reads formats up to 3",
        () -> codec.read("m", bytes));
  }

  @Test
  void refuses_bytes_of_something_else() {
    assertMlError(
        MlError.CORRUPT_MODEL,
        "model 'm' are damaged: they do not begin as those of a model",
        () -> codec.read("m", new byte[100]));
    assertMlError(
        MlError.CORRUPT_MODEL,
        "they do not begin as those of a model",
        () -> codec.read("m", new byte[0]));
  }

  @Test
  void refuses_a_format_that_never_was() {
    byte[] bytes = sample();
    ByteBuffer.wrap(bytes).putInt(4, 0);

    assertMlError(
        MlError.CORRUPT_MODEL, "there never was a format 0", () -> codec.read("m", bytes));
  }

  @Test
  void refuses_bytes_cut_short() {
    byte[] bytes = Arrays.copyOf(sample(), sample().length - 3);

    assertMlError(
        MlError.CORRUPT_MODEL, "bytes should follow the header", () -> codec.read("m", bytes));
  }

  @Test
  void refuses_a_changed_byte() {
    byte[] bytes = sample();
    bytes[bytes.length / 2] ^= 1;

    assertMlError(MlError.CORRUPT_MODEL, "their checksum differs", () -> codec.read("m", bytes));
  }

  @Test
  void refuses_a_model_that_predicts_otherwise_than_recorded() {
    Predictor predictor = SampleModels.named("linear-identity").predictor();
    Row row = new Row(2);
    GoldenRows wrong = new GoldenRows(List.of(row), List.of(new double[] {42.5}));
    byte[] bytes = codec.write(new StoredModel(predictor, wrong));

    assertMlError(MlError.GOLDEN_ROWS_DIFFER, "recorded [42.5]", () -> codec.read("m", bytes));
  }

  @Test
  void refuses_to_write_trees_that_share_inner_nodes() {
    Trees shared =
        new Trees(
            1,
            new int[1],
            new double[1],
            new int[] {~0},
            new int[] {~0},
            new double[1],
            1,
            new int[] {0, 0},
            new double[1],
            Link.IDENTITY,
            1);

    assertThatThrownBy(() -> TreesWriter.write(shared, new ModelOutput()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an inner node has two parents");
  }

  private byte[] sample() {
    return codec.write(SampleModels.named("trees-rounds"));
  }

  /** Random trees with leaves of few rows, as learners grow them. */
  private static Trees forest(int trees, int innerNodesPerTree, int inputs) {
    Random random = new Random(1);
    int innerNodes = trees * innerNodesPerTree;
    int leaves = innerNodes + trees;
    int[] feature = random.ints(innerNodes, 0, inputs).toArray();
    double[] threshold = random.doubles(innerNodes).toArray();
    int[] left = new int[innerNodes];
    int[] right = new int[innerNodes];
    int[] roots = new int[trees];
    double[] values = new double[2 * leaves];
    for (int leaf = 0; leaf < leaves; leaf++) {
      int rows = 5 + random.nextInt(6);
      values[2 * leaf] = random.nextInt(rows + 1) / (double) rows;
      values[2 * leaf + 1] = 1 - values[2 * leaf];
    }
    int leaf = 0;
    for (int tree = 0; tree < trees; tree++) {
      int first = tree * innerNodesPerTree;
      int next = first + 1;
      int last = first + innerNodesPerTree;
      roots[tree] = first;
      for (int node = first; node < last; node++) {
        left[node] = next < last ? next++ : ~leaf++;
        right[node] = next < last ? next++ : ~leaf++;
      }
    }
    return new Trees(
        inputs,
        feature,
        threshold,
        left,
        right,
        values,
        2,
        roots,
        new double[2],
        Link.NORMALIZED,
        2);
  }
}
