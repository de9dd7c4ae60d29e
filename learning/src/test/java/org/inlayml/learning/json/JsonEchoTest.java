// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.inlayml.learning.json.JsonReader.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEchoTest {
  private final JsonReader reader = new JsonReader();
  private final JsonWriter writer = new JsonWriter();
  private final JsonEcho echo = new JsonEcho(reader, writer);

  /** Repeats an object, and ends it ourselves. */
  private String echoed(String object) {
    reader.read(object);
    writer.clear();
    echo.begin();
    while (reader.next() != Token.END_OBJECT || reader.depth() > 0) {
      // the echo listens
    }
    echo.end();
    assertThat(reader.next()).isEqualTo(Token.END);
    return writer.endObject().toString();
  }

  private String echoedNumber(String number) {
    String object = echoed("{\"a\":" + number + ",\"b\":" + number + "}");
    String repeated = object.substring("{\"a\":".length(), object.indexOf(','));
    assertThat(object).isEqualTo("{\"a\":%s,\"b\":%s}", repeated, repeated);
    return repeated;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{}~{}",
        "{\"a\":1,\"b\":[true,{\"c\":null}]}~{\"a\":1,\"b\":[true,{\"c\":null}]}",
        "` { \"a\" : 1 ,\t\"b\":[ ] , \"c\" : { } } `~{\"a\":1,\"b\":[],\"c\":{}}",
        "{\"a\": [1 ,2E0 , 3 ] }~{\"a\":[1,2,3]}",
        "{\"a\\u0041\":\"\\/\\n\\\"\"}~{\"aA\":\"/\\u000a\\\"\"}",
        "{\"a\\tb\" : \"c\\td\" , \"e\":1.50E0}~{\"a\\u0009b\":\"c\\u0009d\",\"e\":1.5}",
        "{\"\ud83c\udf37\":\"\ud83c\"}~{\"\ud83c\udf37\":\"\\ud83c\"}",
        "{\"é\":\"\u2028\"}~{\"é\":\"\u2028\"}",
        "{\"a\":1,\"a\":2}~{\"a\":1,\"a\":2}"
      })
  void objects_come_back_without_blanks_and_needless_escapes(String object, String expected) {
    assertThat(echoed(object)).isEqualTo(expected);
    assertThat(echoed(expected)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.50, 0.50",
    "12345678901234567890, 12345678901234567890",
    "-0, -0",
    "1.5E0, 1.5",
    "-1.5e+0, -1.5",
    "1.50E0, 1.5",
    "2E0, 2",
    "2.0E0, 2",
    "505e-1, 50.5",
    "1.5E3, 1500",
    "1.0E7, 10000000",
    "1.2345E10, 12345000000",
    "9.5E-4, 0.00095",
    "1.0E-6, 0.000001",
    "9.9E-7, 9.9E-7",
    "0.00000099E0, 9.9E-7",
    "1.0E15, 1000000000000000",
    "1.0E16, 1.0E16",
    "1.25E15, 1250000000000000",
    "1.2345678901234567E14, 123456789012345.67",
    "0E0, 0",
    "-0.0E0, 0",
    "1e400, null",
    "-1e-400, 0",
    "1E0000000000000000000005, 100000",
    "0.333333333333333333333333E0, 0.3333333333333333",
    "0.000000000000000000000000000000000000000000000000000000000000000000000000001E75, 1"
  })
  void numbers_keep_their_digits_and_lose_their_exponent(String number, String expected) {
    assertThat(echoedNumber(number)).isEqualTo(expected);
  }

  /** As HSQLDB writes them. */
  @Test
  void doubles_with_an_exponent_are_repeated_as_the_writer_writes_them() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-8, 18));
      String text = Double.toString(value);

      String repeated = echoedNumber(text.indexOf('E') < 0 ? text + "E0" : text);

      if (!repeated.equals(new JsonWriter().value(value).toString())) {
        assertThat(repeated).isEqualTo(new JsonWriter().value(value).toString());
      }
    }
  }

  @Test
  void a_name_that_is_expected_is_passed_over_and_another_is_left() {
    reader.read("{\"a\":1,\"bc\":2, \"d\":3,\"e");
    char[] first = "\"a\":".toCharArray();

    assertThat(reader.isNext(first)).isFalse();
    reader.next();
    assertThat(reader.isNext(",\"a\":".toCharArray())).isFalse();
    assertThat(reader.isNext(first)).isTrue();
    assertThat(reader.isNext(first)).isFalse();
    assertThat(reader.next()).isEqualTo(Token.NUMBER);
    assertThat(reader.isNext(",\"b\":".toCharArray())).isFalse();
    assertThat(reader.isNext(",\"bc\":".toCharArray())).isTrue();
    assertThat(reader.next()).isEqualTo(Token.NUMBER);
    assertThat(reader.number()).isEqualTo(2);
    assertThat(reader.isNext(",\"d\":".toCharArray())).isFalse();
    assertThat(reader.next()).isEqualTo(Token.NAME);
    assertThat(reader.text()).isEqualTo("d");
    assertThat(reader.next()).isEqualTo(Token.NUMBER);
    assertThat(reader.isNext(",\"e\uffff".toCharArray())).isFalse();
  }

  @Test
  void texts_are_read_right_when_they_are_remembered() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      String text = "x".repeat(random.nextInt(3)) + random.nextInt(300) + "y".repeat(i % 40);
      reader.read("\"" + text + "\"");

      assertThat(reader.next()).isEqualTo(Token.STRING);
      if (!reader.text().equals(text)) {
        assertThat(reader.text()).isEqualTo(text);
      }
    }
  }
}
