// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TableDigest;
import org.inlayml.learning.table.TextColumn;
import org.inlayml.store.codec.TableCodec.StoredRows;
import org.junit.jupiter.api.Test;

final class TableCodecTest {
  private static final int HEADER = 40;

  private static StoredRows rows() {
    return new StoredRows(
        new Table(
            "PUBLIC.T",
            3,
            List.of(
                new NumberColumn("ID", ColumnType.INTEGER, new double[] {1, 2, 16_777_217}),
                new NumberColumn("X", ColumnType.NUMBER, new double[] {Double.NaN, -0.5, 1e300}),
                new TextColumn(
                    "NAME", ColumnType.TEXT, new int[] {1, -1, 0}, new String[] {"ä\ud800", ""}),
                new NumberColumn("AT", ColumnType.TIMESTAMP, new double[] {0, -1, 1e12}))),
        List.of("ID"));
  }

  @Test
  void rows_come_back_as_they_were() {
    StoredRows read = TableCodec.read("m", TableCodec.write(rows()));

    assertThat(read.primaryKey()).containsExactly("ID");
    assertThat(read.table().name()).isEqualTo("PUBLIC.T");
    assertThat(TableDigest.of(read.table())).isEqualTo(TableDigest.of(rows().table()));
    assertThat(((TextColumn) read.table().column("NAME")).levels()).containsExactly("ä\ud800", "");
  }

  @Test
  void a_table_without_columns_or_rows_comes_back() {
    StoredRows none = new StoredRows(new Table("T", 0, List.of()), List.of());

    assertThat(TableCodec.read("m", TableCodec.write(none)).table().columns()).isEmpty();
  }

  @Test
  void every_changed_or_missing_byte_is_noticed() {
    byte[] bytes = TableCodec.write(rows());
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x10;
      assertThatThrownBy(() -> TableCodec.read("m", changed)).isInstanceOf(MlException.class);
      byte[] shorter = Arrays.copyOf(bytes, i);
      assertThatThrownBy(() -> TableCodec.read("m", shorter))
          .isInstanceOfSatisfying(
              MlException.class, e -> assertThat(e.error()).isEqualTo(MlError.CORRUPT_MODEL));
    }
  }

  @Test
  void hostile_bytes_with_a_right_checksum_are_refused() throws Exception {
    byte[] bytes = TableCodec.write(rows());
    Random random = new Random(3);
    for (int round = 0; round < 2000; round++) {
      byte[] changed = bytes.clone();
      changed[HEADER + random.nextInt(bytes.length - HEADER)] = (byte) random.nextInt();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(changed, HEADER, changed.length - HEADER);
      ByteBuffer.wrap(changed).position(8).put(digest.digest());
      try {
        TableCodec.read("m", changed);
      } catch (MlException e) {
        assertThat(e.error()).isEqualTo(MlError.CORRUPT_MODEL);
      }
    }
  }
}
