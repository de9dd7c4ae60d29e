// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.store.MlErrors.assertMlError;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.store.Database;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
final class ModelCatalogTest {
  private static final byte[] BYTES = {1, 2, 3};

  private final Database database;

  private String url;
  private Connection connection;
  private Connection other;
  private ModelCatalog catalog;

  ModelCatalogTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void open() throws Exception {
    url = database.create();
    connection = database.connect(url);
    connection.setAutoCommit(false);
    other = database.connect(url);
    catalog = new ModelCatalog(connection);
  }

  @AfterEach
  void close() throws Exception {
    connection.rollback();
    connection.close();
    other.close();
  }

  @Test
  void keeps_what_it_is_given() throws Exception {
    ModelDescription described = model("iris");
    ModelDescription bare =
        new ModelDescription("b", null, null, null, 0, null, null, null, null, null, null);

    UUID uuid = catalog.insert(described, BYTES);
    catalog.insert(bare, BYTES);

    CatalogEntry entry = catalog.get("iris");
    assertThat(entry.description()).as("on %s", database).isEqualTo(described);
    assertThat(entry.uuid()).isEqualTo(uuid).isEqualTo(catalog.uuid("iris"));
    assertThat(entry.size()).isEqualTo(3);
    assertThat(catalog.get("b").description()).isEqualTo(bare);
    assertThat(catalog.handles()).containsExactly("iris", "b");
    assertThat(catalog.list()).containsExactly(entry, catalog.get("b"));
    assertThat(catalog.load(uuid)).isEqualTo(BYTES);
  }

  @Test
  void keeps_five_megabytes_in_pieces() throws Exception {
    byte[] bytes = new byte[5_000_000];
    new Random(1).nextBytes(bytes);

    UUID uuid = catalog.insert(model("large"), bytes);

    assertThat(catalog.load(uuid)).as("on %s", database).isEqualTo(bytes);
    assertThat(count("ML.MODEL_OBJECT_CATALOG")).isEqualTo(77);
    assertThat(catalog.get("large").size()).isEqualTo(5_000_000);
  }

  @Test
  void rejects_a_handle_that_is_taken() throws Exception {
    catalog.insert(model("iris"), BYTES);

    assertMlError(
        MlError.HANDLE_EXISTS,
        "model 'iris' exists already",
        () -> catalog.insert(model("iris"), BYTES));
  }

