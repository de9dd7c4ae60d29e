// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migration.h2;

import java.sql.SQLException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.inlayml.migrations.ModelViews;

/** Creates {@link ModelViews}. Made by Flyway, which reads the name; thread-safe. */
public final class R__model_views extends BaseJavaMigration {
  @Override
  public void migrate(Context context) throws SQLException {
    ModelViews.create(context.getConnection());
  }
}
