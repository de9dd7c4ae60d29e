// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.inlayml.learning.family.QuantizedTrees;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.feature.FitRules;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.PipelineFitter;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.tree.RandomForestLearner;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.inlayml.store.cache.ModelCache;
import org.inlayml.store.codec.ModelCodec;
import org.inlayml.store.codec.StoredModel;
import org.objenesis.strategy.StdInstantiatorStrategy;
import smile.classification.RandomForest;
import smile.data.DataFrame;

/**
 * Measures bytes, saving and loading of a 100-tree forest on bank-full: ours with our codec, as it
 * is and quantized, Smile's own object with Kryo and with Java serialization. All learn from the
 * same matrix, all rows. What quantizing costs is measured under the protocol of the reference
 * scores: fitted on the train rows, scored on the test rows.
 */
public final class StorageBenchmark {
  private static final String MODEL = "bank_model";
  private static final int TREES = 100;
  private static final Target TARGET = new Target("y", ColumnType.TEXT, List.of("no", "yes"));

  /** Models that are kept to weigh one of them. */
  private static final int COPIES = 8;

  private final Report report = new Report(System.out);
  private final Stopwatch stopwatch;
  private final int trees;
  private final int rows;

  private StorageBenchmark(Size size, int rows) {
    this.stopwatch = new Stopwatch(report, size.choose(2, 10), size.choose(3, 15));
    this.trees = size.choose(TREES / 10, TREES);
    this.rows = rows;
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws IOException {
    Size size = Size.of(arguments);
    Table all = DataSet.read("bank-full.csv").table("bank-full");
    int count = size.choose(5_000, all.rows());
    Table bank = all.select(IntStream.range(0, count).map(i -> i * (all.rows() / count)).toArray());
    new StorageBenchmark(size, count).measure(bank);
  }

  private void measure(Table bank) throws IOException {
    TextColumn label = (TextColumn) bank.column("y");
    Table raw = bank.without(List.of("y"));
    Pipeline pipeline =
        PipelineFitter.fit(raw, new FitRules(false, true, Set.of(), Set.of())).pipeline();
    FeatureMatrix features = pipeline.encode(raw);
    TargetVector truth = truth(label);

    Trees forest = fit(features, truth);
    Predictor predictor = new Predictor(TARGET, pipeline, forest);
    StoredModel full = new StoredModel(predictor, GoldenRows.record(predictor, raw));
    ours("Inlay", full);
    ours("Inlay quantized", quantized(full, features, raw));
    costs(bank);
    smile(SmileForests.frame(features, truth));
    report.end();
  }

  private Trees fit(FeatureMatrix features, TargetVector target) {
    RandomForestLearner learner = new RandomForestLearner();
    return (Trees)
        learner.fit(
            features,
            target,
            Options.check(
                "random_forest", learner.spec().hyperparameters(), Map.of("n_estimators", trees)),
            new FitContext(
                0, Runtime.getRuntime().availableProcessors(), FitContext.Checkpoint.NONE));
  }

  private void ours(String name, StoredModel model) {
    ModelCodec codec = new ModelCodec();
    byte[] bytes = codec.write(model);
    Trees forest = (Trees) model.predictor().model();
    size(name, bytes, 2 * forest.feature().length + forest.roots().length);
    stopwatch.milliseconds(name + " write", rows, CpuTime.THREAD, () -> codec.write(model));
    // Reading checks the checksum and predicts the golden rows again.
    stopwatch.milliseconds(name + " read", rows, CpuTime.THREAD, () -> codec.read(MODEL, bytes));
    heap(name, bytes);
  }

  /** What the collector leaves of models that were read, and of which one is kept. */
  private void heap(String name, byte[] bytes) {
    ModelCache cache = new ModelCache(Long.MAX_VALUE);
    List<StoredModel> kept = new ArrayList<>();
    long before = usedHeap();
    for (int i = 0; i < COPIES; i++) {
      kept.add(new ModelCodec().read(MODEL, bytes));
    }
    double used = (double) (usedHeap() - before) / kept.size();
    cache.get(UUID.randomUUID(), () -> kept.get(0));
    report.add(Measurement.of(name + " heap", "bytes", rows, used));
    report.add(
        Measurement.of(
            name + " heap, estimated", "bytes", rows, (double) cache.counters().bytes()));
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static StoredModel quantized(StoredModel full, FeatureMatrix features, Table raw) {
    Predictor predictor = full.predictor();
    Trees trees = QuantizedTrees.of((Trees) predictor.model(), features.columns(), () -> {});
    Predictor quantized = new Predictor(predictor.target(), predictor.pipeline(), trees);
    return new StoredModel(quantized, GoldenRows.record(quantized, raw));
  }

  /** Scores a forest as it is and quantized on rows that it has not seen. */
  private void costs(Table bank) {
    Table test = bank.select(rows(bank, false));
    TextColumn label = (TextColumn) test.column("y");
    double[] truth = truth(label).values();
    Table train = bank.select(rows(bank, true));
    Table raw = train.without(List.of("y"));
    Pipeline pipeline =
        PipelineFitter.fit(raw, new FitRules(false, true, Set.of(), Set.of())).pipeline();
    FeatureMatrix features = pipeline.encode(raw);
    Trees forest = fit(features, truth((TextColumn) train.column("y")));
    Predictor predictor = new Predictor(TARGET, pipeline, forest);
    StoredModel full = new StoredModel(predictor, GoldenRows.record(predictor, raw));
    StoredModel quantized = quantized(full, features, raw);
    for (String name : List.of("neg_log_loss", "roc_auc", "accuracy")) {
      Metric metric = Metric.of(name, Task.CLASSIFICATION, 2);
      score("Inlay " + name, metric.score(truth, full.predictor().predict(test)));
      score("Inlay quantized " + name, metric.score(truth, quantized.predictor().predict(test)));
    }
  }

  private void score(String name, double score) {
    report.add(Measurement.of(name, "score", rows, score));
  }

  private static int[] rows(Table bank, boolean train) {
    return IntStream.range(0, bank.rows()).filter(i -> DataSet.isTrain(i) == train).toArray();
  }

  private static TargetVector truth(TextColumn label) {
    int yes = List.of(label.levels()).indexOf("yes");
    return new TargetVector(
        IntStream.of(label.codes()).mapToDouble(code -> code == yes ? 1 : 0).toArray(), 2);
  }

  private void smile(DataFrame bank) throws IOException {
    RandomForest model = SmileForests.classification(bank, trees);
    int nodes = SmileForests.nodes(model.trees());
    byte[] withKryo = writeKryo(model);
    size("Smile, Kryo", withKryo, nodes);
    stopwatch.milliseconds("Smile, Kryo write", rows, CpuTime.THREAD, () -> writeKryo(model));
    stopwatch.milliseconds("Smile, Kryo read", rows, CpuTime.THREAD, () -> readKryo(withKryo));
    byte[] withJava = writeJava(model);
    size("Smile, Java serialization", withJava, nodes);
    stopwatch.milliseconds(
        "Smile, Java serialization write", rows, CpuTime.THREAD, () -> writeJava(model));
    stopwatch.milliseconds(
        "Smile, Java serialization read", rows, CpuTime.THREAD, () -> readJava(withJava));
    report.say(
        "rows that Smile's forest predicts otherwise when read again: Kryo %d, Java %d",
        differences(model, readKryo(withKryo), bank), differences(model, readJava(withJava), bank));
  }

  private void size(String what, byte[] bytes, int nodes) {
    report.add(Measurement.of(what + " bytes", "bytes", rows, bytes.length));
    report.add(Measurement.of(what + " nodes", "nodes", rows, nodes));
    report.add(
        Measurement.of(what + " bytes a node", "bytes", rows, (double) bytes.length / nodes));
  }

  private static Kryo kryo() {
    Kryo kryo = new Kryo();
    kryo.setRegistrationRequired(false);
    kryo.setReferences(true);
    kryo.setInstantiatorStrategy(new StdInstantiatorStrategy());
    return kryo;
  }

  private static byte[] writeKryo(RandomForest model) {
    try (Output output = new Output(1 << 20, -1)) {
      kryo().writeClassAndObject(output, model);
      return output.toBytes();
    }
  }

  private static RandomForest readKryo(byte[] bytes) {
    try (Input input = new Input(bytes)) {
      return (RandomForest) kryo().readClassAndObject(input);
    }
  }

  private static byte[] writeJava(RandomForest model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
      output.writeObject(model);
    }
    return bytes.toByteArray();
  }

  private static RandomForest readJava(byte[] bytes) {
    try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (RandomForest) input.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("what was just written cannot be read", e);
    }
  }

  private static long differences(RandomForest model, RandomForest again, DataFrame bank) {
    return IntStream.range(0, bank.size())
        .filter(row -> model.predict(bank.get(row)) != again.predict(bank.get(row)))
        .count();
  }
}
