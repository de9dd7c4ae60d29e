// SPDX-License-Identifier: Apache-2.0

/** Boosted trees of our own, grown from histograms of binned features. */
@NullMarked
package org.inlayml.learning.learner.boosting;

import org.jspecify.annotations.NullMarked;
