// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.store.cache.ModelCache;
import org.inlayml.store.catalog.CatalogEntry;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.catalog.ModelDescription;
import org.inlayml.store.codec.ModelCodec;
import org.inlayml.store.codec.StoredModel;
import org.inlayml.store.registry.ModelNames;
import org.inlayml.store.registry.ModelReference;
import org.inlayml.store.registry.Registry;

/**
 * Keeps models in the database and has them at hand: catalog, bytes and cache in one. Holds no
 * connection; every call works in the transaction and with the rights of the connection given.
 * Thread-safe.
 */
public final class ModelStore {
  private final ModelCodec codec = new ModelCodec();
  private final ModelCache cache;

  public ModelStore(ModelCache cache) {
    this.cache = cache;
  }

  /** A store on the cache that the whole JVM shares. */
  public static ModelStore shared() {
    return new ModelStore(ModelCache.shared());
  }

  public ModelCache cache() {
    return cache;
  }

  /** Turns a model into the bytes to store. */
  public byte[] write(StoredModel model) {
    return codec.write(model);
  }

  /**
   * Stores a model. A failure may leave part of it behind: callers work within a savepoint.
   *
   * <p>Errors: {@link MlError#HANDLE_EXISTS}.
   *
   * @param bytes from {@link #write}
   * @return the model's identity
   */
  public UUID save(Connection connection, ModelDescription description, byte[] bytes)
      throws SQLException {
    return new ModelCatalog(connection).insert(description, bytes);
  }

  /**
   * Makes a model ready to predict: one small query where it is loaded already.
   *
   * <p>Errors: {@link MlError#MODEL_NOT_FOUND}, {@link MlError#PROJECT_NOT_LIVE}, {@link
   * MlError#CORRUPT_MODEL}, {@link MlError#NEWER_FORMAT}, {@link MlError#GOLDEN_ROWS_DIFFER}.
   *
   * @param name see {@link ModelNames}
   */
  public LoadedModel open(Connection connection, String name) throws SQLException {
    return open(connection, new ModelNames(connection).resolve(name));
  }

  /** Makes a model ready that has been found already; no query where it is loaded. */
  public LoadedModel open(Connection connection, ModelReference model) throws SQLException {
    ModelCatalog catalog = new ModelCatalog(connection);
    return new LoadedModel(
        model, cache.get(model.uuid(), () -> load(catalog, model.handle(), model.uuid())));
  }

  private StoredModel load(ModelCatalog catalog, String handle, UUID uuid) throws SQLException {
    byte[] bytes = catalog.load(uuid);
    if (bytes.length == 0) {
      // Another session may have dropped it since: then this says so.
      catalog.uuid(handle);
    }
    return codec.read(handle, bytes);
  }

  /**
   * Lets no other session change projects or models from now to the end of the transaction, where
   * the engine locks whole tables. Sessions that read the catalog first and change it then would
   * wait for each other.
   */
  public void lock(Connection connection) throws SQLException {
    new Registry(connection).lock();
    new ModelCatalog(connection).lock();
  }

  /** Whether a model has the handle. */
  public boolean exists(Connection connection, String handle) throws SQLException {
    return find(connection, handle).isPresent();
  }

  /** What the catalog says of a model. */
  public Optional<CatalogEntry> find(Connection connection, String handle) throws SQLException {
    return new ModelCatalog(connection).find(handle);
  }

  /** Drops a model. Sessions that have opened it go on. Errors: {@link MlError#MODEL_NOT_FOUND}. */
  public void drop(Connection connection, String handle) throws SQLException {
    new ModelCatalog(connection).delete(handle);
  }
}
