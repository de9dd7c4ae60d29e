// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The child process: reads a task from its standard input, trains, and reports on its standard
 * output. It ends when its parent does, whatever native code is busy with.
 */
public final class NativeChild {
  private static final int BUFFER = 1 << 16;
  private static final int FAILED = 1;
  private static final int ORPHANED = 2;

  private NativeChild() {}

  /** Takes the class of the trainer, and the folder of its own that it shall not leave behind. */
  public static void main(String[] arguments) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    int code = 0;
    try {
      Path folder = Path.of(arguments[1]);
      InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER);
      NativeTrainer trainer =
          Class.forName(arguments[0])
              .asSubclass(NativeTrainer.class)
              .getConstructor()
              .newInstance();
      NativeTask task = TaskStream.readTask(in);
      NativeColumns columns = TaskStream.columns(in);
      NativeModel model =
          trainer.train(task, watched(columns, task.width(), in, folder), told(out));
      Report.writeModel(model, out);
    } catch (NativeFailure e) {
      code = fail(String.valueOf(e.getMessage()), out);
    } catch (IOException | ReflectiveOperationException | RuntimeException | Error e) {
      code = fail(e.toString(), out);
    }
    if (code == ORPHANED && arguments.length > 1) {
      Folders.delete(Path.of(arguments[1])); // nobody else is left to do it
    }
    // Libraries may have left threads.
    Runtime.getRuntime().halt(code);
  }

  private static int fail(String message, OutputStream out) {
    try {
      Report.writeFailure(message, out);
    } catch (IOException e) {
      return ORPHANED;
    }
    return FAILED;
  }

  private static NativeProgress told(OutputStream out) {
    return rounds -> {
      try {
        Report.writeRounds(rounds, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** From the last column on, the end of the input is the end of the parent. */
  private static NativeColumns watched(
      NativeColumns columns, int width, InputStream in, Path folder) {
    int[] left = {width};
    return into -> {
      columns.next(into);
      left[0]--;
      if (left[0] == 0) {
        Thread watch = new Thread(() -> awaitEnd(in, folder), "inlay-watch");
        watch.setDaemon(true);
        watch.start();
      }
    };
  }

  private static void awaitEnd(InputStream in, Path folder) {
    try {
      int sent = in.read();
      while (sent >= 0) { // nothing more is ever sent
        sent = in.read();
      }
    } catch (IOException e) {
      // as good as its end
    }
    Folders.delete(folder);
    Runtime.getRuntime().halt(ORPHANED);
  }
}
