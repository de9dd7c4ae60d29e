// SPDX-License-Identifier: Apache-2.0

/** Examples: each folder one idea, run by one command, and tested. */
@NullMarked
package org.inlayml.examples;

import org.jspecify.annotations.NullMarked;
