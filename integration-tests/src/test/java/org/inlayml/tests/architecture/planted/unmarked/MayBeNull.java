// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.unmarked;

final class MayBeNull {}
