// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;

/**
 * scikit-learn in a process of its own, with one thread. The system property {@code
 * benchmark.python} names the Python that has it.
 */
final class ScikitLearn implements AutoCloseable {
  /**
   * What it did.
   *
   * @param outputs rows × outputs
   * @param error what went wrong; empty where nothing did
   */
  record Answer(double[][] outputs, double fitSeconds, double predictSeconds, String error) {}

  private final Path folder;
  private final List<String> jobs = new ArrayList<>();
  private final Map<String, Integer> rows = new LinkedHashMap<>();

  ScikitLearn() throws IOException {
    folder = Files.createTempDirectory("inlay-scikit-learn");
  }

  /** Writes a set of rows. */
  void add(String set, FeatureMatrix train, FeatureMatrix test, TargetVector truth)
      throws IOException {
    write(set + ".train", rowMajor(train));
    write(set + ".test", rowMajor(test));
    if (truth.task().isSupervised()) {
      write(set + ".truth", truth.values());
    }
    Files.writeString(
        folder.resolve(set + ".shape"), train.rows() + " " + test.rows() + " " + train.width());
    rows.put(set, test.rows());
  }

  /** Adds an estimator to be fitted on a set; gives the job's name. */
  String add(String set, Task task, String expression) {
    String name = "job" + jobs.size();
    jobs.add(String.join("\t", name, set, task.sqlName(), expression));
    return name;
  }

  /** Does all jobs; by job what came of it. */
  Map<String, Answer> run(Report report) throws IOException, InterruptedException {
    Files.write(folder.resolve("jobs.tsv"), jobs);
    Path script = folder.resolve("scikit_learn.py");
    try (var resource = ScikitLearn.class.getResourceAsStream("scikit_learn.py")) {
      Files.write(script, resource.readAllBytes());
    }
    Process process =
        new ProcessBuilder(
                System.getProperty("benchmark.python", "python3"),
                script.toString(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Answer> answers = new LinkedHashMap<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\t", -1);
        if (cells.length == 1) {
          report.say("%s", line);
        } else if (cells[1].equals("error")) {
          answers.put(cells[0], new Answer(new double[0][], 0, 0, cells[2]));
        } else {
          answers.put(cells[0], answer(cells));
        }
      }
    } finally {
      process.destroy();
    }
    if (process.waitFor() != 0) {
      throw new IOException("Python failed; see above");
    }
    return answers;
  }

  private Answer answer(String[] cells) throws IOException {
    int outputs = Integer.parseInt(cells[1]);
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(cells[0] + ".outputs")))
            .order(ByteOrder.nativeOrder());
    double[][] values = new double[bytes.remaining() / Double.BYTES / outputs][outputs];
    for (double[] row : values) {
      bytes.asDoubleBuffer().get(row);
      bytes.position(bytes.position() + outputs * Double.BYTES);
    }
    return new Answer(values, Double.parseDouble(cells[2]), Double.parseDouble(cells[3]), "");
  }

  private static double[] rowMajor(FeatureMatrix features) {
    double[] values = new double[features.rows() * features.width()];
    for (int j = 0; j < features.width(); j++) {
      double[] column = features.columns()[j];
      for (int row = 0; row < column.length; row++) {
        values[row * features.width() + j] = column[row];
      }
    }
    return values;
  }

  private void write(String name, double[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.nativeOrder());
    bytes.asDoubleBuffer().put(values);
    Files.write(folder.resolve(name), bytes.array());
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
