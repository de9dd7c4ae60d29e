// SPDX-License-Identifier: Apache-2.0

/** Oracle's lab for HeatWave AutoML: will a bank's customer sign? */
@NullMarked
package org.inlayml.examples.lab;

import org.jspecify.annotations.NullMarked;
