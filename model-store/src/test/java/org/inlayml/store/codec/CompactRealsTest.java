// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class CompactRealsTest {
  private static final double[] ODD = {
    0.0,
    -0.0,
    1.0 / 3,
    -2.0 / 7,
    1e300,
    -1e-300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NaN,
    Double.NEGATIVE_INFINITY,
    Math.PI,
    1 << 30,
    (1L << 30) + 0.5,
    -(1L << 31),
    1.0 / (1 << 20),
    1.0 / (1 << 21),
    37.885
  };

  @Test
  void all_values_come_back_bit_by_bit() {
    double[] random = new Random(1).doubles(2000, -1000, 1000).toArray();
    double[] shares = DoubleStream.iterate(0, i -> i + 1).limit(2000).map(i -> i / 977).toArray();

    for (double[] values : new double[][] {{}, ODD, random, shares}) {
      assertThat(bits(read(values))).isEqualTo(bits(values));
    }
    for (double value : ODD) {
      double[] with = Arrays.copyOf(shares, shares.length + 1);
      with[shares.length] = value;
      assertThat(bits(read(with))).isEqualTo(bits(with));
    }
  }

  @Test
  void shares_borders_and_decimals_take_few_bytes_and_others_eight() {
    assertThat(length(3.0 / 7, 0.5, 1, 0, -0.25)).isEqualTo(1 + 5 * 2);
    assertThat(length(1234.5, 12.34, -122.23)).isLessThanOrEqualTo(1 + 3 * 4);
    assertThat(length(Math.PI, Math.E)).isEqualTo(1 + 2 * 8);
  }

  private static int length(double... values) {
    return write(values).length;
  }

  private static byte[] write(double[] values) {
    ModelOutput output = new ModelOutput();
    CompactReals.write(values, output);
    return output.toBytes();
  }

  private static double[] read(double[] values) {
    byte[] bytes = write(values);
    ModelInput input = new ModelInput(bytes, 0, bytes.length);
    double[] read = CompactReals.read(values.length, input);
    assertThat(input.remaining()).isZero();
    return read;
  }

  private static long[] bits(double[] values) {
    return DoubleStream.of(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
