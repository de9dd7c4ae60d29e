// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.table;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private static final int CASES = 200;

  @Test
  void encodes_single_rows_exactly_as_tables_and_always_finite() {
    for (int seed = 0; seed < CASES; seed++) {
      Pipeline pipeline = fit(seed, RandomTables.of(seed, seed, 60));
      Table fresh = RandomTables.of(seed, seed + 1_000_000L, 20);

      double[][] byTable = pipeline.encode(fresh).toRows();

      PipelineEncoder encoder = new PipelineEncoder(pipeline);
      EncodedRow encoded = encoder.row();
      Row row = new Row(pipeline.features().size());
      RowBlock rows = new RowBlock(pipeline.features().size(), fresh.rows());
      for (int i = 0; i < fresh.rows(); i++) {
        fill(row, pipeline, fresh, i);
        rows.add(row);
        encoder.encode(row, encoded);
        double[] byRow = EncodedRows.dense(encoded);
        assertThat(byRow).as("seed %d, row %d", seed, i).isEqualTo(byTable[i]);
        assertThat(Arrays.stream(byRow).allMatch(Double::isFinite))
            .as("seed %d, row %d is finite", seed, i)
            .isTrue();
      }
      EncodedBlock block = encoder.block(fresh.rows());
      encoder.encode(rows, 3, fresh.rows() - 3, block);
      assertThat(EncodedRows.dense(block, pipeline.width()))
          .as("seed %d, as a block", seed)
          .isDeepEqualTo(Arrays.copyOfRange(byTable, 3, fresh.rows()));
    }
  }

  @Test
  void encodes_a_table_of_several_blocks() {
    int rows = 2 * EncodedBlock.ROWS + 5;
    double[] values = IntStream.range(0, rows).asDoubleStream().toArray();
    String[] words = {"x", null, "y"};
    String[] texts = IntStream.range(0, rows).mapToObj(i -> words[i % 3]).toArray(String[]::new);
    Table table = table(numbers("A", ColumnType.NUMBER, values), texts("B", texts));

    FeatureMatrix matrix = fit(0, table).encode(table);

    assertThat(matrix.names()).containsExactly("A", "B=x", "B=y", "B (missing)");
    assertThat(matrix.columns()[0]).containsExactly(values);
    for (int i = 0; i < rows; i++) {
      assertThat(matrix.columns()[1][i]).isEqualTo(i % 3 == 0 ? 1 : 0);
      assertThat(matrix.columns()[2][i]).isEqualTo(i % 3 == 2 ? 1 : 0);
      assertThat(matrix.columns()[3][i]).isEqualTo(i % 3 == 1 ? 1 : 0);
    }
  }

  @Test
  void does_not_depend_on_the_order_of_training_rows() {
    for (int seed = 0; seed < CASES; seed++) {
      Table table = RandomTables.of(seed, seed, 60);
      List<Integer> order = IntStream.range(0, 60).boxed().collect(Collectors.toList());
      Collections.shuffle(order, new Random(seed));
      Table shuffled = table.select(order.stream().mapToInt(Integer::intValue).toArray());

      assertThat(PipelineFitter.fit(shuffled, rules(seed, table)))
          .as("seed %d", seed)
          .isEqualTo(PipelineFitter.fit(table, rules(seed, table)));
    }
  }

  @Test
  void has_a_unique_name_for_every_encoded_feature() {
    for (int seed = 0; seed < CASES; seed++) {
      Pipeline pipeline = fit(seed, RandomTables.of(seed, seed, 60));

      assertThat(pipeline.encodedNames())
          .as("seed %d", seed)
          .hasSize(pipeline.width())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void finds_columns_by_name_whatever_their_order_and_ignores_others() {
    Pipeline pipeline = fit(0, table(numbers("A", ColumnType.NUMBER, 1, 2), texts("B", "x", "y")));

    FeatureMatrix matrix =
        pipeline.encode(
            table(
                texts("B", "y"),
                numbers("OTHER", ColumnType.NUMBER, 7),
                numbers("A", ColumnType.INTEGER, 5)));

    assertThat(matrix.names()).containsExactly("A", "B=x", "B=y");
    assertThat(matrix.toRows()).isDeepEqualTo(new double[][] {{5, 0, 1}});
  }

  @Test
  void encodes_a_table_without_rows() {
    Pipeline pipeline = fit(0, table(numbers("A", ColumnType.NUMBER, 1, 2)));

    FeatureMatrix matrix = pipeline.encode(table(numbers("A", ColumnType.NUMBER)));

    assertThat(matrix.rows()).isZero();
    assertThat(matrix.width()).isEqualTo(1);
  }

  @Test
  void rejects_a_table_without_the_column_and_names_the_nearest() {
    Pipeline pipeline = fit(0, table(numbers("LENGTH", ColumnType.NUMBER, 1, 2)));
    Table other = table(numbers("LENGHT", ColumnType.NUMBER, 1));

    assertThatThrownBy(() -> pipeline.encode(other))
        .isInstanceOfSatisfying(
            MlException.class, e -> assertThat(e.error()).isEqualTo(MlError.UNKNOWN_COLUMN))
        .hasMessage(
            "ML003039: column 'LENGTH' is not in T. Did you mean 'LENGHT'? Columns: LENGHT.");
  }

  @Test
  void rejects_a_column_of_another_kind() {
    rejects(numbers("A", ColumnType.NUMBER, 1, 2), texts("A", "1"), "NUMBER", "TEXT");
    rejects(texts("A", "x", "y"), numbers("A", ColumnType.BOOLEAN, 1), "TEXT", "BOOLEAN");
    rejects(
        numbers("A", ColumnType.DATE, 0, 86_400_000),
        numbers("A", ColumnType.INTEGER, 1),
        "DATE",
        "INTEGER");
    rejects(
        numbers("A", ColumnType.TIME, 0, 5_000),
        numbers("A", ColumnType.TIMESTAMP, 1),
        "TIME",
        "TIMESTAMP");
  }

  private static void rejects(Column training, Column given, String was, String is) {
    Pipeline pipeline = fit(0, table(training));

    assertThatThrownBy(() -> pipeline.encode(table(given)))
        .isInstanceOfSatisfying(
            MlException.class, e -> assertThat(e.error()).isEqualTo(MlError.TYPE_DIFFERS))
        .hasMessage("ML003015: column 'A' was " + was + " in training, but is " + is + " here.");
  }

  private static Pipeline fit(int seed, Table table) {
    return PipelineFitter.fit(table, rules(seed, table)).pipeline();
  }

  private static FitRules rules(int seed, Table table) {
    Set<String> keep = seed % 2 == 0 ? Set.of() : Set.copyOf(table.names());
    return new FitRules(seed % 4 > 1, seed % 3 == 0, keep, Set.of());
  }

  private static void fill(Row row, Pipeline pipeline, Table table, int i) {
    row.clear();
    for (int k = 0; k < pipeline.features().size(); k++) {
      Column column = table.column(pipeline.features().get(k).name());
      if (column instanceof NumberColumn numbers) {
        row.setNumber(k, numbers.values()[i]);
      } else if (column instanceof TextColumn texts && !texts.isMissing(i)) {
        row.setText(k, texts.levels()[texts.codes()[i]]);
      }
    }
  }
}
