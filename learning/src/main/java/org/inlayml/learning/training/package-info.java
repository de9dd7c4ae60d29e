// SPDX-License-Identifier: Apache-2.0

/** Training from a table: splitting, choosing among learners, and the model card. */
@NullMarked
package org.inlayml.learning.training;

import org.jspecify.annotations.NullMarked;
