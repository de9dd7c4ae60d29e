// SPDX-License-Identifier: Apache-2.0

/** A server that has Inlay, and a client in another JVM that has only the driver. */
@NullMarked
package org.inlayml.examples.server;

import org.jspecify.annotations.NullMarked;
