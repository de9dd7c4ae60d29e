// SPDX-License-Identifier: Apache-2.0
/** What routines in the manner of other systems are made of: names, statements, views. */
@NullMarked
package org.inlayml.procedures.facade;

import org.jspecify.annotations.NullMarked;
