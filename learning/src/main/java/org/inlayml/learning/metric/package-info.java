// SPDX-License-Identifier: Apache-2.0

/** Scores of predictions against the truth; higher is always better. */
@NullMarked
package org.inlayml.learning.metric;

import org.jspecify.annotations.NullMarked;
