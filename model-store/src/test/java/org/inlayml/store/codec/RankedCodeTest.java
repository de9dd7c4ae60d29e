// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankedCodeTest {
  @Test
  void one_value_alone_takes_no_bits() {
    RankedCode code = RankedCode.of(new int[] {7});

    assertThat(code.bits(new int[] {7})).isZero();
    assertThat(code.read(new BitInput(new byte[0]))).isZero();
  }

  @Test
  void frequent_values_take_fewer_bits() {
    assertThat(RankedCode.of(new int[] {4, 2, 1, 1}).bits(new int[] {4, 2, 1, 1})).isEqualTo(14);
    assertThat(RankedCode.of(new int[] {1, 1, 1, 1}).bits(new int[] {1, 1, 1, 1})).isEqualTo(8);
  }

  @Test
  void values_of_any_frequencies_come_back() {
    Random random = new Random(1);
    for (int values : new int[] {1, 2, 3, 100, 5000}) {
      int[] frequencies =
          IntStream.generate(() -> 1 + (int) Math.exp(12 * random.nextDouble()))
              .limit(values)
              .map(i -> -i)
              .sorted()
              .map(i -> -i)
              .toArray();

      assertComeBack(frequencies);
    }
  }

  /** Frequencies that grow like Fibonacci's numbers make the longest words there are. */
  @Test
  void words_never_grow_beyond_30_bits() {
    int[] frequencies = new int[44];
    frequencies[43] = 1;
    frequencies[42] = 1;
    for (int i = 41; i >= 0; i--) {
      frequencies[i] = frequencies[i + 1] + frequencies[i + 2];
    }

    assertComeBack(frequencies);
    assertThat(frequencies[0]).isGreaterThan(700_000_000);
  }

  /** Codes of each value, one after the other, and the code itself. */
  private static void assertComeBack(int[] frequencies) {
    RankedCode code = RankedCode.of(frequencies);
    ModelOutput output = new ModelOutput();
    code.write(output);
    byte[] table = output.toBytes();
    BitOutput bits = new BitOutput();
    for (int value = 0; value < frequencies.length; value++) {
      code.write(value, bits);
    }

    RankedCode read = RankedCode.read(frequencies.length, new ModelInput(table, 0, table.length));
    BitInput input = new BitInput(bits.toBytes());

    for (int value = 0; value < frequencies.length; value++) {
      assertThat(read.read(input)).isEqualTo(value);
    }
    input.end();
    assertThat(read.bits(frequencies)).isEqualTo(code.bits(frequencies));
  }

  @Test
  void codes_with_too_many_words_are_refused() {
    assertRefused("a code has more words than there can be", 3, 1, 0, 3);
    assertRefused("a code has words for 2 of 3", 3, 1, 0, 2);
    assertRefused("words of a code have 31 bits", 1, 31);
  }

  private static void assertRefused(String message, int values, int... wholes) {
    ModelOutput output = new ModelOutput();
    Arrays.stream(wholes).forEach(output::whole);
    byte[] bytes = output.toBytes();

    assertThatThrownBy(() -> RankedCode.read(values, new ModelInput(bytes, 0, bytes.length)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void bits_that_end_too_early_or_too_late_are_refused() {
    RankedCode code = RankedCode.of(new int[] {2, 1, 1});

    assertThatThrownBy(() -> code.read(new BitInput(new byte[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bits end too early");
    BitInput long8 = new BitInput(new byte[9]);
    code.read(long8);
    assertThatThrownBy(long8::end)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("more bits follow than are used");
  }

  @Test
  void words_that_the_code_lacks_are_refused() {
    ModelOutput output = new ModelOutput();
    output.whole(2);
    output.whole(0);
    output.whole(1);
    output.whole(1);
    byte[] table = output.toBytes();
    RankedCode code = RankedCode.read(2, new ModelInput(table, 0, table.length));

    assertThatThrownBy(() -> code.read(new BitInput(new byte[] {(byte) 0xC0})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bits are no word of their code");
  }
}
