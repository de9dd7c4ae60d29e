// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.hsqldb.Session;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.junit.jupiter.api.Test;

class HsqldbFieldTest {

  @Test
  void says_what_to_do_where_a_version_has_no_such_field() {
    HsqldbField missing = HsqldbField.of(Session.class, "nowhere");

    MlException failure = catchThrowableOfType(MlException.class, () -> missing.get(null));

    assertThat(failure.error()).isEqualTo(MlError.ENGINE_CLOSED);
    assertThat(failure)
        .hasMessage(
            "ML100212: HSQLDB 2.7.4 keeps Inlay from Session.nowhere. Use HSQLDB 2.7.4, both on"
                + " the class path, not as modules.")
        .hasCauseInstanceOf(NoSuchFieldException.class);
  }

  @Test
  void says_what_to_do_where_a_module_keeps_the_field_closed() {
    // java.base is closed to the class path as HSQLDB is on the module path
    HsqldbField closed = HsqldbField.of(String.class, "hash");

    MlException failure = catchThrowableOfType(MlException.class, () -> closed.get("x"));

    assertThat(failure.error()).isEqualTo(MlError.ENGINE_CLOSED);
    assertThat(failure)
        .hasMessageStartingWith("ML100212: HSQLDB 2.7.4 keeps Inlay from String.hash");
  }
}
