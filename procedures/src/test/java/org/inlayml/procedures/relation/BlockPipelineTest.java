// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockPipelineTest {
  private static final int BLOCKS = 200;

  private final AtomicInteger made = new AtomicInteger();
  private final List<Integer> taken = new ArrayList<>();
  private int filled;

  private BlockPipeline<int[]> pipeline(int threads, Consumer<int[]> work, Checkpoint checkpoint) {
    return new BlockPipeline<>(
        threads,
        () -> {
          made.incrementAndGet();
          return new int[2];
        },
        work,
        checkpoint);
  }

  private boolean fill(int[] block) {
    block[0] = filled;
    return filled++ < BLOCKS;
  }

  private void take(int[] block) {
    taken.add(block[1]);
  }

  private static void square(int[] block) {
    block[1] = block[0] * block[0];
  }

  private static void assertNoThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("inlay-block-"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void gives_blocks_back_in_order_and_makes_few(int threads) throws SQLException {
    pipeline(threads, BlockPipelineTest::square, Checkpoint.NONE).run(this::fill, this::take);

    assertThat(taken).isEqualTo(IntStream.range(0, BLOCKS).mapToObj(i -> i * i).toList());
    assertThat(made.get()).isBetween(1, 2 * threads + 1);
    assertNoThreadIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void only_the_caller_fills_and_takes(int threads) throws SQLException {
    Set<Thread> callers = ConcurrentHashMap.newKeySet();

    pipeline(threads, BlockPipelineTest::square, Checkpoint.NONE)
        .run(
            block -> {
              callers.add(Thread.currentThread());
              return fill(block);
            },
            block -> callers.add(Thread.currentThread()));

    assertThat(callers).containsExactly(Thread.currentThread());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void a_failure_of_the_work_comes_out_as_itself(int threads) {
    BlockPipeline<int[]> pipeline =
        pipeline(
            threads,
            block -> {
              if (block[0] == 50) {
                throw MlError.CANCELLED.with("the test");
              }
              square(block);
            },
            Checkpoint.NONE);

    assertThatThrownBy(() -> pipeline.run(this::fill, this::take))
        .isInstanceOf(MlException.class)
        .hasMessage("ML100120: the test was cancelled.");
    assertThat(taken).hasSize(50);
    assertNoThreadIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void a_failure_of_the_source_ends_all_threads(int threads) {
    BlockPipeline<int[]> pipeline = pipeline(threads, BlockPipelineTest::square, Checkpoint.NONE);

    assertThatThrownBy(
            () ->
                pipeline.run(
                    block -> {
                      if (filled == 20) {
                        throw new SQLException("the source failed", "XX000");
                      }
                      return fill(block);
                    },
                    this::take))
        .isInstanceOf(SQLException.class)
        .hasMessage("the source failed");
    assertNoThreadIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void the_checkpoint_stops_it(int threads) {
    BlockPipeline<int[]> pipeline =
        pipeline(
            threads,
            block -> {
              while (block[0] > 3 && !Thread.currentThread().isInterrupted() && threads > 1) {
                Thread.onSpinWait();
              }
            },
            share -> {
              if (filled > 3) {
                throw MlError.DEADLINE_PASSED.with("the test", 1);
              }
            });

    assertThatThrownBy(() -> pipeline.run(this::fill, this::take))
        .isInstanceOf(MlException.class)
        .hasMessageContaining("the test did not finish");
    assertNoThreadIsLeft();
  }
}
