// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.migrations;

/** Stands in for the topmost module. */
public final class Migration {}
