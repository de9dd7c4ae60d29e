// SPDX-License-Identifier: Apache-2.0

/** Learning by LightGBM; what is learnt becomes trees of our own, which need it no more. */
@NullMarked
package org.inlayml.lightgbm;

import org.jspecify.annotations.NullMarked;
