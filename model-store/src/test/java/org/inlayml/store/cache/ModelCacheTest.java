// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.inlayml.store.SampleModels;
import org.inlayml.store.codec.StoredModel;
import org.junit.jupiter.api.Test;

final class ModelCacheTest {
  private static final StoredModel MODEL = SampleModels.named("trees-rounds");
  private static final long WEIGHT = ModelWeight.of(MODEL);

  private final ModelCache cache = new ModelCache(3 * WEIGHT);

  @Test
  void loads_a_model_once() {
    UUID uuid = UUID.randomUUID();

    StoredModel first = cache.get(uuid, () -> MODEL);
    StoredModel second = cache.get(uuid, ModelCacheTest::unwanted);

    assertThat(second).isSameAs(first);
    assertThat(cache.counters()).isEqualTo(new ModelCache.Counters(1, WEIGHT, 3 * WEIGHT, 1, 1));
    assertThat(cache.usage(uuid)).contains(new ModelCache.Usage(uuid, WEIGHT, 1));
    assertThat(cache.usage(UUID.randomUUID())).isEmpty();
  }

  @Test
  void the_model_used_longest_ago_goes_first() {
    List<UUID> uuids = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    uuids.forEach(uuid -> cache.get(uuid, () -> MODEL));
    cache.get(uuids.get(0), ModelCacheTest::unwanted);
    UUID fourth = UUID.randomUUID();

    cache.get(fourth, () -> MODEL);

    assertThat(cache.usages().stream().map(ModelCache.Usage::uuid))
        .containsExactly(uuids.get(2), uuids.get(0), fourth);
    assertThat(cache.counters().bytes()).isEqualTo(3 * WEIGHT);
  }

  @Test
  void a_model_larger_than_the_cache_is_not_kept() {
    ModelCache small = new ModelCache(WEIGHT - 1);

    StoredModel loaded = small.get(UUID.randomUUID(), () -> MODEL);

    assertThat(loaded).isSameAs(MODEL);
    assertThat(small.counters()).isEqualTo(new ModelCache.Counters(0, 0, WEIGHT - 1, 0, 1));
  }

  @Test
  void a_failed_load_is_not_kept() {
    UUID uuid = UUID.randomUUID();

    assertThatThrownBy(
            () ->
                cache.get(
                    uuid,
                    () -> {
                      throw new IOException("disk");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk");

    assertThat(cache.counters().models()).isZero();
    assertThat(cache.get(uuid, () -> MODEL)).isSameAs(MODEL);
  }

  @Test
  void forgets_a_model() {
    UUID uuid = UUID.randomUUID();
    cache.get(uuid, () -> MODEL);

    assertThat(cache.remove(uuid)).isTrue();

    assertThat(cache.remove(uuid)).isFalse();
    assertThat(cache.counters().bytes()).isZero();
  }

  @Test
  void sessions_at_once_load_a_model_once() throws Exception {
    UUID uuid = UUID.randomUUID();
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    ExecutorService sessions = Executors.newFixedThreadPool(8);
    try {
      List<Future<StoredModel>> answers = new ArrayList<>();
      answers.add(
          sessions.submit(
              () ->
                  cache.get(
                      uuid,
                      () -> {
                        loads.incrementAndGet();
                        loading.countDown();
                        proceed.await(10, TimeUnit.SECONDS);
                        return MODEL;
                      })));
      assertThat(loading.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 7; i++) {
        answers.add(
            sessions.submit(
                () ->
                    cache.get(
                        uuid,
                        () -> {
                          loads.incrementAndGet();
                          return MODEL;
                        })));
      }
      proceed.countDown();

      for (Future<StoredModel> answer : answers) {
        assertThat(answer.get(10, TimeUnit.SECONDS)).isSameAs(MODEL);
      }
    } finally {
      sessions.shutdownNow();
    }
    assertThat(loads).hasValue(1);
    assertThat(cache.counters().hits()).isEqualTo(7);
  }

  @Test
  void a_session_loads_on_its_own_where_another_takes_too_long() throws Exception {
    UUID uuid = UUID.randomUUID();
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    ExecutorService sessions = Executors.newSingleThreadExecutor();
    try {
      Future<StoredModel> stuck =
          sessions.submit(
              () ->
                  cache.get(
                      uuid,
                      () -> {
                        loading.countDown();
                        proceed.await(30, TimeUnit.SECONDS);
                        return MODEL;
                      }));
      assertThat(loading.await(10, TimeUnit.SECONDS)).isTrue();

      StoredModel own = cache.get(uuid, () -> MODEL);

      assertThat(own).isSameAs(MODEL);
      assertThat(stuck).isNotDone();
      proceed.countDown();
      assertThat(stuck.get(10, TimeUnit.SECONDS)).isSameAs(MODEL);
    } finally {
      sessions.shutdownNow();
    }
    assertThat(cache.counters().models()).isEqualTo(1);
    assertThat(cache.counters().bytes()).isEqualTo(WEIGHT);
  }

  @Test
  void a_failure_goes_to_its_own_session_alone() throws Exception {
    UUID uuid = UUID.randomUUID();
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    ExecutorService sessions = Executors.newFixedThreadPool(2);
    try {
      Future<StoredModel> failing =
          sessions.submit(
              () ->
                  cache.get(
                      uuid,
                      () -> {
                        loading.countDown();
                        proceed.await(10, TimeUnit.SECONDS);
                        throw new IOException("disk");
                      }));
      assertThat(loading.await(10, TimeUnit.SECONDS)).isTrue();
      Future<StoredModel> waiting = sessions.submit(() -> cache.get(uuid, () -> MODEL));
      proceed.countDown();

      assertThat(waiting.get(10, TimeUnit.SECONDS)).isSameAs(MODEL);
      assertThatThrownBy(() -> failing.get(10, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(IOException.class)
          .hasRootCauseMessage("disk");
    } finally {
      sessions.shutdownNow();
    }
  }

  @Test
  void all_of_the_jvm_share_one() {
    assertThat(ModelCache.shared()).isSameAs(ModelCache.shared());
    assertThat(ModelCache.shared().counters().capacity())
        .isEqualTo(Runtime.getRuntime().maxMemory() / 8);
  }

  private static StoredModel unwanted() {
    throw new AssertionError("loaded again");
  }
}
