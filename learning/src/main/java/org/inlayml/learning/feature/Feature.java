// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import org.inlayml.learning.table.ColumnType;

/** A column that a model uses, by name, with its type in training and its fitted encoding. */
public record Feature(String name, ColumnType type, Encoding encoding) {}
