// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.error;

import java.util.Locale;

/**
 * Every error that Inlay raises: SQLSTATE, number and message.
 *
 * <p>The number is HeatWave's where HeatWave has that error, else ours from 100000 on. Both are
 * stable: never change or reuse one. A message says what is wrong, with the value, what was
 * expected, and what to do; it never holds a value of a row.
 *
 * <p>Families of SQLSTATE: {@code ML0xx} the request, {@code ML1xx} the data, {@code ML2xx} models
 * and catalog, {@code ML3xx} stored bytes, {@code ML999} a defect of Inlay.
 */
public enum MlError {
  UNKNOWN_TASK("ML001", 1016, "task '%s' is not known. Supported tasks: %s."),
  UNKNOWN_OPTION("ML002", 100002, "option '%s' is not known to %s. %sKnown options: %s."),
  INVALID_OPTION("ML003", 100003, "option '%s' has the value %s, but expects %s."),
  INVALID_JSON("ML004", 100004, "not valid JSON in %s: %s at character %s. Pass a JSON object."),
  ROW_MISSING("ML005", 3016, "the row is NULL. Pass a JSON object of column names and values."),
  INVALID_ROW("ML006", 3018, "the row is not a valid JSON object: %s at character %s."),
  UNKNOWN_METRIC("ML007", 3020, "metric '%s' cannot score %s. Metrics for it: %s."),
  UNKNOWN_ALGORITHM("ML008", 100008, "algorithm '%s' is not known for %s. %sAlgorithms: %s."),
  NO_ALGORITHM_LEFT(
      "ML009", 3047, "every algorithm for %s is excluded. Leave at least one of: %s."),
  RELATION_MISSING(
      "ML010", 3012, "the relation is NULL or empty. Pass 'schema.table', a view, or a query."),
  TABLE_EXISTS("ML011", 100011, "table %s exists already%s. Drop it or choose another name."),
  CONFLICTING_OPTIONS("ML012", 100012, "options '%s' and '%s' exclude each other. Give only one."),
  ARGUMENT_MISSING("ML013", 100013, "argument '%s' of %s is NULL, but a value is required."),
  INVALID_NAME(
      "ML014", 100014, "%s is not a valid name: %s. Write schema.table, quoted if need be."),
  INVALID_ARGUMENT("ML016", 100016, "argument '%s' of %s is %s, but expects %s."),
  NOT_A_CALL(
      "ML017", 100017, "this routine writes and so must be a statement of its own. Use CALL."),
  READ_ONLY(
      "ML018",
      100018,
      "this routine writes, but the connection is read-only. Use one that is not, or setReadOnly."),
  NOT_SUPPORTED(
      "ML019", 100019, "algorithm '%s' has no use for the option '%s'. These algorithms have: %s."),
  INVALID_STATEMENT(
      "ML050",
      100050,
      "the statement is not understood at character %s: expected %s, but found %s."),
  NOT_IN_FACADE("ML051", 100051, "%s does not support %s. %s."),
  NO_DATASETS(
      "ML052",
      100052,
      "no data sets are shipped, and no folder of them is set. Start the JVM of the database with"
          + " -D%s=<folder>, which holds <name>.csv."),
  DATASET_NOT_FOUND("ML053", 100053, "the folder of data sets has no file '%s.csv'."),
  INVALID_DATASET("ML054", 100054, "data set '%s' cannot be read at line %s: %s."),

