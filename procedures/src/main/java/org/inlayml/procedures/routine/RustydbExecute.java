// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.facade.ModelStatement;
import org.inlayml.procedures.facade.ModelStatement.CreateDeployment;
import org.inlayml.procedures.facade.ModelStatement.CreateModel;
import org.inlayml.procedures.facade.ModelStatement.DropModel;
import org.inlayml.procedures.facade.NamedTraining;
import org.inlayml.procedures.facade.StatementParser;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code RUSTYDB.EXECUTE(statement)}. */
@SqlRoutine(
    schema = "RUSTYDB",
    name = "EXECUTE",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the new version, name:number; or the deployment; or what was dropped",
    doc =
        "Executes a statement of RustyDB: CREATE MODEL name USING algorithm(argument: value, ...) AS"
            + " query trains the next version of a project; CREATE MODEL_DEPLOYMENT name WITH (model_a:"
            + " version, model_b: version, traffic_split: share) begins an A/B test; DROP MODEL name"
            + " drops the project with"
            + " all versions. Quotation marks within the statement are doubled, as in any text.",
    example =
        "CALL rustydb.EXECUTE('CREATE MODEL help_price USING polynomial_regression(degree: 2) AS"
            + " SELECT bmi, s5, progression AS target FROM PUBLIC.DIABETES');",
    errors = {
      MlError.INVALID_STATEMENT,
      MlError.UNKNOWN_ALGORITHM,
      MlError.NOT_IN_FACADE,
      MlError.INVALID_OPTION,
      MlError.PROJECT_DIFFERS
    })
public final class RustydbExecute {
  private static final String NAME = "RUSTYDB.EXECUTE";
  private static final Option<String> MODEL_A =
      Option.text("model_a").doc("One version, such as churn:2.");
  private static final Option<String> MODEL_B =
      Option.text("model_b").doc("Another of the same project.");
  private static final Option<Double> TRAFFIC_SPLIT =
      Option.number("traffic_split", 0, 1).doc("The share of rows that the second one answers.");
  private static final List<Option<?>> DEPLOYMENT = List.of(MODEL_A, MODEL_B, TRAFFIC_SPLIT);

  private RustydbExecute() {}

  public static String call(
      Connection connection, @Doc("The statement.") @Nullable String statement)
      throws SQLException {
    return Session.write(
        connection,
        session ->
            execute(
                session, StatementParser.parse(Arguments.required("statement", NAME, statement))));
  }

  private static String execute(Session session, ModelStatement statement) throws SQLException {
    if (statement instanceof CreateModel model) {
      return FacadeModels.train(
          session,
          new NamedTraining(
              NAME, model.name(), model.algorithm(), model.arguments(), model.query()));
    } else if (statement instanceof DropModel drop) {
      return MlDrop.drop(session, drop.name(), "CASCADE");
    } else if (statement instanceof CreateDeployment deployment) {
      Options options = Options.check(NAME, DEPLOYMENT, deployment.arguments());
      return RustydbCreateModelDeployment.begin(
          session,
          NAME,
          deployment.name(),
          options.find(MODEL_A).orElse(null),
          options.find(MODEL_B).orElse(null),
          options.find(TRAFFIC_SPLIT).orElse(null));
    }
    throw new IllegalStateException("a new statement");
  }
}
