// SPDX-License-Identifier: Apache-2.0

/** What decides over the versions of projects: comparison, policy, tests, deployment. */
@NullMarked
package org.inlayml.procedures.registry;

import org.jspecify.annotations.NullMarked;
