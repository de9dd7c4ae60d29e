// SPDX-License-Identifier: Apache-2.0

/** Fitting what makes probabilities of scores. */
@NullMarked
package org.inlayml.learning.learner.calibration;

import org.jspecify.annotations.NullMarked;
