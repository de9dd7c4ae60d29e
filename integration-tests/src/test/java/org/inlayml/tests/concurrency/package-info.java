// SPDX-License-Identifier: Apache-2.0

/** Many sessions at once, and processes that are killed. */
@NullMarked
package org.inlayml.tests.concurrency;

import org.jspecify.annotations.NullMarked;
