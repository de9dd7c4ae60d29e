// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;

/**
 * Reads a file of comma-separated values, UTF-8, record by record: fields may stand in quotation
 * marks, and then hold commas, line breaks and doubled quotation marks. Not thread-safe.
 *
 * <p>Source: RFC 4180.
 */
final class CsvReader implements Closeable {
  private static final int END = -1;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final String name;
  private final BufferedReader reader;
  private int line = 1;

  /**
   * @param name of the data set, for messages
   */
  CsvReader(String name, Path file) throws IOException {
    this.name = name;
    reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  /** The line that is read next, from 1. */
  int line() {
    return line;
  }

  /** The next record that is no empty line; empty at the end of the file. */
  Optional<List<String>> next() throws IOException {
    List<String> fields = new ArrayList<>();
    int end;
    do {
      StringBuilder field = new StringBuilder();
      end = field(field);
      fields.add(field.toString());
      if (end == '\n') {
        line++;
        if (fields.size() == 1 && field.isEmpty()) {
          fields.clear();
          end = ',';
        }
      }
    } while (end == ',');
    return fields.size() == 1 && fields.get(0).isEmpty() ? Optional.empty() : Optional.of(fields);
  }

  /** Reads a field; returns what ends it: a comma, a line feed, or the end. */
  private int field(StringBuilder field) throws IOException {
    int next = reader.read();
    if (next == '"') {
      next = quoted(field);
    }
    while (next != ',' && next != '\n' && next != END) {
      if (next == '"') {
        throw invalid("a quotation mark within a field without them");
      }
      if (next != '\r') {
        field.append((char) next);
      }
      next = reader.read();
    }
    return next;
  }

  /** Reads to the closing quotation mark; returns what follows it. */
  private int quoted(StringBuilder field) throws IOException {
    int next = reader.read();
    while (next != END) {
      if (next == '"') {
        next = reader.read();
        if (next != '"') {
          return next;
        }
      }
      if (next == '\n') {
        line++;
      }
      field.append((char) next);
      next = reader.read();
    }
    throw invalid("a quotation mark is not closed");
  }

  MlException invalid(String reason) {
    return MlError.INVALID_DATASET.with(name, line, reason);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
