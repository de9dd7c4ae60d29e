// SPDX-License-Identifier: Apache-2.0

/** Tree learners: one way to grow a tree, and the ensembles that are made of such trees. */
@NullMarked
package org.inlayml.learning.learner.tree;

import org.jspecify.annotations.NullMarked;
