// SPDX-License-Identifier: Apache-2.0
/** What has become of the tables that models were trained on, and of what models predict. */
@NullMarked
package org.inlayml.procedures.drift;

import org.jspecify.annotations.NullMarked;
