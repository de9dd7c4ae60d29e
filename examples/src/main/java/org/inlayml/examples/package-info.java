// SPDX-License-Identifier: Apache-2.0
/** Examples, each of which is also a test. */
@NullMarked
package org.inlayml.examples;

import org.jspecify.annotations.NullMarked;
