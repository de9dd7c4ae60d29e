// SPDX-License-Identifier: Apache-2.0

/** Tables that do not fit into memory. */
@NullMarked
package org.inlayml.tests.bulk;

import org.jspecify.annotations.NullMarked;
