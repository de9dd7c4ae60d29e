// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.learning.Errors.assertMlError;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
  private static final long HEAP = 64 << 20;

  private final List<File> before = Leftovers.folders();

  @AfterEach
  void nothing_is_left() {
    Leftovers.assertNone(before);
  }

  private static FeatureMatrix features(int rows, int width) {
    SplittableRandom random = new SplittableRandom(5);
    double[][] columns = new double[width][];
    for (int feature = 0; feature < width; feature++) {
      columns[feature] = random.doubles(rows, -1e300, 1e300).toArray();
    }
    return new FeatureMatrix(
        IntStream.range(0, width).mapToObj(i -> "F" + i).toList(), columns, rows);
  }

  private static NativeTask task(int rows, int width, Map<String, String> parameters) {
    double[] target = new SplittableRandom(6).doubles(rows).toArray();
    boolean[] held = new boolean[rows];
    held[rows / 2] = true;
    return new NativeTask(new TreeMap<>(parameters), 3, 2, 1, width, target, target, held);
  }

  private static FitContext context(Checkpoint checkpoint) {
    return new FitContext(7, 1, checkpoint);
  }

  private static NativeModel child(NativeTrainer trainer, NativeTask task, Checkpoint checkpoint) {
    return NativeTraining.inChild(
        "it", trainer, task, features(task.rows(), task.width()), context(checkpoint), HEAP);
  }

  private static AbstractStringAssert<?> assertFails(NativeTrainer trainer, String way) {
    return assertMlError(
        MlError.NATIVE_TRAINING_FAILED,
        () -> child(trainer, task(10, 1, Map.of("way", way)), Checkpoint.NONE));
  }

  @Test
  void a_child_gets_and_gives_back_what_this_process_does_whatever_it_prints() {
    for (int rows : new int[] {21, 100_001}) {
      NativeTask task = task(rows, 5, Map.of("Ünïcode", "x".repeat(100_000)));
      NativeModel here =
          NativeTraining.inProcess(
              "it",
              new Trainers.Echo(),
              task,
              features(rows, 5),
              context(Checkpoint.NONE),
              Map.of());

      NativeModel there = child(new Trainers.Echo(), task, Checkpoint.NONE);

      assertThat(there.bytes()).isEqualTo(here.bytes());
      assertThat(there.rounds()).isEqualTo(here.rounds()).isEqualTo(3);
    }
  }

  @Test
  void a_child_waits_in_peace_and_has_a_folder_and_a_class_path_of_its_own() {
    NativeModel model = child(new Trainers.Surroundings(), task(3, 1, Map.of()), Checkpoint.NONE);

    assertThat(new String(model.bytes(), UTF_8))
        .startsWith("PASSIVE 1 null " + System.getProperty("java.io.tmpdir"))
        .contains("inlay-training")
        .doesNotContain("junit", "inlay-learning", "smile");
  }

  @Test
  void an_end_that_the_checkpoint_asks_for_ends_the_child() {
    assertMlError(
        MlError.CANCELLED,
        () ->
            child(
                new Trainers.Endless(),
                task(1_000, 10, Map.of()),
                share -> {
                  if (share > 0) {
                    throw MlError.CANCELLED.with("training");
                  }
                }));
  }

  @Test
  void an_interrupt_ends_the_child() {
    Thread caller = Thread.currentThread();

    assertMlError(
        MlError.CANCELLED,
        () ->
            child(
                new Trainers.Endless(),
                task(10, 1, Map.of()),
                share -> {
                  if (share > 0) {
                    caller.interrupt();
                  }
                }));

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_child_ends_with_its_parent() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath(NativeChild.class, ChildProcessTest.class, MlError.class),
            Parent.class.getName());
    Process parent = builder.redirectErrorStream(true).start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
      assertThat(output.readLine()).isEqualTo("training");
      List<ProcessHandle> children = parent.descendants().toList();
      assertThat(children).hasSize(1);

      parent.destroyForcibly();

      children.get(0).onExit().get(30, TimeUnit.SECONDS);
      assertThat(children.get(0).isAlive()).isFalse();
    }
  }

  private static String classPath(Class<?>... types) throws URISyntaxException {
    List<String> paths = new ArrayList<>();
    for (Class<?> type : types) {
      URL location = type.getProtectionDomain().getCodeSource().getLocation();
      paths.add(Path.of(location.toURI()).toString());
    }
    return String.join(File.pathSeparator, paths);
  }

  /** Trains for ever. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws IOException {
      boolean[] told = {false};
      child(
          new Trainers.Endless(),
          task(10, 1, Map.of()),
          share -> {
            if (share > 0 && !told[0]) {
              told[0] = true;
              System.out.println("training");
            }
          });
    }
  }

  @Test
  void what_goes_wrong_in_a_child_is_told() {
    assertFails(new Trainers.Failing(), "refused")
        .isEqualTo(
            "algorithm 'it' could not train in native code: labels must be at least 0."
                + " See docs/engines.md.");
    assertFails(new Trainers.Failing(), "odd").contains("IllegalStateException: odd ways. See");
    assertFails(new Trainers.Failing(), "memory").contains("OutOfMemoryError");
    assertFails(new Trainers.Failing(), "crash")
        .contains("its process ended with code 134, saying: free(): invalid pointer. See");
  }

  @Test
  void jars_that_are_missing_or_cannot_be_opened_are_told() {
    assertFails(new Trainers.WithoutLibrary(), "")
        .contains("a jar is missing on the class path, for there is no class org/example/Library.");
    assertFails(new Trainers.WithoutJar(), "")
        .contains("the class java.lang.String is in no jar file", "process to in_process");
    assertMlError(
            MlError.NATIVE_TRAINING_FAILED,
            () ->
                NativeTraining.inProcess(
                    "it",
                    new Trainers.WithoutLibrary(),
                    task(3, 1, Map.of()),
                    features(3, 1),
                    context(Checkpoint.NONE),
                    Map.of()))
        .contains("its library cannot be loaded", "org/example/Library");
  }
}
