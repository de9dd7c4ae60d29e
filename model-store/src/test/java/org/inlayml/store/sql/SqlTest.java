// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.inlayml.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
final class SqlTest {
  private static final QualifiedName TABLE = QualifiedName.of("ML", "odd \"table\"");
  private static final Identifiers COLUMNS = Identifiers.of(List.of("a", "b c"));

  private final Database database;

  private Connection connection;
  private Sql sql;

  SqlTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void open() throws Exception {
    connection = database.connect(database.create());
    sql = new Sql(connection);
    sql.execute(
        "CREATE TABLE {} ({} INTEGER, {} VARCHAR(40))",
        List.of(TABLE, COLUMNS.names().get(0), COLUMNS.names().get(1)));
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
  }

  @Test
  void quotes_names_and_binds_values() throws Exception {
    int inserted =
        sql.update(
            "INSERT INTO {} ({}) VALUES ({})",
            List.of(TABLE, COLUMNS, new Placeholders(2)),
            Arrays.asList(1, "'); DROP TABLE x; --"));
    sql.update(
        "INSERT INTO {} ({}) VALUES (?, ?)", List.of(TABLE, COLUMNS), Arrays.asList(2, null));

    List<String> read =
        sql.query(
            "SELECT {} FROM {} ORDER BY 1",
            List.of(COLUMNS, TABLE),
            List.of(),
            row -> row.getInt(1) + ":" + row.getString(2));

    assertThat(inserted).as("on %s", database).isEqualTo(1);
    assertThat(read).as("on %s", database).containsExactly("1:'); DROP TABLE x; --", "2:null");
  }

  @Test
  void inserts_many_rows_and_none() throws Exception {
    List<List<Object>> rows =
        IntStream.range(0, 2500).mapToObj(i -> List.<Object>of(i, "t" + i)).toList();

    sql.updateAll("INSERT INTO {} VALUES (?, ?)", List.of(TABLE), rows);
    sql.updateAll("INSERT INTO {} VALUES (?, ?)", List.of(TABLE), List.of());

    assertThat(sql.first("SELECT COUNT(*) FROM {}", List.of(TABLE), List.of(), r -> r.getInt(1)))
        .as("on %s", database)
        .contains(2500);
    assertThat(
            sql.first("SELECT 1 FROM {} WHERE 1 = 0", List.of(TABLE), List.of(), r -> r.getInt(1)))
        .as("on %s", database)
        .isEmpty();
  }

  @Test
  void runs_queries_of_users() throws Exception {
    UserQuery query = UserQuery.of("VALUES (1, 2), (3, 4);").orElseThrow();

    int columns = sql.readUserQuery(query, rows -> rows.getMetaData().getColumnCount());

    assertThat(columns).as("on %s", database).isEqualTo(2);
  }

  @Test
  void lets_errors_of_the_database_through() {
    assertThatThrownBy(
            () -> sql.update("DELETE FROM {}", List.of(QualifiedName.of("A", "B")), List.of()))
        .as("on %s", database)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("A");
  }

  @Test
  void fills_as_many_places_as_there_are_parts() {
    assertThatThrownBy(() -> sql.update("DELETE FROM {} WHERE {} = 1", List.of(TABLE), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("fewer parts than places");
    assertThatThrownBy(() -> sql.update("DELETE FROM X", List.of(TABLE), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("more parts than places");
  }

  @Test
  void does_not_fill_what_stands_in_a_part() throws Exception {
    QualifiedName odd = QualifiedName.of("ML", "braces {}");
    sql.execute("CREATE TABLE {} ({} INTEGER)", List.of(odd, new Identifier("{}")));

    assertThat(
            sql.query("SELECT {} FROM {}", List.of(new Identifier("{}"), odd), List.of(), r -> 1))
        .as("on %s", database)
        .isEmpty();
  }
}
