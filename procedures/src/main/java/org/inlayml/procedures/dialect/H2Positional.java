// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.util.JSR310Utils;
import org.h2.value.Value;
import org.h2.value.ValueCollectionBase;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.routine.MlPredict;
import org.inlayml.procedures.routine.MlPredictLabel;
import org.inlayml.procedures.routine.MlPredictProba;
import org.jspecify.annotations.Nullable;

/**
 * The routines that take feature values in order, as H2 calls them: only as its own values does H2
 * hand over arguments of mixed types. Each takes one value a feature, or one array or row of all.
 * Public because H2 calls it; thread-safe.
 */
public final class H2Positional {
  private H2Positional() {}

  /** {@code ML_PREDICT(model, feature, ...)}. */
  public static @Nullable Double mlPredict(Connection connection, Value model, Value... features)
      throws SQLException {
    return MlPredict.call(connection, model.getString(), values("ML_PREDICT", features));
  }

  /** {@code ML_PREDICT_LABEL(model, feature, ...)}. */
  public static @Nullable String mlPredictLabel(
      Connection connection, Value model, Value... features) throws SQLException {
    return MlPredictLabel.call(connection, model.getString(), values("ML_PREDICT_LABEL", features));
  }

  /** {@code ML_PREDICT_PROBA(model, feature, ...)}. */
  public static Double @Nullable [] mlPredictProba(
      Connection connection, Value model, Value... features) throws SQLException {
    return MlPredictProba.call(connection, model.getString(), values("ML_PREDICT_PROBA", features));
  }

  /** The feature values, as training reads a column of their type. */
  static @Nullable Object[] values(String routine, Value[] features) throws SQLException {
    Value[] values =
        features.length == 1 && features[0] instanceof ValueCollectionBase all
            ? all.getList()
            : features;
    @Nullable Object[] converted = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      converted[i] = value(routine, i, values[i]);
    }
    return converted;
  }

  private static @Nullable Object value(String routine, int position, Value value)
      throws SQLException {
    return switch (value.getValueType()) {
      case Value.NULL -> null;
      case Value.DOUBLE, Value.REAL -> value.getDouble();
      case Value.TINYINT, Value.SMALLINT, Value.INTEGER -> value.getInt();
      case Value.BIGINT -> value.getLong();
      case Value.NUMERIC, Value.DECFLOAT -> value.getBigDecimal();
      case Value.BOOLEAN -> value.getBoolean();
      case Value.CHAR -> H2Row.withoutPadding(value.getString());
      case Value.DATE -> JSR310Utils.valueToLocalDate(value, null);
      case Value.TIME -> JSR310Utils.valueToLocalTime(value, null);
      case Value.TIME_TZ -> JSR310Utils.valueToOffsetTime(value, null);
      case Value.TIMESTAMP -> JSR310Utils.valueToLocalDateTime(value, null);
      case Value.TIMESTAMP_TZ -> JSR310Utils.valueToOffsetDateTime(value, null);
      case Value.BINARY,
          Value.VARBINARY,
          Value.BLOB,
          Value.JSON,
          Value.GEOMETRY,
          Value.JAVA_OBJECT,
          Value.ARRAY,
          Value.ROW ->
          throw unsupported(routine, position, value);
      default -> value.getString();
    };
  }

  private static SQLException unsupported(String routine, int position, Value value) {
    MlException failure =
        MlError.INVALID_ARGUMENT.with(
            "feature " + (position + 1),
            routine,
            "of the type " + Value.getTypeName(value.getValueType()),
            "a number, a text, a truth value, a date or a time");
    return Dialect.H2.outward(failure);
  }
}
