// SPDX-License-Identifier: Apache-2.0

/**
 * Learners, which turn feature matrices into models of one of the families, and the list of them.
 */
@NullMarked
package org.inlayml.learning.learner;

import org.jspecify.annotations.NullMarked;
