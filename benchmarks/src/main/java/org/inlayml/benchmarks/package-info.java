// SPDX-License-Identifier: Apache-2.0
/** Benchmarks. */
@NullMarked
package org.inlayml.benchmarks;

import org.jspecify.annotations.NullMarked;
