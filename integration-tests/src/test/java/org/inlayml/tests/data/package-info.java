// SPDX-License-Identifier: Apache-2.0

/** What rows, types, names and rights training and predicting meet in real databases. */
@NullMarked
package org.inlayml.tests.data;

import org.jspecify.annotations.NullMarked;
