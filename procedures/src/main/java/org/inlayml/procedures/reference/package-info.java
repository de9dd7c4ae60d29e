// SPDX-License-Identifier: Apache-2.0

/** DDL, documentation and help, generated from the routine classes. */
@NullMarked
package org.inlayml.procedures.reference;

import org.jspecify.annotations.NullMarked;
