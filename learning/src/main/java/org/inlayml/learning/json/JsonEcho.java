// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

/**
 * Repeats what a reader reads, the way that {@link JsonWriter} would write it: without blanks and
 * needless escapes, numbers with their digits, but without an exponent where people write none.
 * What is that way already is copied in as large pieces as may be. Not thread-safe.
 */
public final class JsonEcho {
  /** Numbers of a size in between are written without an exponent. */
  private static final double LEAST_PLAIN = 1e-6;

  private static final double MOST_PLAIN = 1e15;

  private final JsonScanner scanner;
  private final JsonWriter writer;

  /** From here to the token that was read last, the text is as it should be. */
  private int from;

  public JsonEcho(JsonReader reader, JsonWriter writer) {
    scanner = reader.scanner();
    this.writer = writer;
  }

  /** Begins with the text that the reader was given. */
  public void begin() {
    from = 0;
    scanner.tell(this);
  }

  /** Ends before the token that was just read. */
  public void end() {
    writer.copy(scanner.json(), from, scanner.start());
    scanner.tell(null);
  }

  /** Leaves out one character. */
  void leaveOut(int position) {
    writer.copy(scanner.json(), from, position);
    from = position + 1;
  }

  /** Writes the string just read anew. */
  void string() {
    writer.copy(scanner.json(), from, scanner.start());
    writer.value(scanner.text());
    from = scanner.end();
  }

  /** Writes the number just read, which has an exponent; HSQLDB writes 1.5E0 for 1.5. */
  void number() {
    JsonNumber number = scanner.taken();
    double size = Math.abs(number.value());
    boolean asGiven = size >= LEAST_PLAIN && size < MOST_PLAIN && number.isShort();
    if (asGiven && number.endWithoutExponent() > scanner.start()) {
      writer.copy(scanner.json(), from, number.endWithoutExponent());
    } else {
      writer.copy(scanner.json(), from, scanner.start());
      if (asGiven && number.scale() >= 0) {
        writer.decimal(number.digits(), number.scale());
      } else {
        writer.value(number.value());
      }
    }
    from = scanner.end();
  }
}
