// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.inlayml.benchmarks.ScikitLearn.Answer;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Task;

/**
 * CPU seconds of fitting and predicting, with one thread, beside scikit-learn's on the same rows in
 * the same run: 100,000 rows of 20 numbers, made up. Ours is the least of {@value #RUNS} runs after
 * one to warm up, compiler and collector included. The system property {@code benchmark.learner}
 * names the one learner to look at, {@code benchmark.rows} another number of rows.
 */
public final class FittingBenchmark {
  private static final int RUNS = 2;
  private static final double SECOND = 1e9;
  private static final int GROUPS = 10;

  private final Report report = new Report(System.out);
  private final FittingSample train;
  private final FittingSample test;

  private FittingBenchmark(int rows) {
    train = FittingSample.of(rows, 1);
    test = FittingSample.of(rows / 5, 2);
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Size size = Size.of(arguments);
    new FittingBenchmark(Integer.getInteger("benchmark.rows", size.choose(5_000, 100_000)))
        .measure();
  }

  private void measure() throws IOException, InterruptedException {
    String only = System.getProperty("benchmark.learner", "");
    List<Contest> contests =
        Contest.all().stream()
            .filter(c -> only.isEmpty() || c.learner().spec().name().equals(only))
            .filter(c -> c.speed() || (!only.isEmpty() && c.mostRows() > train.features().rows()))
            .filter(c -> !c.expression().isEmpty())
            .toList();
    List<String> jobs = new ArrayList<>();
    Map<String, Answer> theirs;
    try (ScikitLearn python = new ScikitLearn()) {
      for (Task task : Task.values()) {
        python.add(task.sqlName(), train.features(), test.features(), train.truth(task));
      }
      for (Contest contest : contests) {
        jobs.add(python.add(contest.task().sqlName(), contest.task(), contest.expression(GROUPS)));
      }
      theirs = python.run(report);
    }
    report.say("");
    report.say(
        "| task | learner | fit, s | scikit-learn | ratio | predict, s | scikit-learn | ratio |");
    report.say("|---|---|---|---|---|---|---|---|");
    for (int i = 0; i < contests.size(); i++) {
      measure(contests.get(i), Objects.requireNonNull(theirs.get(jobs.get(i))));
    }
  }

  private void measure(Contest contest, Answer their) {
    double fit = Double.POSITIVE_INFINITY;
    double predict = Double.POSITIVE_INFINITY;
    for (int run = 0; run <= RUNS; run++) {
      long begin = CpuTime.PROCESS.nanoseconds();
      Model model =
          contest
              .learner()
              .fit(
                  train.features(),
                  train.truth(contest.task()),
                  contest.options(GROUPS),
                  new FitContext(0, 1, Checkpoint.NONE));
      long fitted = CpuTime.PROCESS.nanoseconds();
      long predicting = CpuTime.THREAD.nanoseconds();
      model.predict(test.features());
      long predicted = CpuTime.THREAD.nanoseconds();
      if (run > 0) {
        fit = Math.min(fit, (fitted - begin) / SECOND);
        predict = Math.min(predict, (predicted - predicting) / SECOND);
      }
    }
    if (!their.error().isEmpty()) {
      report.say("| %s | %s | %.2f | %s |", contest.task().sqlName(), contest, fit, their.error());
      return;
    }
    report.say(
        "| %s | %s | %s | %s | %.2f | %s | %s | %.2f |",
        contest.task().sqlName(),
        contest,
        seconds(fit),
        seconds(their.fitSeconds()),
        fit / their.fitSeconds(),
        seconds(predict),
        seconds(their.predictSeconds()),
        predict / their.predictSeconds());
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, value < 1 ? "%.3f" : "%.2f", value);
  }
}
