// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.lineage;

import java.util.List;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.jspecify.annotations.Nullable;

/**
 * A hash of the features of a row: equal features have equal fingerprints, on either engine and in
 * every JVM. Of names and values, 64 bits; the mixing is that of SplitMix64 (Steele, Lea, Flood:
 * Fast Splittable Pseudorandom Number Generators, 2014). Not made against forgery. Immutable,
 * thread-safe.
 */
public final class Fingerprint {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long MISSING = 0x2545F4914F6CDD1DL;
  private static final int DIGITS = 16;

  /** A hash of each feature's name and place. */
  private final long[] seeds;

  private final boolean[] isNumber;

  /**
   * @param features of the rows, in order
   */
  public Fingerprint(List<Feature> features) {
    seeds = new long[features.size()];
    isNumber = new boolean[seeds.length];
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = mix(text(features.get(i).name()) + GOLDEN * (i + 1));
      isNumber[i] = features.get(i).type().isNumeric();
    }
  }

  /** The fingerprint of a row: 16 hexadecimal digits. */
  public String of(Row row) {
    long hash = 0;
    for (int i = 0; i < seeds.length; i++) {
      hash = mix(hash + (seeds[i] ^ (isNumber[i] ? number(row.number(i)) : text(row.text(i)))));
    }
    String digits = Long.toHexString(hash);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** 0 and -0 are equal, and so are all that are missing. */
  private static long number(double value) {
    return Double.isNaN(value) ? MISSING : mix(Double.doubleToLongBits(value + 0.0));
  }

  private static long text(@Nullable String value) {
    if (value == null) {
      return MISSING;
    }
    long hash = value.length();
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * GOLDEN;
      hash ^= hash >>> 29;
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
