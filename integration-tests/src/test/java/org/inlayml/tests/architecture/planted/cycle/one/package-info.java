// SPDX-License-Identifier: Apache-2.0
/** Breaks rules on purpose: the architecture tests must find it. */
@NullMarked
package org.inlayml.tests.architecture.planted.cycle.one;

import org.jspecify.annotations.NullMarked;
