// SPDX-License-Identifier: Apache-2.0

/** The entry from Java: install, uninstall, status. */
@NullMarked
package org.inlayml;

import org.jspecify.annotations.NullMarked;
