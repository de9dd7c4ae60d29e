// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.Arrays;

/**
 * Gives frequent values short codes. Values are numbered by rank, the most frequent one first, so
 * that the code is known from how many of its words have each length: words of one length are
 * consecutive numbers, longer ones follow. Immutable.
 *
 * <p>Source: Huffman: A Method for the Construction of Minimum-Redundancy Codes, 1952; the order of
 * the words is that of canonical codes.
 */
final class RankedCode {
  /** Longer words would need more than 2^31 values. */
  private static final int LONGEST = 30;

  /** Words up to this length are read by one look into a table. */
  private static final int SHORT = 9;

  private static final int LENGTH_BITS = 4;

  /** By length: how many words, the first of them, and its rank. */
  private final int[] words = new int[LONGEST + 1];

  private final int[] first = new int[LONGEST + 1];
  private final int[] rank = new int[LONGEST + 1];
  private final int longest;

  /** By the first bits of a word: its rank and length where it is no longer than that, else 0. */
  private final int[] shortWords;

  private final int shortBits;

  private RankedCode(int[] words) {
    int length = words.length - 1;
    while (length > 0 && words[length] == 0) {
      length--;
    }
    longest = length;
    long word = 0;
    int ranks = 0;
    for (int i = 0; i <= longest; i++) {
      this.words[i] = words[i];
      first[i] = (int) word;
      rank[i] = ranks;
      word = 2 * (word + words[i]);
      ranks += words[i];
      if (word > 2L << i) {
        throw new IllegalArgumentException("a code has more words than there can be");
      }
    }
    shortBits = Math.min(Math.max(longest, 1), SHORT);
    shortWords = new int[1 << shortBits];
    for (int i = 1; i <= Math.min(longest, shortBits); i++) {
      for (int k = 0; k < words[i]; k++) {
        int from = (first[i] + k) << (shortBits - i);
        Arrays.fill(
            shortWords, from, from + (1 << (shortBits - i)), (rank[i] + k) << LENGTH_BITS | i);
      }
    }
  }

  /**
   * Makes the shortest code.
   *
   * @param frequencies at least one, falling, positive
   */
  static RankedCode of(int[] frequencies) {
    int[] scaled = frequencies.clone();
    int[] words = words(scaled);
    while (words.length > LONGEST + 1) {
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = (scaled[i] + 1) / 2;
      }
      words = words(scaled);
    }
    return new RankedCode(words);
  }

  /** Joins the two rarest until one is left; both queues are sorted, so no heap is needed. */
  private static int[] words(int[] frequencies) {
    int count = frequencies.length;
    long[] weight = new long[2 * count - 1];
    int[] parent = new int[2 * count - 1];
    for (int i = 0; i < count; i++) {
      weight[i] = frequencies[count - 1 - i];
    }
    int value = 0;
    int joint = count;
    for (int next = count; next < weight.length; next++) {
      for (int child = 0; child < 2; child++) {
        boolean takesValue = value < count && (joint == next || weight[value] <= weight[joint]);
        int taken = takesValue ? value++ : joint++;
        weight[next] += weight[taken];
        parent[taken] = next;
      }
    }
    int[] depth = new int[weight.length];
    int[] words = new int[1];
    for (int node = weight.length - 2; node >= 0; node--) {
      depth[node] = depth[parent[node]] + 1;
      if (node < count) {
        words = depth[node] < words.length ? words : Arrays.copyOf(words, depth[node] + 1);
        words[depth[node]]++;
      }
    }
    if (count == 1) {
      words[0] = 1;
    }
    return words;
  }

  /** Bits that so many values of each rank take. */
  long bits(int[] frequencies) {
    long bits = 0;
    int length = 0;
    for (int i = 0; i < frequencies.length; i++) {
      while (i >= rank[length] + words[length]) {
        length++;
      }
      bits += (long) frequencies[i] * length;
    }
    return bits;
  }

  void write(ModelOutput output) {
    output.whole(longest);
    for (int length = 0; length <= longest; length++) {
      output.whole(words[length]);
    }
  }

  /** Reads a code of {@code values} words. */
  static RankedCode read(int values, ModelInput input) {
    int longest = input.whole();
    if (longest > LONGEST) {
      throw new IllegalArgumentException("words of a code have " + longest + " bits");
    }
    int[] words = new int[longest + 1];
    long total = 0;
    for (int length = 0; length <= longest; length++) {
      words[length] = input.whole();
      total += words[length];
    }
    if (total != values) {
      throw new IllegalArgumentException("a code has words for " + total + " of " + values);
    }
    return new RankedCode(words);
  }

  void write(int value, BitOutput bits) {
    int length = 0;
    while (value >= rank[length] + words[length]) {
      length++;
    }
    bits.write(first[length] + value - rank[length], length);
  }

  /** Reads the rank of a value. */
  int read(BitInput bits) {
    int window = bits.peek(LONGEST);
    int shortWord = shortWords[window >>> (LONGEST - shortBits)];
    if (shortWord > 0) {
      bits.skip(shortWord & ((1 << LENGTH_BITS) - 1));
      return shortWord >>> LENGTH_BITS;
    }
    for (int length = 0; length <= longest; length++) {
      int word = (window >>> (LONGEST - length)) - first[length];
      if (word < words[length]) {
        bits.skip(length);
        return rank[length] + word;
      }
    }
    throw new IllegalArgumentException("bits are no word of their code");
  }
}
