// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.table;

/** What a column of a table means, independent of the engine that it came from. */
public enum ColumnType {
  /** Whole numbers: TINYINT to BIGINT, NUMERIC without fraction digits. */
  INTEGER,
  /** All other numbers. */
  NUMBER,
  /** 1 for true, 0 for false. */
  BOOLEAN,
  /** Characters, enumerations and everything else that is best read as text. */
  TEXT,
  /** Milliseconds from 1970-01-01 to midnight of the date. */
  DATE,
  /** Milliseconds from midnight. */
  TIME,
  /** Milliseconds from 1970-01-01T00:00, local time as written; with time zone, UTC. */
  TIMESTAMP,
  /** UUID and other values that name a row: never a feature. Held as text. */
  IDENTIFIER;

  /** Whether {@link NumberColumn} holds it; else {@link TextColumn} does. */
  public boolean isNumeric() {
    return this != TEXT && this != IDENTIFIER;
  }

  /** Whether it is a date, a time or both. */
  public boolean isTemporal() {
    return this == DATE || this == TIME || this == TIMESTAMP;
  }
}
