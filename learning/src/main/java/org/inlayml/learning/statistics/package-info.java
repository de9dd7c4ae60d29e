// SPDX-License-Identifier: Apache-2.0
/** What columns and predictions looked like, how far they have moved since, and tests of that. */
@NullMarked
package org.inlayml.learning.statistics;

import org.jspecify.annotations.NullMarked;
