// SPDX-License-Identifier: Apache-2.0

/** The one list of errors, with number, SQLSTATE and text, and the exception that carries them. */
@NullMarked
package org.inlayml.learning.error;

import org.jspecify.annotations.NullMarked;