  TABLE_NOT_FOUND("ML101", 100101, "relation %s does not exist or is not visible to this user."),
  UNKNOWN_COLUMN("ML102", 3039, "column '%s' is not in %s. %sColumns: %s."),
  NO_ROWS("ML103", 100103, "%s has no rows%s. At least %s are needed."),
  ONE_CLASS(
      "ML105",
      3022,
      "target column '%s' has %s distinct value(s), but classification needs at least 2."),
  TARGET_NOT_NUMERIC(
      "ML106",
      3021,
      "target column '%s' is %s, but regression needs a number. Use classification?"),
  NO_FEATURES("ML107", 1052, "no feature column is left for '%s'. Dropped: %s."),
  TOO_MANY_CLASSES(
      "ML108",
      100108,
      "target column '%s' has %s distinct values, more than %s. Use the task 'regression'?"),
  COLUMNS_DIFFER(
      "ML109",
      3011,
      "columns provided must match those of training. Provided - %s vs Trained - %s. Missing: %s."),
  TYPE_DIFFERS("ML110", 3015, "column '%s' was %s in training, but is %s here."),
  INVALID_VALUE("ML111", 100111, "column '%s' expects %s, but a value given is %s."),
  UNSUPPORTED_TYPE("ML112", 100112, "column '%s' has the type %s, which cannot be a %s."),
  NOT_ENOUGH_MEMORY(
      "ML113", 3024, "%s needs about %s MB, but %s MB are allowed. Use fewer rows or columns%s."),
  CANCELLED("ML120", 100120, "%s was cancelled."),
  DEADLINE_PASSED("ML121", 100121, "%s did not finish within max_seconds = %s."),
  SCORE_NOT_COMPUTABLE(
      "ML122", 3019, "Invalid data for the metric. Score could not be computed: %s."),
  DUPLICATE_COLUMN(
      "ML123", 100123, "%s has more than one column '%s'. Give each a name of its own by AS."),
  NATIVE_TRAINING_FAILED(
      "ML130", 100130, "algorithm '%s' could not train in native code: %s. See docs/engines.md."),

  MODEL_NOT_FOUND("ML201", 100201, "model '%s' does not exist. %sML.MODEL_CATALOG lists models."),
  HANDLE_EXISTS("ML202", 100202, "model '%s' exists already. Choose another handle or drop it."),
  MULTI_CLASS("ML203", 100203, "model '%s' has %s, so %s has no one number. Use %s instead."),
  NOT_A_CLASSIFIER("ML204", 100204, "model '%s' does %s and has no classes, which %s needs."),
  WRONG_FEATURE_COUNT(
      "ML205", 100205, "model '%s' expects %s feature values in the order %s, but got %s."),
  ALREADY_ATTACHED("ML206", 100206, "table %s has model '%s' attached. Detach it first."),
  NOT_ATTACHED("ML207", 100207, "table %s has no model attached. ML.ATTACHMENT lists attachments."),
  MODEL_IN_USE(
      "ML208", 100208, "model '%s' is attached to %s. Detach it first, or drop with CASCADE."),
  HANDLE_INVALID("ML209", 100209, "handle '%s' cannot be used: %s."),
  ATTACHED_MODEL_MISSING(
      "ML210", 100210, "table %s scores with model '%s', which does not exist. Call ML_DETACH."),
  NOT_INSTALLED("ML211", 100211, "Inlay is not installed in this database: %s."),
  ENGINE_CLOSED(
      "ML212",
      100212,
      "HSQLDB %s keeps Inlay from %s. Use HSQLDB 2.7.4, both on the class path, not as modules."),
  INSTALL_FAILED(
      "ML213",
      100213,
      "%s stopped at the statement '%s': %s. Repeat it when the cause is gone; it may run again."),
  NEWER_INSTALLED(
      "ML214",
      100214,
      "the database has Inlay %s, but this jar is the older %s. Use the newer jar."),
  NOT_ADMINISTRATOR(
      "ML215", 100215, "%s needs an administrator of the database, which user '%s' is not."),
  METHODS_NOT_ALLOWED(
      "ML216",
      100216,
      "HSQLDB in %s does not allow Inlay's Java methods%s. Start that JVM with"
          + " -Dhsqldb.method_class_names=%s or open databases by DriverManager with Inlay's jar on"
          + " the class path."),
  STILL_USED(
      "ML217", 100217, "Inlay cannot be removed, because it is used by %s. Drop or change those."),
  RESCUE_REFUSED("ML218", 100218, "%s was left as it is: %s."),
  UNKNOWN_ENGINE("ML219", 100219, "Inlay works in H2 and HSQLDB, but this database is %s."),
  CANNOT_GO_ON("ML220", 100220, "training cannot go on from model '%s': %s."),
  PROJECT_NOT_FOUND("ML221", 100221, "project '%s' does not exist. %sML.PROJECT lists projects."),
  PROJECT_NOT_LIVE(
      "ML222", 100222, "project '%s' has no live version%s. Call ML_DEPLOY, or name a version."),
  VERSION_NOT_FOUND("ML223", 100223, "project '%s' has no version %s. Versions: %s."),
  VERSION_NOT_READY("ML224", 100224, "version '%s' cannot be deployed: it is %s."),
  VERSION_IS_LIVE(
      "ML225", 100225, "version '%s' is live%s. Deploy another version or call ML_RETIRE first."),
  DEPLOY_REFUSED("ML226", 100226, "version '%s' was not deployed: %s."),
  TEST_FAILED("ML227", 100227, "version '%s' was not deployed, for test '%s' failed: %s."),
  PROJECT_DIFFERS("ML228", 100228, "project '%s' has %s '%s', not '%s'. Use another project."),
  PROJECT_IN_USE("ML229", 100229, "project '%s' has %s. Drop those first, or drop with CASCADE."),
  NOTHING_TO_DEPLOY("ML230", 100230, "project '%s' has no version for the strategy '%s': %s."),
  NOT_PERMITTED(
      "ML231",
      100231,
      "user '%s' lacks the privilege '%s' on project '%s'. %s can grant it by ML_GRANT."),
  GRANTEE_NOT_FOUND(
      "ML232", 100232, "user or role '%s' does not exist. %sName one of this database, or PUBLIC."),
  NOT_GRANTED(
      "ML233",
      100233,
      "privilege '%s' on project '%s' was not granted to '%s'. ML.PROJECT_PERMISSION lists grants."),
  MODEL_BROKEN("ML240", 100240, "model '%s' is broken: %s. Train it again, or undo the change."),
  NO_STATISTICS(
      "ML241",
      100241,
      "model '%s' has no record of its training rows to compare with. Train it again%s."),
  AB_TEST_RUNS(
      "ML245", 100245, "project '%s' has the A/B test '%s' running. Call ML_AB_END first."),
  AB_TEST_MISSING("ML246", 100246, "project '%s' has no A/B test%s. Call ML_AB_TEST first."),
  ROW_NOT_FOUND("ML251", 100251, "table %s has no row with the key '%s'%s."),
  ROW_NOT_SCORED(
      "ML252",
      100252,
      "nothing tells which model scored the row '%s' of %s. Attach a model with the option model_id"
          + " or log, or predict the table with log."),
  SCORER_DROPPED(
      "ML253", 100253, "the row '%s' of %s was scored by model %s%s, which was dropped since."),

