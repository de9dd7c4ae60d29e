// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as the share of training rows that have it, 0 to 1: 0 for rare texts and those not seen in
 * training. Then centred and scaled as a number. For texts with so many levels that single ones
 * tell little. Immutable, thread-safe.
 *
 * @param levels the levels that are not rare
 * @param shares one a level
 * @param missingShare the share of training rows where the text is missing
 * @param number centring and scaling of the share
 */
public record FrequencyEncoding(
    Levels levels, double[] shares, double missingShare, NumberEncoding number)
    implements TextNumberEncoding {
  public FrequencyEncoding {
    shares = shares.clone();
    if (levels.size() != shares.length) {
      throw new IllegalArgumentException(levels.size() + " levels, " + shares.length + " shares");
    }
  }

  @Override
  public double[] shares() {
    return shares.clone();
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public List<String> names(String name) {
    return List.of(name);
  }

  @Override
  public double value(@Nullable String text) {
    double share = missingShare;
    if (text != null) {
      int position = levels.position(text);
      share = position == Levels.ABSENT ? 0 : shares[position];
    }
    return number.value(share);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrequencyEncoding encoding
        && levels.equals(encoding.levels)
        && Arrays.equals(shares, encoding.shares)
        && Double.compare(missingShare, encoding.missingShare) == 0
        && number.equals(encoding.number);
  }

  @Override
  public int hashCode() {
    return 31 * levels.hashCode() + Arrays.hashCode(shares);
  }

  @Override
  public String toString() {
    return "FrequencyEncoding[" + levels + ", " + number + "]";
  }
}
