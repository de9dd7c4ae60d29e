// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.store.SampleModels;
import org.junit.jupiter.api.Test;

/** Bytes whose checksum is right and whose content is not. */
final class HostileBytesTest {
  private static final int HEADER = 44;

  private final ModelCodec codec = new ModelCodec();

  @Test
  void every_changed_byte_gives_a_model_or_an_error_of_ours() throws Exception {
    for (Map.Entry<String, StoredModel> sample : SampleModels.all().entrySet()) {
      byte[] bytes = codec.write(sample.getValue());
      Random random = new Random(sample.getKey().length());
      for (int position = HEADER; position < bytes.length; position++) {
        for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF, random.nextInt(256)}) {
          byte[] changed = bytes.clone();
          changed[position] = (byte) value;

          assertModelOrError(sealed(changed));
        }
      }
    }
  }

  @Test
  void every_shortened_model_is_corrupt() throws Exception {
    for (StoredModel sample : SampleModels.all().values()) {
      byte[] bytes = codec.write(sample);
      for (int length = HEADER; length < bytes.length; length++) {
        byte[] shortened = sealed(Arrays.copyOf(bytes, length));

        assertThat(outcome(shortened)).isEqualTo(MlError.CORRUPT_MODEL);
      }
    }
  }

  @Test
  void random_content_gives_an_error_of_ours() throws Exception {
    byte[] template = codec.write(SampleModels.named("trees-rounds"));
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(template, HEADER + random.nextInt(300));
      for (int position = HEADER; position < bytes.length; position++) {
        bytes[position] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(40));
      }

      assertModelOrError(sealed(bytes));
    }
  }

  @Test
  void huge_numbers_do_not_take_heap() throws Exception {
    byte[] bytes = codec.write(SampleModels.named("trees-rounds"));
    byte[] huge = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
    for (int position = HEADER; position + huge.length < bytes.length; position++) {
      byte[] changed = new byte[bytes.length + huge.length - 1];
      System.arraycopy(bytes, 0, changed, 0, position);
      System.arraycopy(huge, 0, changed, position, huge.length);
      System.arraycopy(
          bytes, position + 1, changed, position + huge.length, bytes.length - position - 1);

      assertModelOrError(sealed(changed));
    }
  }

  @Test
  void something_after_the_end_is_corrupt() throws Exception {
    byte[] bytes = codec.write(SampleModels.named("linear-identity"));

    MlError outcome = outcome(sealed(Arrays.copyOf(bytes, bytes.length + 1)));

    assertThat(outcome).isEqualTo(MlError.CORRUPT_MODEL);
  }

  /** Anything thrown besides, errors included, fails the test by itself. */
  private void assertModelOrError(byte[] bytes) {
    assertThat(outcome(bytes))
        .isIn(MlError.INTERNAL, MlError.CORRUPT_MODEL, MlError.GOLDEN_ROWS_DIFFER);
  }

  /** The error, {@code INTERNAL} standing for a model. */
  private MlError outcome(byte[] bytes) {
    try {
      codec.read("m", bytes);
      return MlError.INTERNAL;
    } catch (MlException e) {
      return e.error();
    }
  }

  /** Sets length and checksum right. */
  private static byte[] sealed(byte[] bytes) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(bytes, HEADER, bytes.length - HEADER);
    ByteBuffer.wrap(bytes).putInt(8, bytes.length - HEADER).put(12, digest.digest());
    return bytes;
  }
}
