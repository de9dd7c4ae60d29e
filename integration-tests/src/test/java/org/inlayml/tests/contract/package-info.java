// SPDX-License-Identifier: Apache-2.0

/** What users of the SQL routines are promised, tested from outside on all six databases. */
@NullMarked
package org.inlayml.tests.contract;

import org.jspecify.annotations.NullMarked;