  @Test
  void one_of_two_sessions_gets_the_handle() throws Exception {
    catalog.insert(model("iris"), BYTES);
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<MlError> second =
        CompletableFuture.supplyAsync(
            () -> {
              started.countDown();
              try {
                new ModelCatalog(other).insert(model("iris"), BYTES);
                return MlError.INTERNAL;
              } catch (MlException e) {
                return e.error();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    connection.commit();

    assertThat(second.get(30, TimeUnit.SECONDS))
        .as("on %s", database)
        .isEqualTo(MlError.HANDLE_EXISTS);
    assertThat(count("ML.MODEL_CATALOG")).isEqualTo(1);
  }

  @Test
  void other_sessions_see_a_model_when_it_is_committed() throws Exception {
    ModelCatalog others = new ModelCatalog(other);

    catalog.insert(model("iris"), BYTES);

    assertThat(catalog.find("iris")).as("on %s", database).isPresent();
    assertThat(others.find("iris")).as("on %s", database).isEmpty();
    connection.commit();
    assertThat(others.find("iris")).as("on %s", database).isPresent();
  }

  @Test
  void a_rollback_leaves_no_trace() throws Exception {
    catalog.insert(model("iris"), BYTES);

    connection.rollback();

    assertThat(catalog.find("iris")).as("on %s", database).isEmpty();
    assertThat(count("ML.MODEL_OBJECT_CATALOG")).isZero();
    assertThat(count("ML.MODEL_CATALOG")).isZero();
  }

  @Test
  void a_deleted_row_takes_its_pieces_along() throws Exception {
    UUID uuid = catalog.insert(model("iris"), BYTES);
    catalog.insert(model("wine"), BYTES);

    new Sql(connection)
        .update("DELETE FROM ML.MODEL_CATALOG WHERE model_handle = 'iris'", List.of());

    assertThat(catalog.find("iris")).as("on %s", database).isEmpty();
    assertThat(catalog.load(uuid)).isEmpty();
    assertThat(count("ML.MODEL_OBJECT_CATALOG")).isEqualTo(1);
  }

  @Test
  void deletes_by_handle() throws Exception {
    catalog.insert(model("iris"), BYTES);

    catalog.delete("iris");

    assertThat(count("ML.MODEL_CATALOG") + count("ML.MODEL_OBJECT_CATALOG"))
        .as("on %s", database)
        .isZero();
    assertMlError(
        MlError.MODEL_NOT_FOUND, "model 'iris' does not exist", () -> catalog.delete("iris"));
  }

  @Test
  void handles_match_exactly() throws Exception {
    catalog.insert(model("iris"), BYTES);

    assertThat(catalog.find("IRIS")).as("on %s", database).isEmpty();
    assertThat(catalog.find("iris ")).as("on %s", database).isEmpty();
    assertMlError(
        MlError.MODEL_NOT_FOUND,
        "model 'irs' does not exist. Did you mean 'iris'? ML.MODEL_CATALOG lists models.",
        () -> catalog.uuid("irs"));
    assertMlError(
        MlError.MODEL_NOT_FOUND, "model 'iris ' does not exist", () -> catalog.get("iris "));
  }

  @Test
  void replaces_texts() throws Exception {
    catalog.insert(model("iris"), BYTES);

    catalog.setExplanation("iris", "{\"a\":1}");
    catalog.setMetadata("iris", "{\"status\":\"Ready\"}");
    catalog.setNotes("iris", null);

    ModelDescription read = catalog.get("iris").description();
    assertThat(read.explanation()).as("on %s", database).isEqualTo("{\"a\":1}");
    assertThat(read.metadata()).isEqualTo("{\"status\":\"Ready\"}");
    assertThat(read.notes()).isNull();
    assertMlError(MlError.MODEL_NOT_FOUND, "'x'", () -> catalog.setNotes("x", "n"));
  }

  @Test
  void the_script_may_run_again() throws Exception {
    catalog.insert(model("iris"), BYTES);
    connection.commit();

    database.install(connection);

    assertThat(catalog.find("iris")).as("on %s", database).isPresent();
  }

  @Test
  void columns_stand_in_the_order_of_heatwave() throws Exception {
    List<String> columns =
        new Sql(connection)
            .query(
                """
                SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS
                WHERE TABLE_SCHEMA = 'ML' AND TABLE_NAME = 'MODEL_CATALOG'
                ORDER BY ORDINAL_POSITION
                """,
                List.of(),
                row -> row.getString(1));

    assertThat(columns)
        .as("on %s", database)
        .containsExactly(
            "MODEL_ID",
            "MODEL_HANDLE",
            "MODEL_TYPE",
            "TASK",
            "MODEL_OBJECT",
            "MODEL_OWNER",
            "BUILD_TIMESTAMP",
            "TARGET_COLUMN_NAME",
            "TRAIN_TABLE_NAME",
            "COLUMN_NAMES",
            "MODEL_EXPLANATION",
            "LAST_ACCESSED",
            "MODEL_OBJECT_SIZE",
            "NOTES",
            "MODEL_METADATA",
            "MODEL_UUID");
  }

  @Test
  void users_without_other_rights_keep_models_too() throws Exception {
    Sql sql = new Sql(connection);
    sql.executeShipped("CREATE USER ANN PASSWORD 'secret'");
    connection.commit();
    try (Connection users = database.connect(url, "ANN", "secret")) {
      ModelCatalog theirs = new ModelCatalog(users);

      theirs.insert(model("iris"), BYTES);
      theirs.setNotes("iris", "mine");
      UUID uuid = theirs.uuid("iris");

      assertThat(theirs.load(uuid)).as("on %s", database).isEqualTo(BYTES);
      theirs.delete("iris");
      assertThat(theirs.load(uuid)).as("on %s", database).isEmpty();
    }
  }

  private int count(String table) throws SQLException {
    String schema = table.substring(0, 2);
    return new Sql(connection)
        .first(
            "SELECT COUNT(*) FROM {}",
            List.of(QualifiedName.of(schema, table.substring(3))),
            List.of(),
            row -> row.getInt(1))
        .orElseThrow();
  }

  private static ModelDescription model(String handle) {
    return new ModelDescription(
        handle,
        "decision_tree",
        "classification",
        "SA",
        1_700_000_000L,
        "species",
        "SELECT * FROM T WHERE " + "A = 1 OR ".repeat(500) + "1 = 1",
        "[\"a\",\"😀\"]",
        "{}",
        "it's",
        "{\"n_rows\":150}");
  }
}
