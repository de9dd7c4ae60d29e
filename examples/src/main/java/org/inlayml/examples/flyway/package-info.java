// SPDX-License-Identifier: Apache-2.0

/** An application that brings its tables and Inlay's by Flyway, each with its own history. */
@NullMarked
package org.inlayml.examples.flyway;

import org.jspecify.annotations.NullMarked;
