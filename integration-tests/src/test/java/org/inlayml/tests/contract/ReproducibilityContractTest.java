// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.inlayml.tests.database.Answers;
import org.inlayml.tests.database.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows, options and seed give the same stored bytes, whatever the database. */
class ReproducibilityContractTest {
  private static final List<String> CLASSIFIERS =
      List.of("logistic", "decision_tree", "random_forest", "gradient_boosting");
  private static final List<String> REGRESSIONS =
      List.of(
          "linear",
          "ridge",
          "lasso",
          "elastic_net",
          "decision_tree",
          "random_forest",
          "gradient_boosting");

  @Test
  void the_same_seed_gives_the_same_bytes_on_every_database(@TempDir Path folder)
      throws SQLException {
    List<byte[]> expected = new ArrayList<>();
    for (Database kind : Database.values()) {
      try (SampleDatabase sample = SampleDatabase.open(kind, folder)) {
        List<byte[]> models = models(sample, "'seed':7");

        if (expected.isEmpty()) {
          expected.addAll(models);
        }
        assertThat(models).as("on %s", kind).hasSameSizeAs(expected);
        for (int i = 0; i < models.size(); i++) {
          assertThat(models.get(i)).as("model %s on %s", i, kind).isEqualTo(expected.get(i));
        }
      }
    }
  }

  @Test
  void neither_threads_nor_time_change_a_model_but_the_seed_does(@TempDir Path folder)
      throws SQLException {
    try (SampleDatabase sample = SampleDatabase.open(Database.HSQLDB_MEMORY, folder)) {
      byte[] one = forest(sample, "'seed':7", "one");
      byte[] again = forest(sample, "'seed':7", "again");
      byte[] threads = forest(sample, "'seed':7,'threads':4", "threads");
      byte[] other = forest(sample, "'seed':8", "other");
      byte[] standard = forest(sample, "'notes':'no seed'", "standard");
      byte[] zero = forest(sample, "'seed':0", "zero");

      assertThat(again).isEqualTo(one);
      assertThat(threads).isEqualTo(one);
      assertThat(other).isNotEqualTo(one);
      assertThat(standard).isEqualTo(zero);
    }
  }

  private static byte[] forest(SampleDatabase sample, String options, String handle)
      throws SQLException {
    Calls.train(
        sample.connection(),
        "PUBLIC.CUSTOMER",
        "CHURN",
        "{'algorithm':'random_forest','hyperparameters':{'n_estimators':5}," + options + "}",
        handle);
    return bytes(sample, handle);
  }

  private static List<byte[]> models(SampleDatabase sample, String seed) throws SQLException {
    List<byte[]> models = new ArrayList<>();
    for (String algorithm : CLASSIFIERS) {
      models.add(model(sample, "PUBLIC.FLOWER", "SPECIES", "classification", algorithm, seed));
      models.add(model(sample, "PUBLIC.CUSTOMER", "CHURN", "classification", algorithm, seed));
    }
    for (String algorithm : REGRESSIONS) {
      models.add(model(sample, "PUBLIC.CUSTOMER", "INCOME", "regression", algorithm, seed));
    }
    return models;
  }

  private static byte[] model(
      SampleDatabase sample,
      String table,
      String target,
      String task,
      String algorithm,
      String seed)
      throws SQLException {
    // rows come in the order of the key, which the bytes of forests may depend on
    String relation = "SELECT * FROM " + table + " ORDER BY ID";
    String handle = algorithm + " of " + target;
    Calls.train(
        sample.connection(),
        relation,
        target,
        "{'task':'" + task + "','algorithm':'" + algorithm + "'," + seed + "}",
        handle);
    return bytes(sample, handle);
  }

  private static byte[] bytes(SampleDatabase sample, String handle) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (List<@Nullable Object> row :
        Answers.rows(
            sample.connection(),
            "SELECT MODEL_OBJECT FROM ML.MODEL_OBJECT_CATALOG WHERE MODEL_HANDLE = ?"
                + " ORDER BY CHUNK_ID",
            handle)) {
      if (row.get(0) instanceof byte[] chunk) {
        bytes.writeBytes(chunk);
      }
    }
    assertThat(bytes.size()).as("bytes of %s", handle).isGreaterThan(100);
    return bytes.toByteArray();
  }
}
