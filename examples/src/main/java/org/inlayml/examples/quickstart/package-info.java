// SPDX-License-Identifier: Apache-2.0

/** The shortest way: install, train, score, predict, explain. */
@NullMarked
package org.inlayml.examples.quickstart;

import org.jspecify.annotations.NullMarked;
