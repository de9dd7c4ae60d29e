// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final String[] ODD_TEXTS = {
    "",
    " ",
    "\"",
    "\\",
    "/",
    "\\u0041",
    "\0",
    "\t\n\r\f\b",
    "\u007f",
    "\u2028",
    "\ufeff",
    "İıßé",
    "\ud83c\udf38",
    "\ud83c",
    "\udf38\ud83c",
    "'; DROP TABLE",
    "{\"a\":1}",
    "\uffff",
    "null",
    "-0"
  };

  /** Values of all kinds; whole doubles below 2^53 are left out, since they read as longs. */
  private static @Nullable Object value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      case 3 -> random.nextLong() >> random.nextInt(1, 64);
      case 4 -> fraction(random);
      case 5 -> ODD_TEXTS[random.nextInt(ODD_TEXTS.length)];
      case 6 -> text(random);
      case 7 -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(random), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static double fraction(SplittableRandom random) {
    double value;
    do {
      value = Double.longBitsToDouble(random.nextLong());
    } while (!Double.isFinite(value) || (value == Math.rint(value) && Math.abs(value) < 1e16));
    return value;
  }

  private static String text(SplittableRandom random) {
    int bits = random.nextInt(1, 17);
    char[] characters = new char[random.nextInt(12)];
    for (int i = 0; i < characters.length; i++) {
      characters[i] = (char) random.nextInt(1 << bits);
    }
    return new String(characters);
  }

  @Test
  void what_is_written_reads_as_it_was() {
    SplittableRandom random = new SplittableRandom(20261121);
    for (int i = 0; i < 500; i++) {
      Object value = value(random, 4);

      String json = Json.write(value);

      assertThat(Json.parse(json)).as("case %s: %s", i, json).isEqualTo(value);
      assertThat(json.chars()).as("case %s", i).noneMatch(c -> c < ' ');
    }
  }

  @Test
  void damaged_texts_are_read_or_refused_with_a_position_inside() {
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      StringBuilder json = new StringBuilder(Json.write(value(random, 4))).append(' ');
      json.setCharAt(random.nextInt(json.length()), "{}[]\",:\\0-e".charAt(random.nextInt(11)));
      try {
        Json.parse(json.toString());
      } catch (JsonSyntaxException e) {
        refused++;
        assertThat(e.position()).as("case %s: %s", i, json).isBetween(1, json.length() + 1);
        assertThat(e.reason()).isNotEmpty();
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  @Test
  void numbers_keep_their_value() {
    assertThat(Json.parse("-0")).isEqualTo(0L);
    assertThat(Json.parse("-0.0")).isEqualTo(-0.0);
    assertThat(Json.parse("1.0")).isEqualTo(1.0);
    assertThat(Json.parse("1e2")).isEqualTo(100.0);
    assertThat(Json.parse("1.5E+3")).isEqualTo(1500.0);
    assertThat(Json.parse("1E-400")).isEqualTo(0.0);
    assertThat(Json.parse("1e400")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Json.parse("4.9E-324")).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void any_count_of_digits_is_read_wherever_the_text_ends() {
    String digits = "73105928461736052948";
    JsonReader reader = new JsonReader();
    for (int count = 1; count <= digits.length(); count++) {
      for (String end : new String[] {"", " ", "E0", "e-3"}) {
        String number = "0." + digits.substring(0, count) + end;

        reader.read(number);

        assertThat(reader.next()).isEqualTo(JsonReader.Token.NUMBER);
        assertThat(reader.number()).as(number).isEqualTo(Double.parseDouble(number));
        assertThat(reader.next()).isEqualTo(JsonReader.Token.END);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'/', ':', '?', '@', '\u0660', '\uff11', '\uffff'})
  void what_stands_beside_the_digits_is_no_digit(char neighbour) {
    for (int at = 0; at < 5; at++) {
      String digits = new StringBuilder("1234567").insert(at, neighbour).toString();

      assertThatThrownBy(() -> Json.parse("[0." + digits + "]"))
          .isInstanceOf(JsonSyntaxException.class);
    }
  }

  @Test
  void whole_numbers_of_64_bits_stay_exact() {
    assertThat(Json.parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(Json.parse("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(Json.parse("1234567890123456789")).isEqualTo(1234567890123456789L);
    assertThat(Json.parse("9223372036854775808")).isEqualTo(0x1p63);
    assertThat(Json.parse("123456789012345678901234567890")).isEqualTo(1.2345678901234568E29);
  }

  @Test
  void numbers_are_written_as_people_write_them() {
    List<Double> numbers =
        Arrays.asList(0.0, -0.0, 5.0, -2.5, 0.1, 1e-6, 1e-7, 123456.75, 1e15, 1e22, 1e300);

    assertThat(Json.write(numbers))
        .isEqualTo("[0,0,5,-2.5,0.1,0.000001,1.0E-7,123456.75,1000000000000000,1.0E22,1.0E300]");
  }

  @Test
  void numbers_that_are_not_finite_are_written_as_null() {
    assertThat(Json.write(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
        .isEqualTo("[null,null,null]");
  }

  @Test
  void decimals_are_written_without_needless_zeros() {
    assertThat(decimals(0, -0L, 5, -5, 50, 123, 12_300, Long.MAX_VALUE, Long.MIN_VALUE))
        .isEqualTo("[0,0,0.005,-0.005,0.05,0.123,12.3,9223372036854775.807,-9223372036854775.808]");
    assertThat(new JsonWriter().decimal(Long.MIN_VALUE, 0).toString())
        .isEqualTo("-9223372036854775808");
    assertThat(new JsonWriter().decimal(7, 30).toString())
        .isEqualTo("0.000000000000000000000000000007");
  }

  private static String decimals(long... unscaled) {
    JsonWriter writer = new JsonWriter(1).beginArray();
    for (long number : unscaled) {
      writer.decimal(number, 3);
    }
    return writer.endArray().toString();
  }

  @Test
  void a_number_alone_is_written_as_in_a_text() {
    for (double number : new double[] {0, -0.0, 5, 1 / 3.0, 1e-7, 0.002, 1e15, 1e300, Double.NaN}) {
      assertThat(JsonWriter.number(number)).isEqualTo(new JsonWriter().value(number).toString());
    }
  }

  @Test
  void a_writer_can_be_used_again() {
    JsonWriter writer = new JsonWriter().beginObject().name(new JsonName("a\"b")).value(true);

    assertThat(writer.clear().beginArray().value(1).value(2).endArray().toString())
        .isEqualTo("[1,2]");
  }

  @Test
  void integers_and_other_objects_are_written_by_their_value() {
    assertThat(Json.write(List.of(3, 2.5f, List.of(), Map.of(), 'c')))
        .isEqualTo("[3,2.5,[],{},\"c\"]");
  }

  @Test
  void control_characters_inside_strings_are_taken_as_they_are() {
    assertThat(Json.parse("\"a\nb\tc\0\"")).isEqualTo("a\nb\tc\0");
    assertThat(Json.parseObject("{\"a\nb\":\"\r\\n\"}")).isEqualTo(Map.of("a\nb", "\r\n"));
  }

  @Test
  void escapes_stand_for_their_characters() {
    assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\uD83C\\uDF38\""))
        .isEqualTo("\"\\/\b\f\n\r\tA\ud83c\udf38");
  }

  @Test
  void lone_surrogates_are_written_as_escapes_and_pairs_as_they_are() {
    assertThat(Json.write("\ud83c\udf38")).isEqualTo("\"\ud83c\udf38\"");
    assertThat(Json.write("\udf38\ud83c")).isEqualTo("\"\\udf38\\ud83c\"");
  }

  @Test
  void members_keep_their_order_and_the_last_of_equal_names_wins() {
    assertThat(Json.parseObject(" { \"b\" : 1 , \"a\" : [ ] , \"b\" : null } "))
        .hasToString("{b=null, a=[]}");
  }

  @Test
  void sixty_four_levels_are_read_and_one_more_is_refused() {
    String deepest = "[".repeat(64) + "]".repeat(64);

    assertThat(Json.write(Json.parse(deepest))).isEqualTo(deepest);
    assertThatThrownBy(() -> Json.parse("[" + deepest + "]"))
        .isInstanceOfSatisfying(
            JsonSyntaxException.class, e -> assertThat(e.position()).isEqualTo(65))
        .hasMessage("more than 64 levels");
    assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(100_000)))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessage("more than 64 levels");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "``~1~the text ends too early",
        "`  `~3~the text ends too early",
        "{~2~expected a name in quotes, found the end of the text",
        "[~2~the text ends too early",
        "[1~3~expected ,, found the end of the text",
        "[1,]~4~unexpected ']'",
        "[,1]~2~unexpected ','",
        "[1 2]~4~expected ,, found '2'",
        "{a:1}~2~expected a name in quotes, found 'a'",
        "{'a':1}~2~expected a name in quotes, found '''",
        "{\"a\" 1}~6~expected :, found '1'",
        "{\"a\"}~5~expected :, found '}'",
        "{\"a\":}~6~unexpected '}'",
        "{\"a\":1,}~8~expected a name in quotes, found '}'",
        "{\"a\":1]~7~expected ,, found ']'",
        "[1}~3~expected ,, found '}'",
        "{} {}~4~unexpected '{'",
        "1 2~3~unexpected '2'",
        "tru~1~unexpected 't'",
        "True~1~unexpected 'T'",
        "nulls~5~unexpected 's'",
        "NaN~1~unexpected 'N'",
        "-Infinity~1~unexpected '-'",
        "+1~1~unexpected '+'",
        ".5~1~unexpected '.'",
        "01~1~unexpected '0'",
        "-01~1~unexpected '-'",
        "1.~3~a number lacks digits before the end of the text",
        "1.e5~3~a number lacks digits before 'e'",
        "1e~3~a number lacks digits before the end of the text",
        "1e+x~4~a number lacks digits before 'x'",
        "0x10~2~unexpected 'x'",
        "\"a~3~a string is not closed",
        "\"a\\~4~a string is not closed",
        "\"a\\n~5~a string is not closed",
        "\"\\x\"~4~unknown escape \\x",
        "\"\\u12g4\"~6~\\u needs four hexadecimal digits",
        "\"\\u12~6~\\u needs four hexadecimal digits",
        "/* */1~1~unexpected '/'",
        "\ufeff1~1~unexpected '\ufeff'"
      })
  void syntax_errors_say_what_and_where(String json, int position, String reason) {
    assertThatThrownBy(() -> Json.parse(json))
        .isInstanceOfSatisfying(
            JsonSyntaxException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.position()).isEqualTo(position);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"{}\"", "null"})
  void an_object_is_expected_where_one_is_asked_for(String json) {
    assertThatThrownBy(() -> Json.parseObject(json))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessage("expected {");
  }
}
