// SPDX-License-Identifier: Apache-2.0
/** Breaks rules on purpose: the architecture tests must find it. */
@NullMarked
package org.inlayml.tests.architecture.planted.cycle.two;

import org.jspecify.annotations.NullMarked;
