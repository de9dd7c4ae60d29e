// SPDX-License-Identifier: Apache-2.0

/** Scoring rows as they are inserted or updated: what the engines' triggers share. */
@NullMarked
package org.inlayml.procedures.attachment;

import org.jspecify.annotations.NullMarked;
