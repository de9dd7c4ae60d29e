// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;

/**
 * Turns models into bytes and back. Equal models give equal bytes. Thread-safe.
 *
 * <p>The bytes are a header (magic, format, length and SHA-256 of what follows, big-endian) and a
 * payload of numbered types, see {@link StoredTypes}; they name no class. Numbers and texts are
 * written by Kryo's {@code Output} and read by its {@code Input}; objects are not, since every
 * {@code Kryo} instance touches {@code sun.misc.Unsafe}, of which JDK 25 warns on the host's
 * console (Kryo 5.6.2, see {@code QuietCodecTest}). So there is nothing to register classes with,
 * and no way for bytes to ask for one.
 */
public final class ModelCodec {
  /** How the catalog calls the newest format. */
  public static final String FORMAT_NAME = "INLAYv3";

  private static final int MAGIC = 0x494E4C59; // INLY
  private static final int NEWEST_FORMAT = 3;
  private static final int DIGEST_LENGTH = 32;
  private static final int HEADER_LENGTH = 3 * Integer.BYTES + DIGEST_LENGTH;

  /** Writes a model in the newest format. */
  public byte[] write(StoredModel model) {
    ModelOutput output = new ModelOutput();
    PredictorSerializer.write(model, output);
    byte[] payload = output.toBytes();
    return ByteBuffer.allocate(HEADER_LENGTH + payload.length)
        .putInt(MAGIC)
        .putInt(NEWEST_FORMAT)
        .putInt(payload.length)
        .put(digest(payload, 0))
        .put(payload)
        .array();
  }

  /**
   * Reads a model and checks that it still gives its recorded predictions. Bytes of any content are
   * safe to read: heap and time stay within a multiple of their length, some hundreds at most.
   *
   * <p>Errors: {@link MlError#CORRUPT_MODEL}, {@link MlError#NEWER_FORMAT}, {@link
   * MlError#GOLDEN_ROWS_DIFFER}.
   *
   * @param modelName how messages call the model
   */
  public StoredModel read(String modelName, byte[] bytes) {
    int format = checkHeader(modelName, bytes);
    try {
      ModelInput input = new ModelInput(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH);
      StoredModel model = PredictorSerializer.read(format, input);
      if (input.remaining() > 0) {
        throw MlError.CORRUPT_MODEL.with(modelName, "something follows its end");
      }
      model.goldenRows().check(modelName, model.predictor());
      return model;
    } catch (MlException e) {
      throw e;
    } catch (RuntimeException e) {
      // Records check themselves when made; with a right checksum no other bytes lead here.
      throw MlError.CORRUPT_MODEL.causedBy(e, modelName, "its content makes no model");
    }
  }

  private static int checkHeader(String modelName, byte[] bytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER_LENGTH || header.getInt() != MAGIC) {
      throw MlError.CORRUPT_MODEL.with(modelName, "they do not begin as those of a model");
    }
    int format = header.getInt();
    if (format > NEWEST_FORMAT) {
      throw MlError.NEWER_FORMAT.with(modelName, format, NEWEST_FORMAT);
    }
    if (format < 1) {
      throw MlError.CORRUPT_MODEL.with(modelName, "there never was a format " + format);
    }
    int length = header.getInt();
    if (length != bytes.length - HEADER_LENGTH) {
      throw MlError.CORRUPT_MODEL.with(
          modelName,
          length
              + " bytes should follow the header, but "
              + (bytes.length - HEADER_LENGTH)
              + " do");
    }
    byte[] recorded = new byte[DIGEST_LENGTH];
    header.get(recorded);
    if (!Arrays.equals(recorded, digest(bytes, HEADER_LENGTH))) {
      throw MlError.CORRUPT_MODEL.with(modelName, "their checksum differs");
    }
    return format;
  }

  private static byte[] digest(byte[] bytes, int offset) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, offset, bytes.length - offset);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
