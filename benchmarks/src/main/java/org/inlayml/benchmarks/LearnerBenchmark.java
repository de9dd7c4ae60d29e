// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inlayml.benchmarks.ScikitLearn.Answer;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.PipelineFitter;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Task;
import org.jspecify.annotations.Nullable;

/**
 * Every learner on every public data set under the protocol of the reference scores, beside the
 * same method of scikit-learn, which fits the same matrices in the same run. Prints a Markdown
 * table a task. A method with one optimum shall agree to four digits; others shall not be worse by
 * more than 0.01 of the score, or 2 % of the error. The system property {@code benchmark.learner}
 * names the one learner to look at.
 */
public final class LearnerBenchmark {
  private static final FitContext CONTEXT = new FitContext(0, 2, Checkpoint.NONE);

  private final Report report = new Report(System.out);
  private final Map<ProtocolSet, List<Contest>> contests = new LinkedHashMap<>();
  private final List<String> misses = new ArrayList<>();

  private LearnerBenchmark() {}

  /**
   * Compares and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new LearnerBenchmark().compare(Size.of(arguments));
  }

  private void compare(Size size) throws IOException, InterruptedException {
    String only = System.getProperty("benchmark.learner", "");
    for (ProtocolSet set : sets(size)) {
      contests.put(
          set,
          Contest.all().stream()
              .filter(c -> c.task() == set.task() && set.train().rows() <= c.mostRows())
              .filter(c -> only.isEmpty() || c.learner().spec().name().equals(only))
              .toList());
    }
    Map<String, Answer> theirs = new LinkedHashMap<>();
    try (ScikitLearn python = new ScikitLearn()) {
      Map<String, String> jobs = new LinkedHashMap<>();
      int number = 0;
      for (Map.Entry<ProtocolSet, List<Contest>> entry : contests.entrySet()) {
        ProtocolSet set = entry.getKey();
        String name = "set" + number++;
        python.add(name, set.train(), set.test(), set.truth());
        for (Contest contest : entry.getValue()) {
          String expression = contest.expression(set.count());
          if (!expression.isEmpty()) {
            jobs.put(key(set, contest), python.add(name, set.task(), expression));
          }
        }
      }
      Map<String, Answer> answers = python.run(report);
      jobs.forEach((key, job) -> theirs.put(key, answers.get(job)));
    }
    for (Task task : Task.values()) {
      print(task, theirs);
    }
    report.say("");
    report.say("%d misses", misses.size());
    misses.forEach(miss -> report.say("- %s", miss));
  }

  private static String key(ProtocolSet set, Contest contest) {
    return set.task() + " " + set.name() + " " + contest;
  }

  private static List<ProtocolSet> sets(Size size) throws IOException {
    List<ProtocolSet> sets = new ArrayList<>();
    Set<String> none = Set.of();
    sets.add(ProtocolSet.read("iris", Task.CLASSIFICATION, "species", none));
    sets.add(ProtocolSet.read("wine", Task.CLASSIFICATION, "class", none));
    sets.add(ProtocolSet.read("breast_cancer", Task.CLASSIFICATION, "diagnosis", none));
    sets.add(ProtocolSet.read("penguins", Task.CLASSIFICATION, "species", none));
    sets.add(ProtocolSet.read("diabetes", Task.REGRESSION, "target", none));
    sets.add(ProtocolSet.read("wine_quality_white", Task.REGRESSION, "quality", none));
    for (String name : List.of("iris", "wine", "breast_cancer", "penguins")) {
      String target =
          Map.of("wine", "class", "breast_cancer", "diagnosis").getOrDefault(name, "species");
      sets.add(ProtocolSet.read(name, Task.CLUSTERING, target, none));
    }
    sets.add(ProtocolSet.read("breast_cancer", Task.DECOMPOSITION, "diagnosis", none));
    sets.add(ProtocolSet.read("mammography", Task.ANOMALY_DETECTION, "class", none));
    if (size == Size.FULL) {
      sets.add(ProtocolSet.read("telco_churn", Task.CLASSIFICATION, "Churn", Set.of("customerID")));
      sets.add(ProtocolSet.read("mammography", Task.CLASSIFICATION, "class", none));
      sets.add(ProtocolSet.read("adult", Task.CLASSIFICATION, "income", none));
      sets.add(ProtocolSet.read("bank-full", Task.CLASSIFICATION, "y", none));
      sets.add(
          ProtocolSet.read(
              "bank-full (without duration)", Task.CLASSIFICATION, "y", Set.of("duration")));
      sets.add(ProtocolSet.read("california_housing", Task.REGRESSION, "median_house_value", none));
    }
    return sets;
  }

  private void print(Task task, Map<String, Answer> theirs) {
    List<String> metrics = Scores.metrics(task);
    report.say("");
    report.say("### %s", task.sqlName());
    report.say("");
    report.say(
        "| data set | learner | %s | largest difference |",
        String.join(
            " | ",
            metrics.stream()
                .map(m -> m + " | scikit-learn | reference file | own features")
                .toList()));
    report.say("|---|---|%s---|", "---|---|---|---|".repeat(metrics.size()));
    contests.forEach(
        (set, list) -> {
          if (set.task() == task) {
            list.forEach(contest -> print(set, contest, theirs.get(key(set, contest))));
          }
        });
  }

  private void print(ProtocolSet set, Contest contest, @Nullable Answer their) {
    double[][] ours;
    double[][] own;
    try {
      ours = fit(contest, set).predict(set.test());
      own = predictOwn(contest, set);
    } catch (MlException e) {
      report.say("| %s | %s | %s |", set.name(), contest, String.valueOf(e.getMessage()));
      misses.add(set.name() + " " + contest + ": " + e.getMessage());
      return;
    }
    List<String> cells = new ArrayList<>();
    double[][] theirs = their == null ? new double[0][] : their.outputs();
    boolean known = theirs.length > 0;
    for (String metric : Scores.metrics(set.task())) {
      double score = Scores.of(metric, set, ours);
      double reference = Scores.reference(set, contest.reference(), metric);
      double other = known ? Scores.ofOther(metric, set, theirs) : reference;
      cells.add(number(score));
      cells.add(known ? number(other) : "");
      cells.add(number(reference));
      cells.add(number(Scores.of(metric, set, own)));
      if (Scores.isMissed(metric, score, other, contest.exact())) {
        misses.add(
            String.format(
                Locale.ROOT,
                "%s %s %s: %s, scikit-learn %s",
                set.name(),
                contest,
                metric,
                number(score),
                number(other)));
      }
    }
    String difference = known && contest.exact() ? Scores.difference(set, ours, theirs) : "";
    report.say("| %s | %s | %s | %s |", set.name(), contest, String.join(" | ", cells), difference);
  }

  private static Model fit(Contest contest, ProtocolSet set) {
    return contest.learner().fit(set.train(), set.truth(), contest.options(set.count()), CONTEXT);
  }

  /** With the features that training by SQL makes. */
  private static double[][] predictOwn(Contest contest, ProtocolSet set) {
    Learner learner = contest.learner();
    Pipeline pipeline =
        PipelineFitter.fit(set.trainTable(), learner.spec().rules(Set.of(), Set.of())).pipeline();
    return learner
        .fit(pipeline.encode(set.trainTable()), set.truth(), contest.options(set.count()), CONTEXT)
        .predict(pipeline.encode(set.testTable()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.5f", value);
  }
}
