// SPDX-License-Identifier: Apache-2.0

/**
 * Projects, their versions and deployments, and what models were trained on: rows of the catalog.
 */
@NullMarked
package org.inlayml.store.registry;

import org.jspecify.annotations.NullMarked;
