// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext;

/**
 * A training in a process of its own, which has nothing of ours but the rows. When {@link #train}
 * returns or throws, the process has ended, with its threads and its folder.
 */
final class ChildProcess {
  private static final long POLL_MILLISECONDS = 20;
  private static final int BUFFER = 1 << 16;
  private static final long MEGABYTE = 1 << 20;

  /** From this version on the JVM warns of native code that nobody has allowed. */
  private static final int WARNS_OF_NATIVE_CODE = 22;

  /** They would make the child be debugged, measured or limited as if it were the host. */
  private static final List<String> OPTIONS_OF_THE_HOST =
      List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH");

  private final NativeTask task;
  private final Process process;
  private final Report report = new Report();
  private final Thread writer;
  private final Thread reader;

  private ChildProcess(NativeTask task, double[][] columns, Process process) {
    this.task = task;
    this.process = process;
    writer = new Thread(() -> write(columns), "inlay-training");
    reader = new Thread(this::read, "inlay-training");
    writer.setDaemon(true);
    reader.setDaemon(true);
  }

  /**
   * Trains. Errors: those of the checkpoint, {@link MlError#CANCELLED}.
   *
   * @param heap the most bytes that the Java heap of the child may take
   */
  static NativeModel train(
      NativeTrainer trainer, NativeTask task, double[][] columns, FitContext context, long heap)
      throws NativeFailure {
    context.checkpoint().reached(0);
    String classPath = ChildClassPath.of(trainer);
    Path folder = folder();
    try {
      return new ChildProcess(
              task, columns, start(command(trainer, classPath, folder, heap), task.threads()))
          .run(context);
    } finally {
      Folders.delete(folder);
    }
  }

  private static Path folder() throws NativeFailure {
    try {
      return Files.createTempDirectory("inlay-training");
    } catch (IOException e) {
      throw new NativeFailure("there is no temporary folder: " + e.getMessage(), e);
    }
  }

  private static List<String> command(
      NativeTrainer trainer, String classPath, Path folder, long heap) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + Math.max(1, heap / MEGABYTE) + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    // Libraries unpack themselves there.
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-XX:-UsePerfData");
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add("-XX:-CreateCoredumpOnCrash");
    if (Runtime.version().feature() >= WARNS_OF_NATIVE_CODE) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(classPath);
    command.add(NativeChild.class.getName());
    command.add(trainer.getClass().getName());
    command.add(folder.toString());
    return command;
  }

  private static Process start(List<String> command, int threads) throws NativeFailure {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    OPTIONS_OF_THE_HOST.forEach(environment::remove);
    // Threads that wait in circles take the processor from the database.
    environment.put("OMP_WAIT_POLICY", "PASSIVE");
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new NativeFailure("no process could be started: " + e.getMessage(), e);
    }
  }

  private NativeModel run(FitContext context) throws NativeFailure {
    try {
      writer.start();
      reader.start();
      while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        context.checkpoint().reached(Math.min(1, (double) report.rounds() / task.rounds()));
      }
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MlError.CANCELLED.causedBy(e, "training");
    } finally {
      end();
    }
    NativeModel model = report.model().orElseThrow(this::failure);
    context.checkpoint().reached(1);
    return model;
  }

  private NativeFailure failure() {
    return new NativeFailure(
        report
            .failure()
            .orElseGet(
                () ->
                    "its process ended with code "
                        + process.exitValue()
                        + (report.words().isEmpty() ? "" : ", saying: " + report.words())));
  }

  /** Ends whatever still goes on. */
  private void end() {
    boolean interrupted = Thread.interrupted();
    process.destroyForcibly();
    boolean ended = false;
    while (!ended) {
      try {
        process.waitFor();
        writer.join();
        reader.join();
        ended = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The output stays open, for its end would tell the child that we are no more. */
  private void write(double[][] columns) {
    try {
      OutputStream out = process.getOutputStream();
      TaskStream.write(task, columns, new BufferedOutputStream(out, BUFFER));
    } catch (IOException e) {
      // The child has ended, and what it said or its code tells why.
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1), BUFFER)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        report.take(line);
      }
    } catch (IOException e) {
      // The child was ended while it spoke.
    }
  }
}
