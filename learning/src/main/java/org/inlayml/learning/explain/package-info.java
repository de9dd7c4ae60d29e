// SPDX-License-Identifier: Apache-2.0

/** Explanations of models and of single predictions. */
@NullMarked
package org.inlayml.learning.explain;

import org.jspecify.annotations.NullMarked;
