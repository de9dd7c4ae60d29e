// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import org.hsqldb.jdbc.JDBCDataSource;
import org.inlayml.procedures.routine.MlPredict;
import org.junit.jupiter.api.Test;

class HsqldbAllowListTest {

  @Test
  void allows_the_package_of_the_procedures_wherever_it_is() {
    assertThat(HsqldbAllowList.entry()).isEqualTo("org.inlayml.procedures.*");
    assertThat(MlPredict.class.getName()).startsWith("org.inlayml.procedures.");
  }

  @Test
  void allows_late_when_a_database_is_open_already() throws SQLException {
    JDBCDataSource source = new JDBCDataSource();
    source.setURL("jdbc:hsqldb:mem:allow_list");
    source.setUser("SA");
    source.getConnection().close();

    HsqldbAllowList.allow();

    assertThat(HsqldbAllowList.isAllowed()).isTrue();
    assertThat(System.getProperty("hsqldb.method_class_names"))
        .contains("org.inlayml.procedures.*")
        .doesNotContain("org.inlayml.procedures.*;org.inlayml.procedures.*");
  }

  @Test
  void is_loaded_as_a_driver_that_takes_no_url() throws SQLException {
    Driver driver =
        ServiceLoader.load(Driver.class).stream()
            .filter(provider -> provider.type() == HsqldbAllowListDriver.class)
            .findFirst()
            .orElseThrow()
            .get();

    assertThat(driver.acceptsURL("jdbc:hsqldb:mem:x")).isFalse();
    assertThat(driver.connect("jdbc:hsqldb:mem:x", new Properties())).isNull();
  }
}
