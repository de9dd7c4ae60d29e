// SPDX-License-Identifier: Apache-2.0

/** A fitted pipeline, a model and a target in one: from raw rows to answers. */
@NullMarked
package org.inlayml.learning.prediction;

import org.jspecify.annotations.NullMarked;
