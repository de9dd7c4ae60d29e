// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.store.MlErrors.assertMlError;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.store.cache.ModelCache;
import org.inlayml.store.catalog.ModelDescription;
import org.inlayml.store.codec.StoredModel;
import org.inlayml.store.sql.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
final class ModelStoreTest {
  private static final StoredModel MODEL = SampleModels.named("trees-rounds");

  private final Database database;

  private final ModelStore store = new ModelStore(new ModelCache(1 << 20));
  private Connection connection;

  ModelStoreTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void open() throws Exception {
    connection = database.connect(database.create());
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws Exception {
    connection.rollback();
    connection.close();
  }

  @Test
  void opens_what_was_saved() throws Exception {
    for (Map.Entry<String, StoredModel> sample : SampleModels.all().entrySet()) {
      UUID uuid =
          store.save(connection, description(sample.getKey()), store.write(sample.getValue()));

      LoadedModel opened = store.open(connection, sample.getKey());

      assertThat(opened.uuid()).as("on %s", database).isEqualTo(uuid);
      assertThat(opened.handle()).isEqualTo(sample.getKey());
      assertThat(opened.predictor().predict(SampleModels.rows()))
          .isDeepEqualTo(sample.getValue().predictor().predict(SampleModels.rows()));
    }
  }

  @Test
  void opens_a_loaded_model_without_loading_it_again() throws Exception {
    store.save(connection, description("m"), store.write(MODEL));
    LoadedModel first = store.open(connection, "m");

    LoadedModel second = store.open(connection, "m");

    assertThat(second.predictor()).as("on %s", database).isSameAs(first.predictor());
    assertThat(store.cache().counters().hits()).isEqualTo(1);
  }

  @Test
  void a_handle_means_the_model_that_has_it_now() throws Exception {
    store.save(connection, description("m"), store.write(MODEL));
    connection.commit();
    LoadedModel first = store.open(connection, "m");
    store.drop(connection, "m");
    store.save(connection, description("m"), store.write(SampleModels.named("linear-identity")));
    LoadedModel second = store.open(connection, "m");
    connection.rollback();

    LoadedModel third = store.open(connection, "m");

    assertThat(second.uuid()).as("on %s", database).isNotEqualTo(first.uuid());
    assertThat(third.predictor()).as("on %s", database).isSameAs(first.predictor());
  }

  @Test
  void a_dropped_model_cannot_be_opened() throws Exception {
    store.save(connection, description("m"), store.write(MODEL));
    store.open(connection, "m");

    store.drop(connection, "m");

    assertThat(store.exists(connection, "m")).as("on %s", database).isFalse();
    assertThat(store.find(connection, "m")).isEmpty();
    assertMlError(
        MlError.MODEL_NOT_FOUND, "model 'm' does not exist", () -> store.open(connection, "m"));
  }

  @Test
  void damaged_bytes_are_refused_each_time() throws Exception {
    store.save(connection, description("m"), store.write(MODEL));
    new Sql(connection)
        .update("UPDATE ML.MODEL_OBJECT_CATALOG SET MODEL_OBJECT = ?", List.of(new byte[50]));

    for (int i = 0; i < 2; i++) {
      assertMlError(
          MlError.CORRUPT_MODEL,
          "the stored bytes of model 'm' are damaged",
          () -> store.open(connection, "m"));
    }
    assertThat(store.cache().counters().models()).as("on %s", database).isZero();
  }

  private static ModelDescription description(String handle) {
    return new ModelDescription(
        handle, "t", "classification", "SA", 1, "y", "S.T", "[]", "{}", null, "{}");
  }
}
