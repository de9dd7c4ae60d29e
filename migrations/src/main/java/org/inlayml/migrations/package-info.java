// SPDX-License-Identifier: Apache-2.0
/** Catalog and routine DDL, install, uninstall and rescue. */
@NullMarked
package org.inlayml.migrations;

import org.jspecify.annotations.NullMarked;
