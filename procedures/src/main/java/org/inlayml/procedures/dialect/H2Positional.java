// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.util.JSR310Utils;
import org.h2.value.Value;
import org.h2.value.ValueCollectionBase;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.procedures.routine.FacadeModels;
import org.inlayml.procedures.routine.PositionalPrediction;
import org.inlayml.procedures.value.FeatureValue;
import org.inlayml.procedures.value.FeatureValues;
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
    return PositionalPrediction.number(
        connection, model.getString(), values("ML_PREDICT", features));
  }

  /** {@code ML_PREDICT_LABEL(model, feature, ...)}. */
  public static @Nullable String mlPredictLabel(
      Connection connection, Value model, Value... features) throws SQLException {
    return PositionalPrediction.label(
        connection, model.getString(), values("ML_PREDICT_LABEL", features));
  }

  /** {@code ML_PREDICT_PROBA(model, feature, ...)}. */
  public static Double @Nullable [] mlPredictProba(
      Connection connection, Value model, Value... features) throws SQLException {
    return PositionalPrediction.probabilities(
        connection, model.getString(), values("ML_PREDICT_PROBA", features));
  }

  /** {@code PGML.PREDICT(model, feature, ...)}. */
  public static @Nullable Double pgmlPredict(Connection connection, Value model, Value... features)
      throws SQLException {
    return PositionalPrediction.value(
        connection,
        FacadeModels.name(connection, model.getString()),
        values("PGML.PREDICT", features));
  }

  /** {@code PGML.PREDICT_PROBA(model, feature, ...)}. */
  public static Double @Nullable [] pgmlPredictProba(
      Connection connection, Value model, Value... features) throws SQLException {
    return PositionalPrediction.probabilities(
        connection,
        FacadeModels.name(connection, model.getString()),
        values("PGML.PREDICT_PROBA", features));
  }

  /** {@code RUSTYDB.PREDICT(model, feature, ...)}. */
  public static @Nullable Double rustydbPredict(
      Connection connection, Value model, Value... features) throws SQLException {
    return PositionalPrediction.number(
        connection,
        FacadeModels.name(connection, model.getString()),
        values("RUSTYDB.PREDICT", features));
  }

  /** {@code HELIOSDB.ML_PREDICT(model, feature, ...)}. */
  public static @Nullable Double heliosdbMlPredict(
      Connection connection, Value model, Value... features) throws SQLException {
    return PositionalPrediction.number(
        connection,
        FacadeModels.name(connection, model.getString()),
        values("HELIOSDB.ML_PREDICT", features));
  }

  private static FeatureValues values(String routine, Value... features) {
    return new Values(routine, elements(features));
  }

  /** The values themselves, or those of the one array or row. */
  static Value[] elements(Value... features) {
    return features.length == 1 && features[0] instanceof ValueCollectionBase all
        ? all.getList()
        : features;
  }

  private record Values(String routine, Value... values) implements FeatureValues {
    @Override
    public int count() {
      return values.length;
    }

    @Override
    public void put(Row row, int position, Feature feature) throws SQLException {
      Value value = values[position];
      ColumnType type = feature.type();
      if (value.getValueType() == Value.DOUBLE
          && (type == ColumnType.NUMBER || type == ColumnType.INTEGER)) {
        double number = value.getDouble();
        row.setNumber(position, Double.isInfinite(number) ? Double.NaN : number);
      } else {
        FeatureValue.put(row, position, feature, value(routine, position, value));
      }
    }
  }

  /** A value as training reads a column of its type. */
  static @Nullable Object value(String routine, int position, Value value) {
    return switch (value.getValueType()) {
      case Value.NULL -> null;
      case Value.DOUBLE, Value.REAL -> value.getDouble();
      case Value.TINYINT, Value.SMALLINT, Value.INTEGER -> value.getInt();
      case Value.BIGINT -> value.getLong();
      case Value.NUMERIC, Value.DECFLOAT -> value.getBigDecimal();
      case Value.BOOLEAN -> value.getBoolean();
      case Value.CHAR -> FeatureValue.withoutPadding(value.getString());
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

  private static MlException unsupported(String routine, int position, Value value) {
    return MlError.INVALID_ARGUMENT.with(
        "feature " + (position + 1),
        routine,
        "of the type " + Value.getTypeName(value.getValueType()),
        "a number, a text, a truth value, a date or a time");
  }
}
