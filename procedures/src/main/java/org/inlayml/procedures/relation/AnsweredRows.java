// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.procedures.dialect.RowValues;
import org.inlayml.procedures.lineage.LoggedPrediction;
import org.inlayml.procedures.lineage.PredictionLog;
import org.inlayml.procedures.session.Trial;
import org.inlayml.procedures.value.KeyText;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.registry.Moments;
import org.inlayml.store.sql.Sql.RowsWriter;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way from a relation to a table: some of their values as they are, in other places
 * what a model answers. Not thread-safe.
 */
final class AnsweredRows {
  private static final int ROWS_BETWEEN_CHECKS = 64;

  /** Of long values, so that those of a block need not fit into memory, however many they are. */
  private static final long MOST_BYTES_A_BLOCK = 1 << 21;

  private final RowWork work;
  private final ResultRows rows;
  private final RowValues values;
  private final FeatureReader reader;
  private final Row row;
  private final Places places;
  private final RowWork.@Nullable Division division;

  /** Whether version b only looks on. */
  private final boolean isShadow;

  private final int keyPosition;
  private final Optional<RowLog> log;
  private long number;
  private long count;

  /**
   * Where the values of a row to be written stand.
   *
   * @param width how many there are
   * @param number of the place of a number that counts the rows, or -1
   * @param passed positions in the relation, from 1, of the values that stay as they are
   * @param passedFrom the place of the first of those
   * @param answersFrom the place of the first answer
   */
  record Places(int width, int number, int[] passed, int passedFrom, int answersFrom) {}

  /** The prediction of a row. */
  private record Predicted(Object prediction, @Nullable Double probability) {}

  /** Rows that are answered together. */
  private final class Block {
    private final int capacity = work.rowsPerBlock(places.width());
    private final @Nullable Object[] written = new @Nullable Object[capacity * places.width()];
    private final Part a;

    /** Null where no version b works on any of the rows. */
    private final @Nullable Part b;

    private int filled;

    Block(RowWork.Answering answering) {
      a = new Part(this, work.model(), answering);
      b = work.division().map(d -> new Part(this, d.trial().b(), d.answers().get())).orElse(null);
    }

    void clear() {
      filled = 0;
      a.clear();
      if (b != null) {
        b.clear();
      }
    }

    /** Adds the row that was read last. */
    void add() throws SQLException {
      RowLog.@Nullable Input input = log.isPresent() ? log.get().read(row, number) : null;
      boolean isOfB = b != null && isOfB();
      if (b != null && isOfB) {
        b.add(filled, input);
      }
      if (!isOfB || isShadow) {
        a.add(filled, input);
      }
      filled++;
    }

    List<LoggedPrediction> logged(RowLog by) {
      OffsetDateTime now = Moments.now();
      List<LoggedPrediction> logged = new ArrayList<>(a.logged(by, now));
      if (b != null) {
        logged.addAll(b.logged(by, now));
      }
      return logged;
    }

    void answer() {
      a.answer();
      if (b != null && isShadow) {
        b.answerAside();
      } else if (b != null) {
        b.answer();
      }
    }
  }

  /** Rows of a block that one model answers. */
  private final class Part implements RowWork.Answers {
    private final Block block;
    private final LoadedModel model;
    private final Predictor.Block features;
    private final RowWork.Answering answering;

    /** Where in the block the rows stand. */
    private final int[] places;

    private final List<RowLog.Input> inputs = new ArrayList<>();
    private final List<Predicted> predicted = new ArrayList<>();

    Part(Block block, LoadedModel model, RowWork.Answering answering) {
      this.block = block;
      this.model = model;
      this.answering = answering;
      features = model.predictor().block(block.capacity);
      places = new int[block.capacity];
    }

    void add(int place, RowLog.@Nullable Input input) {
      places[features.rows().rows()] = place;
      features.rows().add(AnsweredRows.this.row);
      if (input != null) {
        inputs.add(input);
      }
    }

    @Override
    public void set(int row, int column, @Nullable Object value) {
      if (isShadow && this == block.b) {
        return;
      }
      int from = places[row] * AnsweredRows.this.places.width();
      block.written[from + AnsweredRows.this.places.answersFrom() + column] = value;
    }

    @Override
    public void predicted(int row, Object prediction, @Nullable Double probability) {
      if (log.isPresent()) {
        predicted.add(new Predicted(prediction, probability));
      }
    }

