// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void statements_end_at_semicolons_outside_quotes_and_comments() {
    SqlScript script =
        SqlScript.of(
            "-- one; two\nSELECT ';', \"a;b\" -- c;\nFROM t; /* ; */ VALUES 'it''s;';\n-- end\n");

    assertThat(script.statements())
        .containsExactly("SELECT ';', \"a;b\" -- c;\nFROM t", "/* ; */ VALUES 'it''s;'");
    assertThat(script.rest()).isEmpty();
  }

  @Test
  void statement_without_semicolon_is_the_rest() {
    SqlScript script = SqlScript.of("SELECT 1;\nSELECT 2\n");

    assertThat(script.statements()).containsExactly("SELECT 1");
    assertThat(script.rest()).isEqualTo("SELECT 2");
  }

  @Test
  void file_that_is_missing_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqlScript.beside(SqlScriptTest.class, "absent.sql"))
        .withMessageContaining("absent.sql");
  }
}
