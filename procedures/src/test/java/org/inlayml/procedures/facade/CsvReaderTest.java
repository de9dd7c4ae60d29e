// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void reads_fields_with_and_without_quotation_marks() throws IOException {
    assertThat(read("\uFEFFa,\"b\"\r\n\n\"x,\"\"y\"\"\nz\",\n,\"\"\n,2"))
        .containsExactly(
            List.of("a", "b"), List.of("x,\"y\"\nz", ""), List.of("", ""), List.of("", "2"));
    assertThat(read("")).isEmpty();
    assertThat(read("\n\n")).isEmpty();
  }

  @Test
  void refuses_what_is_no_csv_with_the_line() {
    assertThatExceptionOfType(MlException.class)
        .isThrownBy(() -> read("a,b\n\"1\n2\",x\"y"))
        .withMessageContaining(
            "data set 'set' cannot be read at line 3: a quotation mark within a field without them.");
    assertThatExceptionOfType(MlException.class)
        .isThrownBy(() -> read("a\n\"1"))
        .withMessageContaining("at line 2: a quotation mark is not closed.");
  }

  @Test
  void a_column_is_as_wide_as_its_values_need() {
    assertThat(type("1", "", "-7")).isEqualTo("INTEGER");
    assertThat(type("1", "3000000000")).isEqualTo("BIGINT");
    assertThat(type("1", "2.5", "1e-3", ".5")).isEqualTo("DOUBLE PRECISION");
    assertThat(type("1234567890123456789012")).isEqualTo("DOUBLE PRECISION");
    assertThat(type("1", "NaN", "no")).isEqualTo("VARCHAR(3)");
    assertThat(type("", "")).isEqualTo("INTEGER");
    assertThat(DatasetColumn.EMPTY.with("2.5").value("")).isNull();
    assertThat(DatasetColumn.EMPTY.with("2.5").value("7")).isEqualTo(7.0);
  }

  private static String type(String... fields) {
    return Stream.of(fields)
        .reduce(DatasetColumn.EMPTY, DatasetColumn::with, (a, b) -> a)
        .sqlType();
  }

  private List<List<String>> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("set.csv"), text);
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader reader = new CsvReader("set", file)) {
      for (Optional<List<String>> row = reader.next(); row.isPresent(); row = reader.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }
}
