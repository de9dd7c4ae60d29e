// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number, or {@code fill} where missing, as {@code (value - centre) / scale}. A result beyond the
 * range of doubles becomes the largest double of its sign. Immutable, thread-safe.
 *
 * @param fill what stands for a missing value, before centring and scaling
 * @param centre 0 where numbers are left as they are
 * @param scale above 0; 1 where numbers are left as they are
 */
public record NumberEncoding(double fill, double centre, double scale) implements Encoding {
  private static final double MAX = Double.MAX_VALUE;

  public NumberEncoding {
    if (!Double.isFinite(fill) || !Double.isFinite(centre) || !(scale > 0 && scale <= MAX)) {
      throw new IllegalArgumentException("fill, centre or scale is not usable");
    }
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
  public void encode(double number, @Nullable String text, double[] target, int offset) {
    double value = Double.isNaN(number) ? fill : Math.max(-MAX, Math.min(MAX, number));
    target[offset] = Math.max(-MAX, Math.min(MAX, (value - centre) / scale));
  }
}
