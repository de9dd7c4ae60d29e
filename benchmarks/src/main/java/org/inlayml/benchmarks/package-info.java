// SPDX-License-Identifier: Apache-2.0

/**
 * Programs that measure: whole databases, stored models, training, and the evaluators alone. They
 * print what they find, and which targets are reached; no test depends on a time.
 */
@NullMarked
package org.inlayml.benchmarks;

import org.jspecify.annotations.NullMarked;
