// SPDX-License-Identifier: Apache-2.0

/** Tree learners, trained by Smile and converted into our family. */
@NullMarked
package org.inlayml.learning.learner.tree;

import org.jspecify.annotations.NullMarked;
