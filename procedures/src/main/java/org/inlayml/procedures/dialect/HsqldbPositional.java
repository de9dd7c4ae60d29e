// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import org.hsqldb.jdbc.JDBCArrayBasic;
import org.hsqldb.types.Type;
import org.inlayml.procedures.routine.HeliosdbMlPredict;
import org.inlayml.procedures.routine.MlPredict;
import org.inlayml.procedures.routine.MlPredictLabel;
import org.inlayml.procedures.routine.MlPredictProba;
import org.inlayml.procedures.routine.PgmlPredict;
import org.inlayml.procedures.routine.PgmlPredictProba;
import org.inlayml.procedures.routine.RustydbPredict;
import org.inlayml.procedures.value.FeatureValue;
import org.jspecify.annotations.Nullable;

/**
 * The routines that take feature values in order, as HSQLDB calls them: with an array of DOUBLE or
 * of VARCHAR. Public because HSQLDB calls it; thread-safe.
 */
public final class HsqldbPositional {
  private HsqldbPositional() {}

  public static @Nullable Double mlPredict(
      Connection connection, @Nullable String model, @Nullable Array features) throws SQLException {
    return MlPredict.call(connection, model, values(features));
  }

  public static @Nullable String mlPredictLabel(
      Connection connection, @Nullable String model, @Nullable Array features) throws SQLException {
    return MlPredictLabel.call(connection, model, values(features));
  }

  public static @Nullable Array mlPredictProba(
      Connection connection, @Nullable String model, @Nullable Array features) throws SQLException {
    return array(MlPredictProba.call(connection, model, values(features)));
  }

  public static @Nullable Double pgmlPredict(
      Connection connection, @Nullable String model, @Nullable Array features) throws SQLException {
    return PgmlPredict.call(connection, model, values(features));
  }

  public static @Nullable Double rustydbPredict(
      Connection connection, @Nullable String model, @Nullable Array features) throws SQLException {
    return RustydbPredict.call(connection, model, values(features));
  }

  public static @Nullable Double heliosdbMlPredict(
      Connection connection, @Nullable String model, @Nullable Array features) throws SQLException {
    return HeliosdbMlPredict.call(connection, model, values(features));
  }

  public static @Nullable Array pgmlPredictProba(
      Connection connection, @Nullable String model, @Nullable Array features) throws SQLException {
    return array(PgmlPredictProba.call(connection, model, values(features)));
  }

  private static @Nullable Array array(Double @Nullable [] numbers) {
    return numbers == null ? null : new JDBCArrayBasic(numbers, Type.SQL_DOUBLE);
  }

  /** The elements; HSQLDB pads the texts of {@code ARRAY['a', 'bcd']} to one length. */
  static @Nullable Object @Nullable [] values(@Nullable Array features) throws SQLException {
    if (features == null) {
      return null;
    }
    @Nullable Object[] values = (@Nullable Object[]) features.getArray(); // a copy
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof String text) {
        values[i] = FeatureValue.withoutPadding(text);
      }
    }
    return values;
  }
}
