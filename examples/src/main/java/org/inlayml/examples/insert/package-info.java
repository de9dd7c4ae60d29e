// SPDX-License-Identifier: Apache-2.0

/** Rows are scored as they are inserted, and by the new model after retraining. */
@NullMarked
package org.inlayml.examples.insert;

import org.jspecify.annotations.NullMarked;
