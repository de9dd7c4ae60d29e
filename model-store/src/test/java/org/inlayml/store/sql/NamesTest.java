// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inlayml.store.MlErrors.assertMlError;

import java.util.List;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.api.Test;

final class NamesTest {
  @Test
  void bare_parts_become_upper_case_whatever_the_locale() {
    assertThat(QualifiedName.parse("public.iris")).isEqualTo(QualifiedName.of("PUBLIC", "IRIS"));
    assertThat(QualifiedName.parse(" s1 . _t$2 ")).isEqualTo(QualifiedName.of("S1", "_T$2"));
    assertThat(Identifier.parse("größe").name()).isEqualTo("GRÖSSE");
  }

  @Test
  void quoted_parts_stay_as_they_are() {
    assertThat(QualifiedName.parse("\"my.schema\".\"a \"\"b\"\"\""))
        .isEqualTo(QualifiedName.of("my.schema", "a \"b\""));
    assertThat(QualifiedName.parse("`ml_data`.`iris ``train```"))
        .isEqualTo(QualifiedName.of("ml_data", "iris `train`"));
    assertThat(QualifiedName.parse("\" x \".y")).isEqualTo(QualifiedName.of(" x ", "Y"));
  }

  @Test
  void writes_names_so_that_they_cannot_break_out() {
    assertThat(QualifiedName.of("a\"; DROP", "b").sql()).isEqualTo("\"a\"\"; DROP\".\"b\"");
    assertThat(Identifiers.of(List.of("x", "y\"")).sql()).isEqualTo("\"x\", \"y\"\"\"");
    assertThat(new TextLiteral("it's").sql()).isEqualTo("'it''s'");
    assertThat(new Placeholders(3).sql()).isEqualTo("?, ?, ?");
    assertThat(QualifiedName.of("PUBLIC", "IRIS").text()).isEqualTo("PUBLIC.IRIS");
  }

  @Test
  void a_name_without_schema_is_in_the_one_given() {
    Identifier schema = new Identifier("PUBLIC");

    assertThat(QualifiedName.parse("iris", schema)).isEqualTo(QualifiedName.of("PUBLIC", "IRIS"));
    assertThat(QualifiedName.parse("s.iris", schema)).isEqualTo(QualifiedName.of("S", "IRIS"));
    assertInvalid("iris", "it names no schema");
  }

  @Test
  void rejects_what_is_no_name_and_says_why() {
    assertInvalid("", "a part is empty");
    assertInvalid("a..b", "a part is empty");
    assertInvalid("a.", "a part is empty");
    assertInvalid("\"\".b", "a part is empty");
    assertInvalid("a.\"b", "a quote is not closed");
    assertInvalid("a.b.c", "it has 3 parts instead of two");
    assertInvalid("a.b-c", "'-' stands outside quotes");
    assertInvalid("a.1b", "'1' stands outside quotes");
    assertInvalid("a.b; DROP TABLE c", "';' stands outside quotes");
    assertInvalid("a.\"b\"c", "'c' stands outside quotes");
    assertInvalid("a.\"b\u0000\"", "it has a control character");
    assertMlError(
        MlError.INVALID_NAME, "it has 2 parts instead of one", () -> Identifier.parse("a.b"));
    assertMlError(MlError.INVALID_NAME, "it is empty", () -> new Identifier(""));
  }

  @Test
  void there_is_no_list_without_elements() {
    assertThatThrownBy(() -> new Placeholders(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 placeholders");
    assertThatThrownBy(() -> Identifiers.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no names");
  }

  @Test
  void takes_queries_for_queries_and_names_for_names() {
    assertThat(UserQuery.of("SELECT 1;  ")).contains(new UserQuery("SELECT 1"));
    assertThat(UserQuery.of(" select\n* from t")).isPresent();
    assertThat(UserQuery.of("(SELECT a FROM t) ")).isPresent();
    assertThat(UserQuery.of("with x as (select 1) select * from x")).isPresent();
    assertThat(UserQuery.of("VALUES(1, 2)")).isPresent();
    assertThat(UserQuery.of("table s.t")).isPresent();
    assertThat(UserQuery.of("table.t")).isEmpty();
    assertThat(UserQuery.of("values . t")).isEmpty();
    assertThat(UserQuery.of("selections.t")).isEmpty();
    assertThat(UserQuery.of("select")).isEmpty();
    assertThat(UserQuery.of("DROP TABLE t")).isEmpty();
    assertThat(UserQuery.of("")).isEmpty();
  }

  private static void assertInvalid(String text, String reason) {
    assertMlError(MlError.INVALID_NAME, reason, () -> QualifiedName.parse(text));
  }
}
