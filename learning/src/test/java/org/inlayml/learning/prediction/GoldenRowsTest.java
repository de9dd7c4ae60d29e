// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.feature.Columns.NULL;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.table;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;
import org.junit.jupiter.api.Test;

class GoldenRowsTest {
  private static final Table FEW =
      table(numbers("A", ColumnType.NUMBER, 1, NULL, 3), texts("T", "x", "y", null));

  @Test
  void a_small_table_is_recorded_whole_with_missing_values() {
    GoldenRows golden = GoldenRows.record(Predictors.regression(FEW, 10, 100, 200, 400), FEW);

    assertThat(golden.rows()).hasSize(3);
    assertThat(golden.rows().get(1).number(0)).isNaN();
    assertThat(golden.rows().get(2).text(1)).isNull();
    assertThat(golden.outputs().stream().mapToDouble(o -> o[0]).toArray())
        .containsExactly(111, 221, 431);
  }

  @Test
  void a_large_table_is_recorded_evenly() {
    double[] values = IntStream.range(0, 64_000).asDoubleStream().toArray();
    Table large = table(numbers("A", ColumnType.NUMBER, values));

    GoldenRows golden = GoldenRows.record(Predictors.regression(large, 1), large);

    assertThat(golden.rows().stream().mapToDouble(row -> row.number(0)).toArray())
        .containsExactly(IntStream.range(0, 32).mapToDouble(i -> 2000 * i).toArray());
  }

  @Test
  void the_model_that_was_recorded_is_accepted() {
    Predictor predictor = Predictors.binary(FEW, 0.1, 0.2, 0.3, 0.4);
    GoldenRows golden = GoldenRows.record(predictor, FEW);

    assertThatCode(() -> golden.check("m", predictor)).doesNotThrowAnyException();
  }

  @Test
  void a_model_that_differs_in_the_last_bit_is_refused() {
    GoldenRows golden = GoldenRows.record(Predictors.regression(FEW, 10, 100, 200, 400), FEW);
    Predictor other = Predictors.regression(FEW, 10, 100, Math.nextUp(200.0), 400);

    assertMlError(MlError.GOLDEN_ROWS_DIFFER, () -> golden.check("m", other))
        .isEqualTo(
            "model 'm' no longer gives its recorded predictions (row 2: [221.00000000000003],"
                + " recorded [221.0]). Retrain it.");
  }
}
