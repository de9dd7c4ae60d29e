// SPDX-License-Identifier: Apache-2.0
/** What may depend on what, and what may not be used at all. */
@NullMarked
package org.inlayml.tests.architecture;

import org.jspecify.annotations.NullMarked;
