// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hsqldb.server.Server;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.api.Test;

class HsqldbErrorsTest {

  @Test
  void carries_state_and_whole_text_and_names_the_routine() throws SQLException {
    try (HsqldbDatabase database = HsqldbDatabase.inMemory().with(HsqldbTestRoutines.Fail.class)) {

      SQLException failure = failure(() -> database.rows("CALL sys.T_FAIL('long')"));

      assertThat(failure.getSQLState()).isEqualTo("ML006");
      assertThat(failure.getMessage())
          .startsWith("ML003018: the row is not a valid JSON object: $$ 'quoted' ü xxx")
          .endsWith("x at character 7. Raised by: T_FAIL");
      assertThat(failure.getMessage()).hasSizeGreaterThan(1900);
    }
  }

  @Test
  void carries_them_over_a_server() throws SQLException, IOException {
    Server server = new Server();
    server.setLogWriter(null);
    server.setSilent(true);
    server.setNoSystemExit(true);
    server.setDatabaseName(0, "s");
    server.setDatabasePath(0, "mem:" + UUID.randomUUID());
    server.setAddress(InetAddress.getLoopbackAddress().getHostAddress());
    server.setPort(freePort());
    HsqldbAllowList.allow();
    server.start();
    String url = "jdbc:hsqldb:hsql://" + server.getAddress() + ":" + server.getPort() + "/s";
    try (HsqldbDatabase database =
        HsqldbDatabase.at(url)
            .prepared()
            .with(HsqldbTestRoutines.Fail.class, HsqldbTestRoutines.Write.class)) {

      SQLException inQuery = failure(() -> database.rows("SELECT sys.T_FAIL('x') FROM LOG_1"));
      SQLException ofRoutine =
          failure(() -> database.rows("SELECT sys.T_FAIL('x') FROM ML.INSTALLATION"));
      SQLException ofWriting = failure(() -> database.rows("CALL sys.T_WRITE('fail')"));

      assertThat(inQuery.getSQLState()).isEqualTo("42501");
      assertThat(ofRoutine.getSQLState()).isEqualTo("ML006");
      assertThat(ofRoutine.getMessage()).startsWith("ML003018: ").endsWith(": T_FAIL");
      assertThat(ofWriting.getSQLState()).isEqualTo("ML005");
      assertThat(ofWriting.getMessage())
          .isEqualTo(
              "ML003016: the row is NULL. Pass a JSON object of column names and values."
                  + " Raised by: T_WRITE");
    } finally {
      server.shutdown();
    }
  }

  @Test
  void keeps_an_error_of_the_engine_as_it_is() throws SQLException {
    try (HsqldbDatabase database = HsqldbDatabase.inMemory().with(HsqldbTestRoutines.Fail.class)) {

      SQLException failure = failure(() -> database.rows("CALL sys.T_FAIL('engine')"));

      assertThat(failure.getSQLState()).isEqualTo("42501");
      assertThat(failure.getMessage())
          .startsWith("user lacks privilege or object not found: X")
          .endsWith(". Raised by: T_FAIL");
    }
  }

  @Test
  void labels_no_error_that_is_not_its_own() throws SQLException {
    try (HsqldbDatabase database = HsqldbDatabase.inMemory().with(HsqldbTestRoutines.Fail.class)) {
      // never thrown: no routine runs, so nothing may wait for the next error of this thread
      SQLException unthrown = Dialect.HSQLDB.outward(MlError.ROW_MISSING.with());

      SQLException foreign = failure(() -> database.rows("CALL sys.T_FAIL('foreign')"));
      SQLException afterSwallowed =
          failure(
              () ->
                  database.rows(
                      "SELECT sys.T_FAIL('swallowed'), UPPER(sys.T_FAIL(LOWER('FOREIGN')))"
                          + " FROM ML.INSTALLATION"));

      assertThat(unthrown.getSQLState()).isEqualTo("ML005");
      assertThat(foreign.getSQLState()).isEqualTo("46000");
      assertThat(foreign.getMessage()).isEqualTo("Java execution: T_FAIL");
      assertThat(afterSwallowed.getSQLState()).isEqualTo("46000");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static SQLException failure(ThrowingCallable work) {
    return catchThrowableOfType(SQLException.class, work);
  }
}
