// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;

/**
 * Makes trees of our own of a model of XGBoost. Every row reaches the same leaves; only the sums
 * differ, for ours are of doubles. Source: XGBoost's description of its model in JSON, and its
 * {@code doc/model.schema}, versions 1.7 to 3.1. Not thread-safe.
 */
final class BoosterTrees {
  private static final int LEAF = -1;

  private final List<int[]> inner = new ArrayList<>();
  private final List<Double> thresholds = new ArrayList<>();
  private final List<Double> leaves = new ArrayList<>();

  private BoosterTrees() {}

  /**
   * Converts. Throws {@link IllegalArgumentException} for what our trees cannot do.
   *
   * @param bytes in JSON or UBJSON
   * @param inputs how many features
   * @param rounds how many rounds of it count
   */
  static Trees of(byte[] bytes, int inputs, int rounds) {
    BoosterDocument learner = BoosterDocument.read(bytes).object("learner");
    BoosterDocument parameters = learner.object("learner_model_param");
    int classes = parameters.wholeText("num_class");
    Link link = link(learner.object("objective").text("name"));
    int outputs = link == Link.LOGISTIC ? 2 : Math.max(1, classes);
    BoosterDocument booster = learner.object("gradient_booster");
    boolean dart = booster.text("name").equals("dart");
    BoosterDocument model = (dart ? booster.object("gbtree") : booster).object("model");
    List<BoosterDocument> trees = model.objects("trees");
    int sums = link.sums(outputs);
    int count = (int) Math.min(trees.size(), (long) rounds * sums);
    float[] weights = new float[trees.size()];
    Arrays.fill(weights, 1);
    if (dart) {
      weights = booster.floats("weight_drop");
    }
    int[] groups = model.integers("tree_info");
    BoosterTrees all = new BoosterTrees();
    int[] roots = new int[count];
    for (int tree = 0; tree < count; tree++) {
      if (groups[tree] != tree % sums) {
        throw new IllegalArgumentException("more than one tree a class and round");
      }
      roots[tree] = all.add(trees.get(tree), weights[tree]);
    }
    double[] start = start(parameters.text("base_score"), sums, link);
    return all.trees(inputs, roots, start, link, outputs);
  }

  private static Link link(String objective) {
    return switch (objective) {
      case "binary:logistic", "reg:logistic" -> Link.LOGISTIC;
      case "multi:softprob", "multi:softmax" -> Link.SOFTMAX;
      case "count:poisson", "reg:gamma", "reg:tweedie" -> Link.EXPONENTIAL;
      case "reg:squarederror", "reg:absoluteerror", "reg:pseudohubererror", "reg:quantileerror" ->
          Link.IDENTITY;
      default -> throw new IllegalArgumentException("the objective " + objective);
    };
  }

  /** What sums start from: of old one number, from version 3.1 on in brackets, or one a class. */
  private static double[] start(String text, int sums, Link link) {
    String[] scores = text.replaceAll("[\\[\\] ]", "").split(",", -1);
    double[] start = new double[sums];
    for (int sum = 0; sum < sums; sum++) {
      start[sum] = margin(Float.parseFloat(scores[scores.length == 1 ? 0 : sum]), link);
    }
    return start;
  }

  /** The score is an output. What it comes from is a float again. */
  private static double margin(float score, Link link) {
    return switch (link) {
      case IDENTITY, SOFTMAX, NORMALIZED -> score;
      case LOGISTIC -> (float) -StrictMath.log(1 / (double) score - 1);
      case EXPONENTIAL -> (float) StrictMath.log(score);
    };
  }

  /** Adds a tree; returns its root. Nodes that were pruned are in the arrays, but not reached. */
  private int add(BoosterDocument tree, float weight) {
    int[] left = tree.integers("left_children");
    int[] right = tree.integers("right_children");
    int[] features = tree.integers("split_indices");
    float[] conditions = tree.floats("split_conditions");
    int[] kinds = tree.integers("split_type");
    int first = inner.size();
    int[] waiting = new int[left.length];
    int count = 0;
    if (left[0] != LEAF) {
      waiting[count++] = 0;
    }
    for (int at = 0; at < count; at++) {
      int node = waiting[at];
      if (kinds[node] != 0) {
        throw new IllegalArgumentException("a test for categories");
      }
      int[] children = {left[node], right[node]};
      for (int side = 0; side < children.length; side++) {
        int child = children[side];
        if (left[child] == LEAF) {
          children[side] = leaf(conditions[child], weight);
        } else {
          children[side] = first + count;
          waiting[count++] = child;
        }
      }
      inner.add(new int[] {features[node], children[0], children[1]});
      thresholds.add(FloatThreshold.atMost(conditions[node]));
    }
    return count == 0 ? leaf(conditions[0], weight) : first;
  }

  private int leaf(float value, float weight) {
    leaves.add((double) (value * weight));
    return ~(leaves.size() - 1);
  }

  private Trees trees(int inputs, int[] roots, double[] start, Link link, int outputs) {
    return new Trees(
        inputs,
        inner.stream().mapToInt(node -> node[0]).toArray(),
        thresholds.stream().mapToDouble(Double::doubleValue).toArray(),
        inner.stream().mapToInt(node -> node[1]).toArray(),
        inner.stream().mapToInt(node -> node[2]).toArray(),
        leaves.stream().mapToDouble(Double::doubleValue).toArray(),
        1,
        roots,
        start,
        link,
        outputs);
  }
}
