// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** How a task and its columns go to another process: both ends are of the same jar. */
final class TaskStream {
  private static final int CHUNK = 8192;

  private TaskStream() {}

  static void write(NativeTask task, double[][] columns, OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(task.parameters().size());
    for (Map.Entry<String, String> parameter : task.parameters().entrySet()) {
      writeText(parameter.getKey(), out);
      writeText(parameter.getValue(), out);
    }
    out.writeInt(task.rounds());
    out.writeInt(task.patience());
    out.writeInt(task.threads());
    out.writeInt(task.width());
    writeCounted(task.target(), out);
    writeCounted(task.weights(), out);
    out.writeInt(task.held().length);
    byte[] held = new byte[task.held().length];
    for (int row = 0; row < held.length; row++) {
      held[row] = (byte) (task.held()[row] ? 1 : 0);
    }
    out.write(held);
    byte[] room = new byte[CHUNK * Double.BYTES];
    for (double[] column : columns) {
      write(column, room, out);
    }
    out.flush();
  }

  /** Reads what stands before the columns. */
  static NativeTask readTask(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    TreeMap<String, String> parameters = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = readText(in);
      parameters.put(name, readText(in));
    }
    int rounds = in.readInt();
    int patience = in.readInt();
    int threads = in.readInt();
    int width = in.readInt();
    double[] target = readCounted(in);
    double[] weights = readCounted(in);
    boolean[] held = new boolean[in.readInt()];
    byte[] flags = new byte[held.length];
    in.readFully(flags);
    for (int row = 0; row < held.length; row++) {
      held[row] = flags[row] != 0;
    }
    return new NativeTask(parameters, rounds, patience, threads, width, target, weights, held);
  }

  /** Reads the columns, which follow the task. */
  static NativeColumns columns(InputStream from) {
    DataInputStream in = new DataInputStream(from);
    byte[] room = new byte[CHUNK * Double.BYTES];
    return into -> read(into, room, in);
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, UTF_8);
  }

  private static void writeCounted(double[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    write(values, new byte[CHUNK * Double.BYTES], out);
  }

  private static double[] readCounted(DataInputStream in) throws IOException {
    double[] values = new double[in.readInt()];
    read(values, new byte[CHUNK * Double.BYTES], in);
    return values;
  }

  private static void write(double[] values, byte[] room, DataOutputStream out) throws IOException {
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      ByteBuffer.wrap(room).asDoubleBuffer().put(values, from, count);
      out.write(room, 0, count * Double.BYTES);
    }
  }

  private static void read(double[] values, byte[] room, DataInputStream in) throws IOException {
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      in.readFully(room, 0, count * Double.BYTES);
      ByteBuffer.wrap(room).asDoubleBuffer().get(values, from, count);
    }
  }
}
