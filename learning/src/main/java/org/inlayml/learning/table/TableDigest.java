// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a table: of names, types and all cells in order, the same on every JVM and in every
 * database. Stateless, thread-safe.
 */
public final class TableDigest {
  private static final int BUFFER = 1 << 16;

  private TableDigest() {}

  /** The digest in hexadecimal digits. */
  public static String of(Table table) {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (Column column : table.columns()) {
      text(digest, column.name());
      text(digest, column.type().name());
      if (column instanceof NumberColumn numbers) {
        for (double value : numbers.values()) {
          if (buffer.remaining() < Double.BYTES) {
            flush(digest, buffer);
          }
          buffer.putDouble(value + 0.0);
        }
      } else if (column instanceof TextColumn texts) {
        buffer.putInt(texts.levels().length);
        flush(digest, buffer);
        for (String level : texts.levels()) {
          text(digest, level);
        }
        for (int code : texts.codes()) {
          if (buffer.remaining() < Integer.BYTES) {
            flush(digest, buffer);
          }
          buffer.putInt(code);
        }
      }
      flush(digest, buffer);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void flush(MessageDigest digest, ByteBuffer buffer) {
    digest.update(buffer.flip());
    buffer.clear();
  }

  /** With its length before it, so that no two sequences of texts are alike. */
  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
