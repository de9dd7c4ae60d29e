// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.training.ClassLabels;
import org.inlayml.learning.training.Split;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.PartedRelation;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RelationData;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** {@code TRAIN_TEST_SPLIT(table_name, target_column_name, options)}. */
@SqlRoutine(
    name = "TRAIN_TEST_SPLIT",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "BIGINT: how many rows went to the training table",
    doc =
        "Divides the rows of a table or view among two new tables, <table>_TRAIN and <table>_TEST"
            + " in the same schema: for a classification each class by the same share, for a"
            + " regression at random. The same seed gives the same tables as long as the rows come"
            + " in the same order.",
    example = "CALL sys.TRAIN_TEST_SPLIT('PUBLIC.IRIS', 'species', NULL);",
    errors = {
      MlError.UNKNOWN_TASK,
      MlError.UNKNOWN_COLUMN,
      MlError.TABLE_EXISTS,
      MlError.CANCELLED,
      MlError.DEADLINE_PASSED
    },
    definesTables = true)
public final class TrainTestSplit {
  static final Option<Double> TEST_SIZE =
      Option.numberBetween("test_size", 0, 1)
          .defaultsTo(0.2)
          .doc("The share of rows that goes to the test table.");
  static final List<Option<?>> OPTIONS =
      List.of(
          TrainingOptions.TASK,
          TEST_SIZE,
          TrainingOptions.SEED,
          Limits.MAX_SECONDS,
          Limits.MAX_MEMORY_MB);

  /** The share of the work after which the rows are read. */
  private static final double READ = 0.3;

  private TrainTestSplit() {}

  public static Long call(
      Connection connection,
      @Doc("The table or view to divide: schema.table.") @Nullable String tableName,
      @Doc("The column whose classes are to be divided evenly.") @Nullable String targetColumnName,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.write(
        connection, session -> divide(session, tableName, targetColumnName, options));
  }

  private static long divide(
      Session session,
      @Nullable String tableName,
      @Nullable String targetColumnName,
      @Nullable String optionsJson)
      throws SQLException {
    Options options = JsonOptions.parse("TRAIN_TEST_SPLIT", OPTIONS, optionsJson);
    return Job.run(
        session,
        "TRAIN_TEST_SPLIT",
        tableName,
        null,
        options,
        job -> divide(session, tableName, targetColumnName, options, job));
  }

  private static long divide(
      Session session,
      @Nullable String tableName,
      @Nullable String targetColumnName,
      Options options,
      Job job)
      throws SQLException {
    Relation relation = Relation.of(session, tableName);
    QualifiedName name =
        relation
            .name()
            .orElseThrow(
                () ->
                    MlError.INVALID_ARGUMENT.with(
                        "table_name",
                        "TRAIN_TEST_SPLIT",
                        "a query",
                        "the name of a table or view"));
    RelationData data =
        RelationData.read(session, relation, Limits.memory(options), job.stage("reading", 0, READ));
    Split split = split(data, targetColumnName, options);
    BitSet test = new BitSet();
    for (int row : split.test()) {
      test.set(row);
    }
    PartedRelation.write(
        session,
        relation,
        List.of(suffixed(name, "_train"), suffixed(name, "_test")),
        row -> test.get(row) ? 1 : 0,
        job.stage("writing", READ, 1));
    return split.training().length;
  }

  private static Split split(RelationData data, @Nullable String target, Options options) {
    double share = options.get(TEST_SIZE);
    long seed = options.get(TrainingOptions.SEED);
    int rows = data.table().rows();
    return switch (Task.of(options.get(TrainingOptions.TASK))) {
      case CLASSIFICATION -> {
        Column column =
            data.table()
                .column(Arguments.required("target_column_name", "TRAIN_TEST_SPLIT", target));
        List<String> classes = ClassLabels.of(column);
        double[] positions = ClassLabels.positions(column, classes);
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
          // rows without a class are divided like one more class
          labels[row] =
              positions[row] == ClassLabels.UNKNOWN ? classes.size() : (int) positions[row];
        }
        yield Split.stratified(labels, classes.size() + 1, share, seed);
      }
      case REGRESSION, CLUSTERING, ANOMALY_DETECTION, DECOMPOSITION -> {
        if (target != null) {
          data.table().column(target);
        }
        yield Split.of(rows, share, seed);
      }
    };
  }

  /** Upper case after an upper case name, so that neither needs quotes. */
  private static QualifiedName suffixed(QualifiedName table, String suffix) {
    String name = table.name().name();
    boolean upper = name.equals(name.toUpperCase(Locale.ROOT));
    return QualifiedName.of(
        table.schema().name(), name + (upper ? suffix.toUpperCase(Locale.ROOT) : suffix));
  }
}
