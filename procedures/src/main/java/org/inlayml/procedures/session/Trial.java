// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.registry.AbTest;
import org.inlayml.store.registry.AbTest.Kind;
import org.jspecify.annotations.Nullable;

/**
 * An A/B test or shadow that runs: which rows fall to version b. A row falls to where the hash of
 * its key says, so that the same key always falls to the same version, in any session, engine and
 * routine; the test's number goes into the hash, so that tests divide keys independently of each
 * other. Immutable, thread-safe.
 *
 * <p>The mixing function is the finalizer of Austin Appleby's MurmurHash3, with the constants of
 * David Stafford's variant 13, 2011.
 */
public record Trial(AbTest test, LoadedModel b) {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1p-53;
  private static final int LOW_BITS = 11;

  /** Whether b only looks on. */
  public boolean isShadow() {
    return test.kind() == Kind.SHADOW;
  }

  /** The column or member whose value decides; null where the features do. */
  public @Nullable String keyColumn() {
    return test.key().orElse(null);
  }

  /**
   * Whether a row is one of those that b computes.
   *
   * @param key text of the row's key; null where it has none, then its features decide
   * @param row the features
   */
  public boolean takes(@Nullable String key, Row row) {
    long hash = mix(test.id() + GOLDEN);
    hash = key == null ? hash(hash, row) : hash(hash, key);
    return (hash >>> LOW_BITS) * UNIT < test.split();
  }

  /** Whether b has the features of a in the same order and of the same types. */
  public static boolean isAlike(LoadedModel a, LoadedModel b) {
    return a.predictor().pipeline().features().stream()
        .map(Trial::nameAndType)
        .toList()
        .equals(b.predictor().pipeline().features().stream().map(Trial::nameAndType).toList());
  }

  private static String nameAndType(Feature feature) {
    return feature.type() + " " + feature.name();
  }

  private static long hash(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * GOLDEN;
      hash ^= hash >>> 32;
    }
    return mix(hash ^ text.length());
  }

  private static long hash(long seed, Row row) {
    long hash = seed;
    for (int i = 0; i < row.features(); i++) {
      // adding 0 makes -0 a 0
      hash = mix(hash ^ Double.doubleToLongBits(row.number(i) + 0.0)) + GOLDEN;
      String text = row.text(i);
      hash = text == null ? hash : hash(hash, text);
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
