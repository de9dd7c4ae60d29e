// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.procedures.session.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationDataTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1024, 1025, 17_000, 40_000, 60_001})
  void numbers_of_a_query_of_unknown_length_are_kept_in_order(int rows) throws SQLException {
    String query = "SELECT NULLIF(X, 20000) AS N FROM SYSTEM_RANGE(1, " + rows + ")";
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID())) {
      RelationData data =
          Session.read(
              connection,
              session ->
                  RelationData.read(
                      session, Relation.of(session, query), 1L << 30, Checkpoint.NONE));

      NumberColumn numbers = (NumberColumn) data.table().column("N");
      assertThat(data.table().rows()).isEqualTo(rows);
      double[] expected = new double[rows];
      for (int row = 0; row < rows; row++) {
        expected[row] = row + 1 == 20_000 ? Double.NaN : row + 1;
      }
      assertThat(numbers.values()).isEqualTo(expected);
    }
  }
}
