// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.CalendarPart;
import org.inlayml.learning.feature.Encoding;
import org.inlayml.learning.table.ColumnType;
import org.junit.jupiter.api.Test;

final class StoredIdsTest {
  /** A line may be added to the file, never changed: models out there hold these numbers. */
  @Test
  void numbers_on_disk_are_those_of_the_file() throws Exception {
    List<String> lines = new ArrayList<>();
    StoredTypes.ALL.forEach(t -> lines.add(t.type().getSimpleName() + " " + t.id()));
    number(StoredTypes.LINKS, lines);
    number(StoredTypes.COLUMN_TYPES, lines);
    number(StoredTypes.CALENDAR_PARTS, lines);

    String file;
    try (InputStream resource = getClass().getResourceAsStream("stored-ids.txt")) {
      file = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(file.lines().toList()).isEqualTo(lines);
  }

  @Test
  void every_constant_and_every_type_has_a_number() {
    assertThat(StoredTypes.LINKS).containsExactlyInAnyOrder(Link.values());
    assertThat(StoredTypes.COLUMN_TYPES).containsExactlyInAnyOrder(ColumnType.values());
    assertThat(StoredTypes.CALENDAR_PARTS).containsExactlyInAnyOrder(CalendarPart.values());
    List<Class<?>> stored = new ArrayList<>();
    StoredTypes.ALL.forEach(t -> stored.add(t.type()));
    assertThat(stored)
        .contains(Model.class.getPermittedSubclasses())
        .contains(Encoding.class.getPermittedSubclasses());
    assertThat(StoredTypes.ALL.stream().map(StoredType::id)).doesNotHaveDuplicates();
  }

  private static <E extends Enum<E>> void number(List<E> constants, List<String> lines) {
    for (int i = 0; i < constants.size(); i++) {
      E constant = constants.get(i);
      lines.add(constant.getDeclaringClass().getSimpleName() + "." + constant + " " + i);
    }
  }
}
