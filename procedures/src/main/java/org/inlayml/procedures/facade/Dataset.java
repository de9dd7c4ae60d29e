// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file in the one folder that the administrator has allowed by a system property, as a table.
 * Immutable, thread-safe.
 *
 * @param name letters, digits and underscores
 * @param columns in order, in upper case
 */
public record Dataset(String name, Path file, List<String> columns, List<DatasetColumn> types) {
  /** Names the folder. Without it no file is ever read. */
  public static final String FOLDER = "inlay.dataset.folder";

  private static final int BLOCK_ROWS = 500;

  public Dataset {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
  }

  /**
   * Finds a file and looks through it.
   *
   * <p>Errors: {@link MlError#NO_DATASETS}, {@link MlError#INVALID_ARGUMENT}, {@link
   * MlError#DATASET_NOT_FOUND}, {@link MlError#INVALID_DATASET}.
   */
  public static Dataset open(String routine, String name) {
    String folder = System.getProperty(FOLDER, "");
    if (folder.isBlank()) {
      throw MlError.NO_DATASETS.with(FOLDER);
    }
    if (!name.matches("[A-Za-z0-9_]{1,100}")) {
      throw MlError.INVALID_ARGUMENT.with(
          "source", routine, "'" + name + "'", "letters, digits and underscores alone");
    }
    Path file = Path.of(folder).resolve(name + ".csv");
    if (!Files.isRegularFile(file)) {
      throw MlError.DATASET_NOT_FOUND.with(name);
    }
    try (CsvReader reader = new CsvReader(name, file)) {
      List<String> columns = head(reader);
      DatasetColumn[] types = new DatasetColumn[columns.size()];
      Arrays.fill(types, DatasetColumn.EMPTY);
      for (Optional<List<String>> row = row(reader, types.length);
          row.isPresent();
          row = row(reader, types.length)) {
        for (int i = 0; i < types.length; i++) {
          types[i] = types[i].with(row.get().get(i));
        }
      }
      return new Dataset(name, file, columns, List.of(types));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static MlException unreadable(String name, IOException e) {
    return MlError.INVALID_DATASET.causedBy(e, name, 1, "the file cannot be read as UTF-8");
  }

  private static List<String> head(CsvReader reader) throws IOException {
    List<String> columns =
        reader.next().orElseThrow(() -> reader.invalid("the file is empty")).stream()
            .map(column -> column.strip().toUpperCase(Locale.ROOT))
            .toList();
    if (columns.contains("") || columns.stream().distinct().count() < columns.size()) {
      throw reader.invalid("columns need names that differ");
    }
    return columns;
  }

  private static Optional<List<String>> row(CsvReader reader, int width) throws IOException {
    Optional<List<String>> row = reader.next();
    if (row.isPresent() && row.get().size() != width) {
      throw reader.invalid("the row before has " + row.get().size() + " fields, not " + width);
    }
    return row;
  }

  /**
   * Makes the table and fills it; commits.
   *
   * <p>Errors: {@link MlError#TABLE_EXISTS}.
   *
   * @param limit how many rows at most
   * @return how many rows it has
   */
  public long load(Session session, QualifiedName table, long limit) throws SQLException {
    if (Relation.find(session, table).isPresent()) {
      throw MlError.TABLE_EXISTS.with(table.text(), "");
    }
    define(session, "CREATE TABLE " + table.sql() + definition());
    try {
      return fill(session, table, limit);
    } catch (SQLException | RuntimeException | Error e) {
      try {
        define(session, "DROP TABLE " + table.sql());
      } catch (SQLException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static void define(Session session, String ddl) throws SQLException {
    session.dialect().define(session.connection(), ddl);
  }

  private String definition() {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> new Identifier(columns.get(i)).sql() + " " + types.get(i).sqlType())
        .collect(joining(", ", " (", ")"));
  }

  private long fill(Session session, QualifiedName table, long limit) throws SQLException {
    long[] written = {0};
    try (CsvReader reader = new CsvReader(name, file)) {
      reader.next();
      new Sql(session.connection())
          .insertRows(
              table,
              columns,
              writer -> {
                List<@Nullable Object> block = new ArrayList<>();
                Optional<List<String>> row = unchecked(reader);
                while (row.isPresent() && written[0] < limit) {
                  for (int i = 0; i < types.size(); i++) {
                    block.add(types.get(i).value(row.get().get(i)));
                  }
                  written[0]++;
                  row = unchecked(reader);
                  if (block.size() >= BLOCK_ROWS * types.size()) {
                    writer.write(block.toArray(), block.size() / types.size());
                    block.clear();
                  }
                }
                writer.write(block.toArray(), block.size() / types.size());
              });
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    return written[0];
  }

  private Optional<List<String>> unchecked(CsvReader reader) {
    try {
      return row(reader, types.size());
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }
}
