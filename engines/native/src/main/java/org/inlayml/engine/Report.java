// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What a child process says, in lines of text: native libraries print to the same place whatever
 * they like, so that ours begin with a mark, and all else is kept for the message of an error. Not
 * thread-safe, but for {@link #rounds}.
 */
final class Report {
  private static final String MARK = "inlay:";
  private static final String ROUNDS = MARK + "rounds ";
  private static final String BYTES = MARK + "bytes ";
  private static final String END = MARK + "end ";
  private static final String FAILURE = MARK + "failure ";

  /** As Base64 less than 4,096 bytes, which a pipe takes in one piece. */
  private static final int PIECE = 2_700;

  private static final int MOST_WORDS = 12;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Deque<String> words = new ArrayDeque<>();
  private volatile int rounds;
  private Optional<NativeModel> model = Optional.empty();
  private Optional<String> failure = Optional.empty();

  static void writeRounds(int rounds, OutputStream out) throws IOException {
    write(ROUNDS + rounds, out);
  }

  static void writeModel(NativeModel model, OutputStream out) throws IOException {
    byte[] bytes = model.bytes();
    for (int from = 0; from < bytes.length; from += PIECE) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE));
      write(BYTES + Base64.getEncoder().encodeToString(piece), out);
    }
    write(END + model.rounds() + " " + bytes.length + " " + checksum(bytes), out);
  }

  static void writeFailure(String message, OutputStream out) throws IOException {
    byte[] text = message.getBytes(UTF_8);
    byte[] piece = Arrays.copyOf(text, Math.min(PIECE, text.length));
    write(FAILURE + Base64.getEncoder().encodeToString(piece), out);
  }

  /** On a line of its own, whatever somebody has begun to print. */
  private static void write(String line, OutputStream out) throws IOException {
    out.write(("\n" + line + "\n").getBytes(ISO_8859_1));
    out.flush();
  }

  /** Takes the next line of the child. */
  void take(String line) {
    try {
      if (line.startsWith(ROUNDS)) {
        rounds = Integer.parseInt(line.substring(ROUNDS.length()));
      } else if (line.startsWith(BYTES)) {
        bytes.writeBytes(Base64.getDecoder().decode(line.substring(BYTES.length())));
      } else if (line.startsWith(END)) {
        model = end(line.substring(END.length()).split(" ", -1));
      } else if (line.startsWith(FAILURE)) {
        byte[] text = Base64.getDecoder().decode(line.substring(FAILURE.length()));
        failure = Optional.of(new String(text, UTF_8));
      } else {
        remember(line);
      }
    } catch (IllegalArgumentException e) { // torn by what another thread printed
      remember(line);
    }
  }

  private Optional<NativeModel> end(String[] parts) {
    byte[] all = bytes.toByteArray();
    boolean whole =
        parts.length == 3
            && Integer.parseInt(parts[1]) == all.length
            && Long.parseLong(parts[2]) == checksum(all);
    return whole ? Optional.of(new NativeModel(all, Integer.parseInt(parts[0]))) : Optional.empty();
  }

  private void remember(String line) {
    if (!line.isBlank()) {
      words.add(line);
      if (words.size() > MOST_WORDS) {
        words.remove();
      }
    }
  }

  private static long checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }

  /** How many rounds are done. */
  int rounds() {
    return rounds;
  }

  /** The model, where it came whole. */
  Optional<NativeModel> model() {
    return model;
  }

  /** What the child gave as the cause of its failure. */
  Optional<String> failure() {
    return failure;
  }

  /** What was printed last by somebody else. */
  String words() {
    return String.join(" ", words);
  }
}
