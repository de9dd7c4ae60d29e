// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.inlayml.learning.learner.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Grows one tree, and stays to tell which rows lie in which leaf. Where the number of leaves is
 * limited, the node whose cut gains most is cut first, else each branch is grown to its end. Not
 * thread-safe.
 */
final class Grower {
  /** What a leaf is to hold. */
  @FunctionalInterface
  interface Leaf {
    /**
     * Writes the values of a leaf.
     *
     * @param rows between {@code from} and {@code to} those of the leaf, ascending
     * @param depth how many tests lead there
     * @param at where in {@code values} to begin
     */
    void write(int[] rows, int from, int to, int depth, double[] values, int at);
  }

  /** Part of the tree: a leaf until it is cut. */
  private static final class Node {
    final int from;
    final int to;
    final int depth;
    Cut cut = Cut.NONE;
    @Nullable Node left;
    @Nullable Node right;

    /** The number of the inner node n, or of the leaf n as ~n. */
    int place;

    Node(int from, int to, int depth) {
      this.from = from;
      this.to = to;
      this.depth = depth;
    }
  }

  private final Splitter splitter;
  private final Criterion criterion;
  private final Limits limits;
  private final Workers workers;
  private int leaves = 1;

  Grower(Splitter splitter, Criterion criterion, Limits limits, Workers workers) {
    this.splitter = splitter;
    this.criterion = criterion;
    this.limits = limits;
    this.workers = workers;
  }

  /** Grows the tree with leaves of {@code leafWidth} values. Called once. */
  FlatTree grow(int leafWidth, Leaf leaf) {
    Node root = new Node(0, splitter.rows().length, 0);
    Criterion.Sums sums = open(root);
    if (sums != null) {
      root.cut = splitter.choose(sums, 0, root.to);
    }
    if (limits.leaves() == Limits.ANY) {
      growEachToItsEnd(root);
    } else {
      growBestFirst(root);
    }
    return flatten(root, leafWidth, leaf);
  }

  private void growEachToItsEnd(Node root) {
    Deque<Node> waiting = new ArrayDeque<>();
    waiting.push(root);
    while (!waiting.isEmpty()) {
      Node node = waiting.pop();
      if (!node.cut.isNone()) {
        cut(node);
        waiting.push(right(node));
        waiting.push(left(node));
      }
    }
  }

  private void growBestFirst(Node root) {
    PriorityQueue<Node> waiting =
        new PriorityQueue<>(
            Comparator.comparingDouble((Node node) -> -node.cut.gain())
                .thenComparingInt(node -> node.from));
    waiting.add(root);
    while (!waiting.isEmpty() && leaves < limits.leaves()) {
      Node node = waiting.poll();
      if (!node.cut.isNone()) {
        cut(node);
        waiting.add(left(node));
        waiting.add(right(node));
      }
    }
    // What is left over stays uncut.
    waiting.forEach(node -> node.cut = Cut.NONE);
  }

  /** Parts a node, and finds the cuts of its parts. */
  private void cut(Node node) {
    workers.check();
    int middle = splitter.part(node.cut, node.from, node.to);
    Node left = new Node(node.from, middle, node.depth + 1);
    Node right = new Node(middle, node.to, node.depth + 1);
    node.left = left;
    node.right = right;
    leaves++;
    Criterion.Sums ofLeft = open(left);
    Criterion.Sums ofRight = open(right);
    if (ofLeft != null || ofRight != null) {
      splitter.prepare(node.cut, node.from, middle, node.to);
    }
    if (ofLeft != null) {
      left.cut = splitter.choose(ofLeft, left.from, left.to);
    }
    if (ofRight != null) {
      right.cut = splitter.choose(ofRight, right.from, right.to);
    }
  }

  /** What a node adds up to, or null where it stays a leaf. */
  private Criterion.@Nullable Sums open(Node node) {
    int rows = node.to - node.from;
    if (node.depth >= limits.depth() || rows < limits.splitRows() || rows / 2 < limits.leafRows()) {
      return null;
    }
    Criterion.Sums sums = criterion.sums(splitter.rows(), node.from, node.to);
    return sums.isPure() ? null : sums;
  }

  private static Node left(Node node) {
    return requireNonNull(node.left);
  }

  private static Node right(Node node) {
    return requireNonNull(node.right);
  }

  /** Numbers inner nodes and leaves apart, both in pre-order. */
  private FlatTree flatten(Node root, int leafWidth, Leaf leaf) {
    FlatTree flat = FlatTree.ofSize(leaves, leafWidth);
    List<Node> inner = new ArrayList<>();
    Deque<Node> waiting = new ArrayDeque<>();
    waiting.push(root);
    int outer = 0;
    while (!waiting.isEmpty()) {
      Node node = waiting.pop();
      if (node.cut.isNone()) {
        node.place = ~outer;
        leaf.write(
            splitter.rows(), node.from, node.to, node.depth, flat.values(), outer * leafWidth);
        outer++;
      } else {
        node.place = inner.size();
        inner.add(node);
        waiting.push(right(node));
        waiting.push(left(node));
      }
    }
    for (int i = 0; i < inner.size(); i++) {
      Node node = inner.get(i);
      flat.feature()[i] = node.cut.column();
      flat.threshold()[i] = node.cut.threshold();
      flat.left()[i] = left(node).place;
      flat.right()[i] = right(node).place;
    }
    return flat;
  }
}
