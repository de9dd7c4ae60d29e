// SPDX-License-Identifier: Apache-2.0
/** The same modules as Inlay's, each of whose classes breaks a rule of the architecture. */
@NullMarked
package org.inlayml.tests.architecture.planted;

import org.jspecify.annotations.NullMarked;
