// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.inlayml.store.codec.StoredModel;
import org.jspecify.annotations.Nullable;

/**
 * Loaded models by identity, bounded in bytes; the model used longest ago goes first. Since an
 * identity never means another model, nothing is ever invalidated, and models of a transaction that
 * was rolled back are simply not asked for again. Thread-safe.
 */
public final class ModelCache {
  /**
   * How long one session waits for another that loads the same model. The other may itself wait for
   * a lock that this session's transaction holds, which no database sees; so after this time the
   * session loads the model on its own.
   */
  private static final long WAIT_SECONDS = 2;

  private final long capacity;
  private final LinkedHashMap<UUID, CachedModel> models = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<UUID, CountDownLatch> loading = new HashMap<>();
  private long bytes;
  private long hits;
  private long misses;

  /**
   * @param capacity in bytes of heap
   */
  public ModelCache(long capacity) {
    this.capacity = capacity;
  }

  /** Where models come from. */
  @FunctionalInterface
  public interface Loader<E extends Exception> {
    StoredModel load() throws E;
  }

  /**
   * What the cache holds and has done.
   *
   * @param bytes estimated heap of the models
   * @param hits how many requests were answered from the cache
   * @param misses how many were not
   */
  public record Counters(int models, long bytes, long capacity, long hits, long misses) {}

  /**
   * A model in the cache.
   *
   * @param bytes estimated heap
   * @param hits how many requests it has answered
   */
  public record Usage(UUID uuid, long bytes, long hits) {}

  /** The cache that all databases of this JVM share: an eighth of the largest heap. */
  public static ModelCache shared() {
    return Shared.CACHE;
  }

  private static final class Shared {
    private static final ModelCache CACHE = new ModelCache(Runtime.getRuntime().maxMemory() / 8);
  }

  private static final class CachedModel {
    private final StoredModel model;
    private final long bytes;
    private long hits;

    CachedModel(StoredModel model, long bytes) {
      this.model = model;
      this.bytes = bytes;
    }
  }

  /**
   * Returns the model, loading it where it is not there. Of several sessions that ask for it at
   * once, one loads it. What the loader throws goes to its own session alone, and nothing is kept.
   */
  public <E extends Exception> StoredModel get(UUID uuid, Loader<E> loader) throws E {
    @Nullable CountDownLatch ours = null;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (ours == null) {
      CountDownLatch others;
      synchronized (this) {
        CachedModel cached = find(uuid);
        if (cached != null) {
          return cached.model;
        }
        CountDownLatch current = loading.get(uuid);
        if (current == null || System.nanoTime() - deadline >= 0) {
          ours = new CountDownLatch(1);
          loading.put(uuid, ours);
          misses++;
          break;
        }
        others = current;
      }
      if (!await(others, deadline)) {
        deadline = System.nanoTime();
      }
    }
    try {
      StoredModel model = loader.load();
      keep(uuid, model);
      return model;
    } finally {
      release(uuid, ours);
    }
  }

  /**
   * Counts the use of a model by a session that holds it already; returns whether it is still here.
   */
  public synchronized boolean use(UUID uuid) {
    return find(uuid) != null;
  }

  private @Nullable CachedModel find(UUID uuid) {
    CachedModel cached = models.get(uuid);
    if (cached != null) {
      cached.hits++;
      hits++;
    }
    return cached;
  }

  /** What the cache holds and has done so far. */
  public synchronized Counters counters() {
    return new Counters(models.size(), bytes, capacity, hits, misses);
  }

  /** One model of the cache; empty where it is not loaded. Does not count as use. */
  public synchronized Optional<Usage> usage(UUID uuid) {
    return usages().stream().filter(usage -> usage.uuid().equals(uuid)).findFirst();
  }

  /** The models in the cache, that used longest ago first. */
  public synchronized List<Usage> usages() {
    List<Usage> usages = new ArrayList<>();
    models.forEach((uuid, model) -> usages.add(new Usage(uuid, model.bytes, model.hits)));
    return usages;
  }

  /** Forgets a model; returns whether it was there. */
  public synchronized boolean remove(UUID uuid) {
    CachedModel removed = models.remove(uuid);
    if (removed == null) {
      return false;
    }
    bytes -= removed.bytes;
    return true;
  }

  private synchronized void keep(UUID uuid, StoredModel model) {
    long weight = ModelWeight.of(model);
    if (weight > capacity) {
      return;
    }
    remove(uuid);
    models.put(uuid, new CachedModel(model, weight));
    bytes += weight;
    Iterator<CachedModel> oldest = models.values().iterator();
    while (bytes > capacity) {
      bytes -= oldest.next().bytes;
      oldest.remove();
    }
  }

  private synchronized void release(UUID uuid, CountDownLatch ours) {
    loading.remove(uuid, ours);
    ours.countDown();
  }

  /** Returns whether to look again; false where this thread is not to wait any longer. */
  private static boolean await(CountDownLatch latch, long deadline) {
    try {
      return latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
