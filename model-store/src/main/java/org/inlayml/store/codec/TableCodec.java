// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows that a model was trained on into bytes and back, column by column. Stateless,
 * thread-safe.
 *
 * <p>The bytes are a header (magic, format, SHA-256 of what follows, big-endian) and deflated
 * columns: numbers as they are, texts as a dictionary and codes. Only the deflated bytes are held
 * beside the table.
 */
public final class TableCodec {
  private static final int MAGIC = 0x494E5352; // INSR
  private static final int FORMAT = 1;
  private static final int DIGEST_LENGTH = 32;
  private static final int HEADER_LENGTH = 2 * Integer.BYTES + DIGEST_LENGTH;

  /** DEFLATE makes nothing smaller than by that. */
  private static final long MOST_DEFLATED = 1032;

  /** Written to disk by position. */
  private static final List<ColumnType> TYPES =
      List.of(
          ColumnType.INTEGER,
          ColumnType.NUMBER,
          ColumnType.BOOLEAN,
          ColumnType.TEXT,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIMESTAMP,
          ColumnType.IDENTIFIER);

  private TableCodec() {}

  /**
   * Rows with what else their relation said.
   *
   * @param primaryKey names of the columns of the primary key
   */
  public record StoredRows(Table table, List<String> primaryKey) {
    public StoredRows {
      primaryKey = List.copyOf(primaryKey);
    }
  }

  /** Writes rows. */
  public static byte[] write(StoredRows rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[HEADER_LENGTH]);
    try (DataOutputStream output =
        new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes)))) {
      Table table = rows.table();
      text(output, table.name());
      output.writeInt(table.rows());
      output.writeInt(rows.primaryKey().size());
      for (String name : rows.primaryKey()) {
        text(output, name);
      }
      output.writeInt(table.columns().size());
      for (Column column : table.columns()) {
        text(output, column.name());
        output.writeByte(TYPES.indexOf(column.type()));
        cells(output, column);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory alone is written to
    }
    byte[] written = bytes.toByteArray();
    ByteBuffer.wrap(written).putInt(MAGIC).putInt(FORMAT).put(digest(written));
    return written;
  }

  private static void cells(DataOutputStream output, Column column) throws IOException {
    if (column instanceof NumberColumn numbers) {
      for (double value : numbers.values()) {
        output.writeDouble(value);
      }
    } else if (column instanceof TextColumn texts) {
      output.writeInt(texts.levels().length);
      for (String level : texts.levels()) {
        text(output, level);
      }
      for (int code : texts.codes()) {
        output.writeInt(code);
      }
    }
  }

  private static void text(DataOutputStream output, String text) throws IOException {
    output.writeInt(text.length());
    output.writeChars(text);
  }

  /**
   * Reads rows, from bytes of any content.
   *
   * <p>Errors: {@link MlError#CORRUPT_MODEL}, {@link MlError#NEWER_FORMAT}.
   *
   * @param modelName how messages call the model that was trained on them
   */
  public static StoredRows read(String modelName, byte[] bytes) {
    checkHeader(modelName, bytes);
    try (DataInputStream input =
        new DataInputStream(
            new BufferedInputStream(
                new InflaterInputStream(
                    new ByteArrayInputStream(
                        bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH))))) {
      return read(input, MOST_DEFLATED * bytes.length);
    } catch (IOException | RuntimeException e) {
      throw damaged(modelName, "its content makes no rows", e);
    }
  }

  private static StoredRows read(DataInputStream input, long most) throws IOException {
    String name = text(input, most);
    int rows = count(input, 0, most);
    int keys = count(input, Integer.BYTES, most);
    List<String> primaryKey = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      primaryKey.add(text(input, most));
    }
    int width = count(input, Integer.BYTES, most);
    long left = most;
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      String column = text(input, most);
      ColumnType type = TYPES.get(input.readByte());
      left -= (long) rows * (type.isNumeric() ? Double.BYTES : Integer.BYTES);
      if (left < 0) {
        throw new IOException("fewer bytes follow than announced");
      }
      columns.add(
          type.isNumeric()
              ? numbers(input, column, type, rows)
              : texts(input, column, type, rows, most));
    }
    if (input.read() >= 0) {
      throw new IOException("something follows the end");
    }
    return new StoredRows(new Table(name, rows, columns), primaryKey);
  }

  private static Column numbers(DataInputStream input, String name, ColumnType type, int rows)
      throws IOException {
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = input.readDouble();
      if (Double.isInfinite(values[row])) {
        throw new IOException("a number is infinite");
      }
    }
    return new NumberColumn(name, type, values);
  }

  private static Column texts(
      DataInputStream input, String name, ColumnType type, int rows, long most) throws IOException {
    int count = count(input, Integer.BYTES, most);
    List<String> levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      levels.add(text(input, most));
    }
    int[] codes = new int[rows];
    for (int row = 0; row < rows; row++) {
      codes[row] = input.readInt();
      if (codes[row] < TextColumn.MISSING || codes[row] >= count) {
        throw new IOException("a code stands for no text");
      }
    }
    return new TextColumn(name, type, codes, levels.toArray(String[]::new));
  }

  private static String text(DataInputStream input, long most) throws IOException {
    int length = count(input, Character.BYTES, most);
    char[] characters = new char[length];
    for (int i = 0; i < length; i++) {
      characters[i] = input.readChar();
    }
    return new String(characters);
  }

  /** A number of things that follow, each of at least {@code bytesEach} bytes. */
  private static int count(DataInputStream input, int bytesEach, long most) throws IOException {
    int count = input.readInt();
    if (count < 0 || (long) count * bytesEach > most) {
      throw new IOException("fewer bytes follow than announced");
    }
    return count;
  }

  private static void checkHeader(String modelName, byte[] bytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER_LENGTH || header.getInt() != MAGIC) {
      throw damaged(modelName, "its rows do not begin as such", null);
    }
    int format = header.getInt();
    if (format > FORMAT) {
      throw MlError.NEWER_FORMAT.with(modelName, format, FORMAT);
    }
    byte[] recorded = new byte[DIGEST_LENGTH];
    header.get(recorded);
    if (format < 1 || !Arrays.equals(recorded, digest(bytes))) {
      throw damaged(modelName, "the checksum of its rows differs", null);
    }
  }

  private static MlException damaged(String modelName, String reason, @Nullable Exception cause) {
    return cause == null
        ? MlError.CORRUPT_MODEL.with(modelName, reason)
        : MlError.CORRUPT_MODEL.causedBy(cause, modelName, reason);
  }

  private static byte[] digest(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
