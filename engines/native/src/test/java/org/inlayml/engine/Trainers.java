// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** Trainers without a library, which behave well or badly. */
final class Trainers {
  private Trainers() {}

  /** Tells everything it was given, and prints in between. */
  public static final class Echo implements NativeTrainer {
    @Override
    public List<Class<?>> libraries() {
      return List.of();
    }

    @Override
    public NativeModel train(NativeTask task, NativeColumns columns, NativeProgress progress)
        throws IOException {
      StringBuilder told = new StringBuilder();
      told.append(task.parameters().hashCode())
          .append(' ')
          .append(task.rounds())
          .append(' ')
          .append(task.patience());
      told.append(Arrays.hashCode(task.target())).append(Arrays.hashCode(task.weights()));
      told.append(Arrays.toString(Arrays.copyOf(task.held(), 20)));
      double[] column = new double[task.rows()];
      for (int feature = 0; feature < task.width(); feature++) {
        columns.next(column);
        told.append(' ').append(Arrays.hashCode(column));
        if (System.getenv("OMP_WAIT_POLICY") != null) { // in a child
          noise(new PrintStream(new FileOutputStream(FileDescriptor.out)));
          noise(new PrintStream(new FileOutputStream(FileDescriptor.err)));
        }
      }
      for (int round = 1; round <= task.rounds(); round++) {
        progress.done(round);
      }
      return new NativeModel(told.toString().repeat(1_000).getBytes(UTF_8), task.rounds());
    }

    private static void noise(PrintStream stream) {
      stream.print("inlay:bytes !\ninlay:rounds x\n[LightGBM] [Info] half a li");
      stream.flush();
    }
  }

  /** Tells its environment. */
  public static final class Surroundings implements NativeTrainer {
    @Override
    public List<Class<?>> libraries() {
      return List.of();
    }

    @Override
    public NativeModel train(NativeTask task, NativeColumns columns, NativeProgress progress) {
      String told =
          System.getenv("OMP_WAIT_POLICY")
              + " "
              + System.getenv("OMP_NUM_THREADS")
              + " "
              + System.getenv("JAVA_TOOL_OPTIONS")
              + " "
              + System.getProperty("java.io.tmpdir")
              + " "
              + System.getProperty("java.class.path");
      return new NativeModel(told.getBytes(UTF_8), 1);
    }
  }

  /** Does one round and then goes on for ever. */
  public static final class Endless implements NativeTrainer {
    @Override
    public List<Class<?>> libraries() {
      return List.of();
    }

    @Override
    public NativeModel train(NativeTask task, NativeColumns columns, NativeProgress progress)
        throws IOException {
      for (int feature = 0; feature < task.width(); feature++) {
        columns.next(new double[task.rows()]);
      }
      for (int round = 1; round > 0; round = 1) {
        progress.done(round);
      }
      throw new IllegalStateException("it has ended");
    }
  }

  /** Fails as the task says. */
  public static final class Failing implements NativeTrainer {
    @Override
    public List<Class<?>> libraries() {
      return List.of();
    }

    @Override
    public NativeModel train(NativeTask task, NativeColumns columns, NativeProgress progress)
        throws NativeFailure {
      switch (task.parameters().getOrDefault("way", "")) {
        case "refused" -> throw new NativeFailure("labels must be\n at  least 0.");
        case "crash" -> {
          new PrintStream(new FileOutputStream(FileDescriptor.err))
              .print("free(): invalid pointer\n");
          Runtime.getRuntime().halt(134);
        }
        case "memory" -> {
          return new NativeModel(new byte[Integer.MAX_VALUE - 8], 1);
        }
        default -> throw new IllegalStateException("odd\nways");
      }
      throw new IllegalStateException("cannot be reached");
    }
  }

  /** Names a class that is not there. */
  public static final class WithoutLibrary implements NativeTrainer {
    @Override
    public List<Class<?>> libraries() {
      throw new NoClassDefFoundError("org/example/Library");
    }

    @Override
    public NativeModel train(NativeTask task, NativeColumns columns, NativeProgress progress) {
      throw new NoClassDefFoundError("org/example/Library");
    }
  }

  /** Names a class that is in no jar. */
  public static final class WithoutJar implements NativeTrainer {
    @Override
    public List<Class<?>> libraries() {
      return List.of(String.class);
    }

    @Override
    public NativeModel train(NativeTask task, NativeColumns columns, NativeProgress progress) {
      return new NativeModel(new byte[0], 1);
    }
  }
}
