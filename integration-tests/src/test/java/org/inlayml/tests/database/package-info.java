// SPDX-License-Identifier: Apache-2.0

/** The six databases that every test of the SQL surface runs on. */
@NullMarked
package org.inlayml.tests.database;

import org.jspecify.annotations.NullMarked;
