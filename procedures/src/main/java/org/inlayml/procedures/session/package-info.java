// SPDX-License-Identifier: Apache-2.0

/** What surrounds the body of every routine: the connection, the dialect, errors and savepoints. */
@NullMarked
package org.inlayml.procedures.session;

import org.jspecify.annotations.NullMarked;
