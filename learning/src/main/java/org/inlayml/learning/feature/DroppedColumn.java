// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

/**
 * A column that is no feature.
 *
 * @param reason in English, without values of rows, such as {@code constant}
 */
public record DroppedColumn(String name, String reason) {}
