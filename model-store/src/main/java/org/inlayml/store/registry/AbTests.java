// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inlayml.store.sql.Sql;

/**
 * The table {@code ML.AB_TEST}, within the caller's transaction and with the caller's rights. Not
 * thread-safe.
 */
public final class AbTests {
  private final Sql sql;

  /**
   * @param connection the caller's; stays open
   */
  public AbTests(Connection connection) {
    sql = new Sql(connection);
  }

  /**
   * Adds a test that begins now.
   *
   * @param test its id does not count
   * @return the test with its id
   */
  public AbTest begin(Project project, AbTest test, String user) throws SQLException {
    sql.update(
        """
        INSERT INTO ML.AB_TEST (PROJECT_ID, TEST_NAME, KIND, VERSION_A, VERSION_B, SPLIT,
          KEY_COLUMN, STARTED_AT, STARTED_BY)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        Arrays.asList(
            project.id(),
            test.name(),
            test.kind().text(),
            test.versionA(),
            test.versionB(),
            test.split(),
            test.key().orElse(null),
            Moments.now(),
            user));
    return newest(project).orElseThrow(); // the project is locked, so it is ours
  }

  /** Records how a test ended. */
  public void end(AbTest test, String outcome, String user) throws SQLException {
    sql.update(
        "UPDATE ML.AB_TEST SET ENDED_AT = ?, ENDED_BY = ?, OUTCOME = ? WHERE AB_TEST_ID = ?",
        List.of(Moments.now(), user, outcome, test.id()));
  }

  /** A test by its number. */
  public Optional<AbTest> find(long id) throws SQLException {
    return sql.first(
        """
        SELECT AB_TEST_ID, TEST_NAME, KIND, VERSION_A, VERSION_B, SPLIT, KEY_COLUMN
        FROM ML.AB_TEST WHERE AB_TEST_ID = ?
        """,
        List.of(id),
        AbTests::test);
  }

  /** The test of a project that began last, whether it runs or not. */
  public Optional<AbTest> newest(Project project) throws SQLException {
    return sql.first(
        """
        SELECT AB_TEST_ID, TEST_NAME, KIND, VERSION_A, VERSION_B, SPLIT, KEY_COLUMN
        FROM ML.AB_TEST WHERE PROJECT_ID = ? ORDER BY AB_TEST_ID DESC FETCH FIRST ROW ONLY
        """,
        List.of(project.id()),
        AbTests::test);
  }

  private static AbTest test(ResultSet row) throws SQLException {
    return new AbTest(
        row.getLong(1),
        row.getString(2),
        row.getString(3).equals(AbTest.Kind.SHADOW.text()) ? AbTest.Kind.SHADOW : AbTest.Kind.AB,
        row.getInt(4),
        row.getInt(5),
        row.getDouble(6),
        Optional.ofNullable(row.getString(7)));
  }
}
