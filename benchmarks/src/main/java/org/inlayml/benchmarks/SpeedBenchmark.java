// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what a prediction costs where the rows are, on each engine in memory, and prints which
 * targets are reached. Each topic has a JVM of its own, so that none is compiled for the others;
 * the system property {@code benchmark.topic} names those, with commas between, that are measured
 * alone, in this JVM.
 */
public final class SpeedBenchmark {
  /** The name of the database on each engine. */
  static final String DATABASE = "speed";

  private static final String TOPIC = "benchmark.topic";

  private SpeedBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments)
      throws SQLException, IOException, InterruptedException {
    Size size = Size.of(arguments);
    Report report = new Report(System.out);
    String names = System.getProperty(TOPIC, "");
    if (names.isEmpty()) {
      measureAll(size, report);
    } else {
      measure(List.of(names.split(",", -1)), size, report);
    }
    report.end();
    report.judge(Target.all());
  }

  /** All topics in the order in which they are measured. */
  static Map<String, Topic> topics() {
    Map<String, Topic> topics = new LinkedHashMap<>();
    topics.put("evaluators", new EvaluatorTopic());
    topics.put("queries", new QueryTopic());
    topics.put("registry", new RegistryTopic());
    topics.put("points", new PointTopic());
    topics.put("sessions", new SessionsTopic());
    topics.put("rows", new RowTopic());
    topics.put("inserts", new InsertTopic());
    topics.put("reading", new ReadingTopic());
    topics.put("tables", new TableTopic());
    return topics;
  }

  /** Measures every topic in a JVM of its own. */
  static void measureAll(Size size, Report report) throws IOException, InterruptedException {
    for (String topic : topics().keySet()) {
      ChildProgram.run(
          SpeedBenchmark.class, List.of("-D" + TOPIC + "=" + topic), size, report, false);
    }
  }

  /** Measures topics in this JVM, on one database an engine. */
  static void measure(List<String> names, Size size, Report report) throws SQLException {
    Map<String, Topic> topics = topics();
    for (String name : names) {
      if (!topics.containsKey(name)) {
        throw new IllegalArgumentException(name + " is none of the topics " + topics.keySet());
      }
    }
    topics.keySet().retainAll(names);
    for (Engine engine : Engine.values()) {
      try (Connection connection = engine.open(DATABASE)) {
        connection.setAutoCommit(false);
        Workbench bench = Workbench.of(engine, connection, report, size);
        bench.statements().run(engine.createFunctions());
        if (engine == Engine.H2) {
          // Else H2 answers a query that it has just answered from memory.
          bench.statements().run("SET OPTIMIZE_REUSE_RESULTS 0");
        }
        for (Topic topic : topics.values()) {
          topic.measure(bench);
        }
        bench.statements().shutDown();
      }
    }
  }
}
