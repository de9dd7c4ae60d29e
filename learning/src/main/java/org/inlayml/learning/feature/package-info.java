// SPDX-License-Identifier: Apache-2.0

/**
 * From table columns to feature matrices: what is fitted on training rows and repeated at
 * prediction.
 */
@NullMarked
package org.inlayml.learning.feature;

import org.jspecify.annotations.NullMarked;
