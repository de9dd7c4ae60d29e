// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

/**
 * What a trainer has made.
 *
 * @param bytes in a format of the library
 * @param rounds how many rounds of it count; those behind were tried in vain
 */
public record NativeModel(byte[] bytes, int rounds) {}
