// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inlayml.store.sql.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallArgumentsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL SYS.ML_TRAIN('T', 'Y', NULL, @m)",
        "call sys.ml_train('T', 'Y', NULL, @M)",
        "CALL ML_TRAIN('T','Y',NULL,@m)",
        "CALL \"SYS\".\"ML_TRAIN\"('T', 'Y', NULL, @m)",
        "CALL `SYS` . `ML_TRAIN` ('T', 'Y', NULL, @m)",
        "CALL SYS.ML_TRAIN('T', 'Y', NULL, @\"M\")",
        "CALL SYS.ML_TRAIN('T', 'Y', NULL, @ m )",
        "CALL\n\tSYS.ML_TRAIN\n(\n'T',\n'Y',\nNULL,\n@m\n)",
        "CALL SYS.ML_TRAIN('T', 'Y', NULL, @m);",
        "SELECT SYS.ML_TRAIN('T', 'Y', NULL, @m) FROM DUAL WHERE 1 = 1",
        "SET @x = SYS.ML_TRAIN('T', 'Y', NULL, @m)"
      })
  void finds_the_variable_however_the_call_is_written(String statement) {
    assertThat(variable(statement, 3)).contains(new Identifier("M"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call SYS.ML_TRAIN('T', 'Y', NULL, @m",
        " call SYS.ML_TRAIN('T', 'Y', NULL, @m ",
        "call SYS.ML_TRAIN(?, ?, ?, @m {1: 'T', 2: 'Y', 3: NULL}",
        "call SYS.ML_TRAIN(?, ?, ?, @m) {1: 'T', 2: 'Y', 3: ',@x)'}"
      })
  void tolerates_what_the_call_escape_and_parameters_leave(String statement) {
    assertThat(variable(statement, 3)).contains(new Identifier("M"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL ML_TRAIN('a,b', 'it''s, (', '{\"k\": [1, 2]}', @m)",
        "CALL ML_TRAIN(F(1, 2), (SELECT A, B FROM T), ARRAY[1, 2, G(3, 4)], @m)",
        "CALL ML_TRAIN(\"a,b\", `c,d`, \"q\"\"(,\", @m)",
        "CALL ML_TRAIN(1, $$ it's, ( $$, 3, @m)",
        "CALL ML_TRAIN(1, /* 2, ) /* nested, */ ' */ 2, 3, @m)",
        "CALL ML_TRAIN(1, -- 2, ')\n2, // '(\n3, @m)",
        "CALL ML_TRAIN(1, 2, JSON_OBJECT('task': 'regression', 'k': 3), @m -- the handle\n)",
        "CALL ML_TRAIN(1, 2, JSON_OBJECT('a' VALUE JSON_ARRAY(1, 2)), /* out */ @m /* ) */)",
        "CALL ML_TRAIN(1, E, U&'\\0041,', @m)",
        "CALL ML_TRAIN(1, ML_TRAIN(1, 2, 3, @x), 3, @m)"
      })
  void splits_at_top_level_commas_only(String statement) {
    assertThat(CallArguments.of(statement, "ML_TRAIN")).hasSize(4);
    assertThat(variable(statement, 3)).contains(new Identifier("M"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT 1",
        "CALL ML_TRAIN()",
        "CALL ML_TRAIN('T', 'Y', NULL)",
        "CALL ML_TRAIN('T', 'Y', NULL, 'm')",
        "CALL ML_TRAIN('T', 'Y', NULL, '@m')",
        "CALL ML_TRAIN('T', 'Y', NULL, ?) {1: '@m'}",
        "CALL ML_TRAIN('T', 'Y', NULL, NULL)",
        "CALL ML_TRAIN('T', 'Y', NULL, @m || 'x')",
        "CALL ML_TRAIN('T', 'Y', NULL, UPPER(@m))",
        "CALL ML_TRAIN('T', 'Y', NULL, (@m))",
        "CALL ML_TRAIN('T', 'Y', NULL, @)",
        "CALL ML_TRAIN('T', 'Y', NULL, @1)",
        "CALL ML_TRAIN('T', 'Y', @m, 4)",
        "CALL ML_TRAINING('T', 'Y', NULL, @m)",
        "CALL XML_TRAIN('T', 'Y', NULL, @m)",
        "CALL OTHER('ML_TRAIN(1, 2, 3, @m)')",
        "CALL OTHER(1) -- ML_TRAIN(1, 2, 3, @m)",
        "CALL OTHER(1) /* ML_TRAIN(1, 2, 3, @m) */",
        "CALL OTHER($$ML_TRAIN(1, 2, 3, @m)$$)",
        "SELECT ML_TRAIN, @m FROM T",
        "SELECT @ML_TRAIN (1, 2, 3, @m)",
        "CALL ML_TRAIN('T",
        "CALL ML_TRAIN(/* 1, 2, 3, @m)"
      })
  void finds_none_where_the_argument_is_not_just_a_variable(String statement) {
    assertThat(variable(statement, 3)).isEmpty();
  }

  @Test
  void does_not_guess_between_two_calls() {
    assertThat(variable("SELECT ML_TRAIN(1, 2, 3, @a), ML_TRAIN(1, 2, 3, @b)", 3)).isEmpty();
  }

  @Test
  void reads_the_first_of_several_statements() {
    assertThat(variable("CALL ML_TRAIN(1, 2, 3, @a); CALL ML_TRAIN(1, 2, 3, @b)", 3))
        .contains(new Identifier("A"));
    assertThat(variable("CALL OTHER(1); CALL ML_TRAIN(1, 2, 3, @b)", 3)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "@model_1 | MODEL_1",
        "@$m | $M",
        "@\"my model\" | my model",
        "@\"a\"\"b\" | a\"b",
        "@`c` | c",
        "@ırmak | IRMAK"
      })
  void reads_names_as_the_database_does(String argument, String name) {
    assertThat(variable("CALL ML_SCORE(" + argument + ")", "ML_SCORE", 0))
        .contains(new Identifier(name));
  }

  @Test
  void gives_arguments_as_tokens() {
    assertThat(CallArguments.of("CALL S.F( A.B, 'x y' /* c */, G(1,@m))", "f"))
        .containsExactly(
            List.of("A", ".", "B"), List.of("'x y'"), List.of("G", "(", "1", ",", "@", "m", ")"));
  }

  @Test
  void keeps_the_place_of_an_empty_argument() {
    assertThat(CallArguments.of("CALL F(1,,@m)", "F"))
        .containsExactly(List.of("1"), List.of(), List.of("@", "m"));
  }

  private static Optional<Identifier> variable(String statement, int argument) {
    return variable(statement, "ML_TRAIN", argument);
  }

  private static Optional<Identifier> variable(String statement, String routine, int argument) {
    return CallArguments.variable(
        statement, routine, argument, name -> name.toUpperCase(Locale.ROOT));
  }
}
