// SPDX-License-Identifier: Apache-2.0

/** Tables whose rows are scored as they are inserted or updated. */
@NullMarked
package org.inlayml.tests.attachment;

import org.jspecify.annotations.NullMarked;
