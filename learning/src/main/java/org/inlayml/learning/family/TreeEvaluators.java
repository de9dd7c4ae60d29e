// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Chooses the form in which trees predict fastest. The prices are nanoseconds measured against one
 * another; a wrong one costs time, never a bit.
 */
final class TreeEvaluators {
  /** Of one step down a tree as it is, mostly waiting. */
  private static final double PLAIN_STEP = 3.5;

  /** Of one step down a packed tree, among others in step. */
  private static final double PACKED_STEP = 1.4;

  /** Of ranking a value. */
  private static final double RANK = 6;

  /** Of meeting the masks of one input for one chunk of trees. */
  private static final double MEET = 4;

  /** Of an input that is 0 or 1, of which a text has many and a row but one. */
  private static final double INDICATOR = 0.25;

  private TreeEvaluators() {}

  static Evaluator of(Trees trees) {
    TreeShapes shapes = TreeShapes.of(trees);
    Splits splits = new Splits(trees);
    double inputs = 0;
    for (int slot = 0; slot < splits.count(); slot++) {
      inputs += splits.ranking(slot).count() == 1 ? INDICATOR : 1;
    }
    double plain = PLAIN_STEP * shapes.steps();
    double packed = RANK * inputs + PACKED_STEP * shapes.steps();
    double masked = RANK * inputs + MEET * inputs * MaskedChunk.count(shapes);
    double other = trees.hasSets() ? plain : Math.min(plain, packed);
    if (masked < other && MaskedChunk.suits(splits, shapes, trees.leafWidth())) {
      return new MaskedTrees(trees, splits, shapes);
    }
    if (trees.hasSets()) {
      return new PlainEvaluator(trees);
    }
    if (packed < plain && CompactTrees.suits(trees, splits, shapes)) {
      return new CompactTrees(trees, splits, shapes);
    }
    if (packed < plain && PackedTrees.suits(trees, splits)) {
      return new PackedTrees(trees, splits, shapes);
    }
    return new PlainEvaluator(trees);
  }
}