  CORRUPT_MODEL("ML301", 100301, "the stored bytes of model '%s' are damaged: %s."),
  NEWER_FORMAT(
      "ML302",
      100302,
      "model '%s' is stored in format %s, but this Inlay reads formats up to %s. Upgrade Inlay."),
  GOLDEN_ROWS_DIFFER(
      "ML303",
      100303,
      "model '%s' no longer gives its recorded predictions (row %s: %s, recorded %s). Retrain it."),

  INTERNAL("ML999", 100999, "Inlay failed unexpectedly (%s). Please report this.");

  private final String sqlState;
  private final int number;
  private final String template;

  MlError(String sqlState, int number, String template) {
    this.sqlState = sqlState;
    this.number = number;
    this.template = template;
  }

  /** Five characters, class {@code ML}, which the SQL standard leaves to implementations. */
  public String sqlState() {
    return sqlState;
  }

  /** The number at the head of the message; also the vendor code where an engine carries it. */
  public int number() {
    return number;
  }

  /** The message with {@code %s} where values go. */
  public String template() {
    return template;
  }

  /** Makes the exception; {@code values} fill the template in order. */
  public MlException with(Object... values) {
    return new MlException(this, message(values), null);
  }

  /** Makes the exception with the failure that led to it. */
  public MlException causedBy(Throwable cause, Object... values) {
    return new MlException(this, message(values), cause);
  }

  private String message(Object... values) {
    return String.format(Locale.ROOT, "ML%06d: ", number)
        + String.format(Locale.ROOT, template, values);
  }
}
