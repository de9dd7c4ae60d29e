// SPDX-License-Identifier: Apache-2.0
/** Tables, features, learners, model families, metrics and explanations, free of SQL. */
@NullMarked
package org.inlayml.learning;

import org.jspecify.annotations.NullMarked;
