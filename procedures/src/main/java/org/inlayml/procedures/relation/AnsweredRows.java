// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.procedures.dialect.RowValues;
import org.inlayml.procedures.lineage.LoggedPrediction;
import org.inlayml.procedures.lineage.PredictionLog;
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
  private final class Block implements RowWork.Answers {
    private final Predictor.Block features;
    private final RowWork.Answering answering;
    private final @Nullable Object[] written;
    private final List<RowLog.Input> inputs = new ArrayList<>();
    private final List<Predicted> predicted = new ArrayList<>();

    Block(RowWork.Answering answering) {
      this.answering = answering;
      int capacity = work.rowsPerBlock(places.width());
      features = work.model().predictor().block(capacity);
      written = new @Nullable Object[capacity * places.width()];
    }

    @Override
    public void set(int row, int column, @Nullable Object value) {
      written[row * places.width() + places.answersFrom() + column] = value;
    }

    @Override
    public void predicted(int row, Object prediction, @Nullable Double probability) {
      if (log.isPresent()) {
        predicted.add(new Predicted(prediction, probability));
      }
    }

    void answer() {
      predicted.clear();
      answering.answer(features, this);
    }

    List<LoggedPrediction> logged(RowLog by) {
      OffsetDateTime now = Moments.now();
      List<LoggedPrediction> logged = new ArrayList<>();
      for (int row = 0; row < predicted.size(); row++) {
        Predicted answer = predicted.get(row);
        logged.add(by.logged(inputs.get(row), answer.prediction(), answer.probability(), now));
      }
      return logged;
    }
  }

  /**
   * @param lastNumber of the rows numbered before
   * @param log where the predictions are logged, too
   */
  AnsweredRows(
      RowWork work, ResultRows rows, Places places, long lastNumber, Optional<RowLog> log)
      throws SQLException {
    this.work = work;
    this.rows = rows;
    this.places = places;
    this.log = log;
    values = rows.values();
    reader = FeatureReader.converting(rows, work.model());
    row = new Row(work.model().predictor().pipeline().features().size());
    number = lastNumber;
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
              writer.write(block.written, block.features.rows().rows());
              if (log.isPresent()) {
                logger.write(block.logged(log.get()));
              }
            });
    return count;
  }

  private boolean fill(Block block, boolean[] isLong) throws SQLException {
    block.features.rows().clear();
    block.inputs.clear();
    int capacity = block.features.rows().capacity();
    int filled = 0;
    long bytes = 0;
    while (filled < capacity && bytes < MOST_BYTES_A_BLOCK && next()) {
      reader.read(row);
      block.features.rows().add(row);
      bytes += pass(block.written, filled * places.width(), isLong);
      if (log.isPresent()) {
        RowLog.Input input = log.get().read(row, number);
        block.inputs.add(input);
        bytes += input.features().length();
      }
      filled++;
    }
    return filled > 0;
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
