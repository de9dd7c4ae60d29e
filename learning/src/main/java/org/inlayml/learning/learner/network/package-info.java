// SPDX-License-Identifier: Apache-2.0

/** Networks of dense layers, learnt by gradients. */
@NullMarked
package org.inlayml.learning.learner.network;

import org.jspecify.annotations.NullMarked;
