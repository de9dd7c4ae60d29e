// SPDX-License-Identifier: Apache-2.0

/** Learning by XGBoost; what is learnt becomes trees of our own, which need it no more. */
@NullMarked
package org.inlayml.xgboost;

import org.jspecify.annotations.NullMarked;