    String variant() {
      return this != block.b ? "a" : isShadow ? "shadow" : "b";
    }

    void clear() {
      features.rows().clear();
      inputs.clear();
      predicted.clear();
    }

    List<LoggedPrediction> logged(RowLog by, OffsetDateTime now) {
      List<LoggedPrediction> logged = new ArrayList<>();
      for (int row = 0; row < predicted.size(); row++) {
        Predicted answer = predicted.get(row);
        logged.add(
            by.logged(
                inputs.get(row),
                model,
                testPart(this),
                answer.prediction(),
                answer.probability(),
                now));
      }
      return logged;
    }

    void answer() {
      if (features.rows().rows() > 0) {
        answering.answer(features, this);
      }
    }

    /** As the shadow of the other part; what it fails at is not the rows' matter. */
    void answerAside() {
      try {
        answer();
      } catch (RuntimeException e) {
        predicted.clear();
      }
    }
  }

  /**
   * @param lastNumber of the rows numbered before
   * @param log where the predictions are logged, too
   */
  AnsweredRows(RowWork work, ResultRows rows, Places places, long lastNumber, Optional<RowLog> log)
      throws SQLException {
    this.log = log;
    this.work = work;
    this.rows = rows;
    this.places = places;
    values = rows.values();
    reader = FeatureReader.converting(rows, work.model());
    row = new Row(work.model().predictor().pipeline().features().size());
    number = lastNumber;
    division = work.division().orElse(null);
    isShadow = division != null && division.trial().isShadow();
    keyPosition = division == null ? 0 : keyPosition(division.trial());
  }

  /** The position of the column of the keys, 0 where there is none. */
  private int keyPosition(Trial trial) throws SQLException {
    List<String> names = rows.names();
    return trial
        .test()
        .key()
        .flatMap(key -> FeatureColumns.find(key, names))
        .map(column -> names.indexOf(column) + 1)
        .orElse(0);
  }

  private Optional<LoggedPrediction.TestPart> testPart(Part part) {
    return division == null
        ? Optional.empty()
        : Optional.of(new LoggedPrediction.TestPart(division.trial().test().id(), part.variant()));
  }

  /** Whether the row that was read last falls to version b. */
  private boolean isOfB() throws SQLException {
    @Nullable String key =
        keyPosition == 0 ? null : KeyText.of(rows.current().getObject(keyPosition));
    return Objects.requireNonNull(division).trial().takes(key, row);
  }

  /**
   * Answers all rows.
   *
   * @param answers makes what answers; each is used by one thread at a time
   * @param logger takes what is logged
   * @return how many rows
   */
  long write(Supplier<RowWork.Answering> answers, RowsWriter writer, PredictionLog.Writer logger)
      throws SQLException {
    boolean[] isLong = new boolean[places.passed().length];
    for (int i = 0; i < isLong.length; i++) {
      isLong[i] = rows.isLong(places.passed()[i]);
    }
    new BlockPipeline<Block>(
            work.threads(), () -> new Block(answers.get()), Block::answer, work.checkpoint())
        .run(
            block -> fill(block, isLong),
            block -> {
              writer.write(block.written, block.filled);
              if (log.isPresent()) {
                logger.write(block.logged(log.get()));
              }
            });
    return count;
  }

  private boolean fill(Block block, boolean[] isLong) throws SQLException {
    block.clear();
    long bytes = 0;
    while (block.filled < block.capacity && bytes < MOST_BYTES_A_BLOCK && next()) {
      reader.read(row);
      bytes += pass(block.written, block.filled * places.width(), isLong);
      block.add();
    }
    return block.filled > 0;
  }

  private boolean next() throws SQLException {
    if (count % ROWS_BETWEEN_CHECKS == 0) {
      work.checkpoint().rows(count);
    }
    boolean found = rows.next();
    count += found ? 1 : 0;
    return found;
  }

  /** Takes over the values that stay; returns how many bytes the long ones have. */
  private long pass(@Nullable Object[] into, int from, boolean[] isLong) throws SQLException {
    long bytes = 0;
    if (places.number() >= 0) {
      into[from + places.number()] = ++number;
    }
    int[] passed = places.passed();
    for (int i = 0; i < passed.length; i++) {
      Object value = values.object(passed[i]);
      into[from + places.passedFrom() + i] = value;
      if (isLong[i] && value != null) {
        bytes += values.bytes(value);
      }
    }
    return bytes;
  }
}
