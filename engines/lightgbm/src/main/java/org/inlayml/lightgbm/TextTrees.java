// SPDX-License-Identifier: Apache-2.0
package org.inlayml.lightgbm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;

/**
 * Makes trees of our own of a model of LightGBM in its text form, which hold the same numbers and
 * add them up in the same order. Source: LightGBM 4.3, the text that it saves. Not thread-safe.
 */
final class TextTrees {
  private static final Pattern SIGMOID = Pattern.compile(" sigmoid:([0-9.eE+-]+)");

  private static final double ZERO = 1e-35f;

  /** Of a test: whether it is for categories; where missing values go; how they are told. */
  private static final int CATEGORIES = 1;

  private static final int MISSING_SHIFT = 2;
  private static final int MISSING_NONE = 0;
  private static final int MISSING_NUMBERS = 2;

  private final List<Integer> features = new ArrayList<>();
  private final List<Double> thresholds = new ArrayList<>();
  private final List<Integer> left = new ArrayList<>();
  private final List<Integer> right = new ArrayList<>();
  private final List<Double> leaves = new ArrayList<>();
  private final List<Integer> roots = new ArrayList<>();

  private TextTrees() {}

  /**
   * Converts. Throws {@link IllegalArgumentException} for what our trees cannot do.
   *
   * @param inputs how many features
   */
  static Trees of(String text, int inputs) {
    Map<String, String> head = new HashMap<>();
    Map<String, String> section = head;
    TextTrees all = new TextTrees();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (line.startsWith("Tree=") || line.equals("end of trees")) {
        if (section != head) {
          all.add(section);
        }
        section = new HashMap<>();
      } else if (equals > 0) {
        section.put(line.substring(0, equals), line.substring(equals + 1));
      } else if (section == head && !line.isEmpty()) {
        section.put(line, ""); // such as average_output
      }
      if (line.equals("end of trees")) {
        return all.trees(head, inputs);
      }
    }
    throw new IllegalArgumentException("the text of the model ends too early");
  }

  private static String[] words(Map<String, String> section, String name) {
    String words = section.get(name);
    if (words == null) {
      throw new IllegalArgumentException("a tree of the model has no " + name);
    }
    return words.isBlank() ? new String[0] : words.strip().split(" ", -1);
  }

  private void add(Map<String, String> tree) {
    int firstNode = features.size();
    int firstLeaf = leaves.size();
    for (String value : words(tree, "leaf_value")) {
      leaves.add(number(value));
    }
    boolean isLeaf = words(tree, "num_leaves")[0].equals("1");
    roots.add(isLeaf ? ~firstLeaf : firstNode);
    if (isLeaf) {
      return;
    }
    for (String kind : words(tree, "decision_type")) {
      checkKind(Integer.parseInt(kind));
    }
    for (String feature : words(tree, "split_feature")) {
      features.add(Integer.parseInt(feature));
    }
    for (String threshold : words(tree, "threshold")) {
      thresholds.add(threshold(number(threshold)));
    }
    for (String child : words(tree, "left_child")) {
      left.add(child(Integer.parseInt(child), firstNode, firstLeaf));
    }
    for (String child : words(tree, "right_child")) {
      right.add(child(Integer.parseInt(child), firstNode, firstLeaf));
    }
  }

  private static void checkKind(int kind) {
    int missing = kind >> MISSING_SHIFT;
    if ((kind & CATEGORIES) != 0 || (missing != MISSING_NONE && missing != MISSING_NUMBERS)) {
      throw new IllegalArgumentException("a test of kind " + kind);
    }
  }

  /** Coded as ours: leaves are complements of their numbers. */
  private static int child(int child, int firstNode, int firstLeaf) {
    return child >= 0 ? firstNode + child : ~(firstLeaf + ~child);
  }

  /** All numbers that a row can have are at most the largest, as they are at most infinity. */
  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.MAX_VALUE;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** LightGBM takes what is as near to 0 for 0 itself before it compares. */
  private static double threshold(double threshold) {
    return threshold < 0 && threshold >= -ZERO ? Math.nextDown(-ZERO) : threshold;
  }

  private Trees trees(Map<String, String> head, int inputs) {
    if (head.containsKey("average_output")) {
      throw new IllegalArgumentException("trees that are averaged");
    }
    String objective = head.getOrDefault("objective", "");
    Link link = link(objective.split(" ", -1)[0]);
    int sums = Integer.parseInt(head.getOrDefault("num_tree_per_iteration", "1"));
    double[] values = leaves.stream().mapToDouble(Double::doubleValue).toArray();
    Matcher sigmoid = SIGMOID.matcher(objective);
    if (link == Link.LOGISTIC && sigmoid.find()) {
      double factor = Double.parseDouble(sigmoid.group(1));
      for (int leaf = 0; leaf < values.length; leaf++) {
        values[leaf] *= factor;
      }
    }
    return new Trees(
        inputs,
        features.stream().mapToInt(Integer::intValue).toArray(),
        thresholds.stream().mapToDouble(Double::doubleValue).toArray(),
        left.stream().mapToInt(Integer::intValue).toArray(),
        right.stream().mapToInt(Integer::intValue).toArray(),
        values,
        1,
        roots.stream().mapToInt(Integer::intValue).toArray(),
        new double[sums],
        link,
        link == Link.LOGISTIC ? 2 : sums);
  }

  private static Link link(String objective) {
    return switch (objective) {
      case "binary" -> Link.LOGISTIC;
      case "multiclass" -> Link.SOFTMAX;
      case "poisson", "gamma", "tweedie" -> Link.EXPONENTIAL;
      case "regression", "regression_l1", "huber", "fair", "quantile", "mape" -> Link.IDENTITY;
      default -> throw new IllegalArgumentException("the objective " + objective);
    };
  }
}
