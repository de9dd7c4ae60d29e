// SPDX-License-Identifier: Apache-2.0

/**
 * Training by native code, in a process of its own so that what fails there fails there alone, and
 * what learners of native engines have in common.
 */
@NullMarked
package org.inlayml.engine;

import org.jspecify.annotations.NullMarked;
