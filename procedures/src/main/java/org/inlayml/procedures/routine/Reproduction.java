// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TableDigest;
import org.inlayml.learning.training.HeldOut;
import org.inlayml.learning.training.Trainer;
import org.inlayml.learning.training.Training;
import org.inlayml.learning.training.TrainingRequest;
import org.inlayml.learning.training.TrainingRequest.HoldOut;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RelationData;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.catalog.CatalogEntry;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.codec.StoredModel;
import org.inlayml.store.codec.TableCodec;
import org.inlayml.store.codec.TableCodec.StoredRows;
import org.inlayml.store.registry.Snapshot;
import org.inlayml.store.registry.Snapshots;
import org.jspecify.annotations.Nullable;

/** Trains a model again by its recipe and compares. One a call; not thread-safe. */
final class Reproduction {
  private static final double READ = 0.2;

  private final Session session;
  private final long memory;
  private final Job job;
  private final List<Map<String, @Nullable Object>> changes = new ArrayList<>();
  private String source = "none";

  Reproduction(Session session, long memory, Job job) {
    this.session = session;
    this.memory = memory;
    this.job = job;
  }

  /** The report on a model, a JSON object. */
  String of(String name) throws SQLException {
    String handle = Models.find(session.connection(), name).handle();
    CatalogEntry entry = new ModelCatalog(session.connection()).get(handle);
    Snapshots snapshots = new Snapshots(session.connection());
    OptionalLong number = snapshots.ofModel(entry.id());
    Optional<Snapshot> recipe =
        number.isPresent() ? snapshots.find(number.getAsLong()) : Optional.empty();
    boolean equal = false;
    if (recipe.isEmpty()) {
      change("recipe", null, "none is recorded of this model");
    } else {
      equal = isEqual(entry, number.getAsLong(), recipe.get());
    }
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("model", handle);
    report.put("equal", equal);
    report.put("rows", source);
    report.put("changes", changes);
    return Json.write(report);
  }

  private boolean isEqual(CatalogEntry entry, long number, Snapshot recipe) throws SQLException {
    if (!recipe.version().equals(Version.CURRENT)) {
      change("inlay_version", recipe.version(), Version.CURRENT);
    }
    String engine = Recipe.engine(session);
    if (!recipe.engine().equals(engine)) {
      change("engine", recipe.engine(), engine);
    }
    Optional<StoredRows> rows = rows(entry.handle(), number, recipe);
    Options options = options(recipe);
    Optional<PreviousModel> previous = Optional.empty();
    String target = recipe.target().orElse(entry.description().targetColumn());
    try {
      previous = PreviousModel.find(session, options, target);
    } catch (MlException e) {
      change("warm_start", options.find(TrainingOptions.WARM_START).orElse(null), e.getMessage());
      return false;
    }
    if (rows.isEmpty()) {
      return false;
    }
    byte[] bytes = train(rows.get(), recipe, options, target, previous);
    boolean equal = Arrays.equals(bytes, new ModelCatalog(session.connection()).load(entry.uuid()));
    if (!equal && changes.isEmpty()) {
      change(
          options.isGiven(TrainingOptions.WARM_START) ? "warm_start" : "algorithm",
          entry.description().type(),
          "another model came out of the same rows and options");
    }
    return equal;
  }

  private byte[] train(
      StoredRows rows,
      Snapshot recipe,
      Options options,
      @Nullable String target,
      Optional<PreviousModel> previous) {
    List<String> key = rows.primaryKey().size() == 1 ? rows.primaryKey() : List.of();
    HoldOut holdOut =
        options.isGiven(TrainingOptions.PROJECT)
            ? new HoldOut(true, recipe.heldOut().map(HeldOut::of))
            : HoldOut.FOR_COMPARING;
    TrainingRequest request = TrainingOptions.request(options, target, key, previous, holdOut);
    Training training = Trainer.train(rows.table(), request, job.stage("training", READ, 1));
    return ModelStore.shared().write(new StoredModel(training.predictor(), training.goldenRows()));
  }

  /** The options that were in force, of which those at their defaults were not given. */
  private static Options options(Snapshot recipe) {
    Map<String, Object> defaults = Options.defaults(TrainingOptions.ALL).inForce();
    Map<String, @Nullable Object> given = new LinkedHashMap<>(Json.parseObject(recipe.options()));
    given
        .entrySet()
        .removeIf(
            option -> {
              Object usual = defaults.get(option.getKey());
              return option.getValue() == null
                  || (usual != null && Json.write(usual).equals(Json.write(option.getValue())));
            });
    return JsonOptions.parse("ML_TRAIN", TrainingOptions.ALL, Json.write(given));
  }

  /**
   * The rows of the relation where they are the same, else the stored ones, else the relation's.
   */
  private Optional<StoredRows> rows(String handle, long number, Snapshot recipe)
      throws SQLException {
    Optional<StoredRows> present = present(recipe);
    boolean same = present.isPresent() && isSame(recipe, present.get().table());
    if (!same && recipe.materialized()) {
      byte[] bytes = new Snapshots(session.connection()).load(number);
      source = "snapshot";
      return Optional.of(TableCodec.read(handle, bytes));
    }
    source = present.isPresent() ? "relation" : "none";
    boolean hasTarget =
        present.isPresent()
            && (recipe.target().isEmpty()
                || present.get().table().find(recipe.target().get()).isPresent());
    return hasTarget && canTrain(recipe, present.get().table()) ? present : Optional.empty();
  }

  /** Whether there is anything to be learnt of. */
  private static boolean canTrain(Snapshot recipe, Table table) {
    return table.rows() > 0 && (recipe.target().isEmpty() || table.columns().size() > 1);
  }

  private Optional<StoredRows> present(Snapshot recipe) throws SQLException {
    try {
      Relation relation = Relation.of(session, recipe.relation());
      RelationData data =
          RelationData.read(session, relation, memory, job.stage("reading", 0, READ));
      return Optional.of(new StoredRows(data.table(), data.primaryKey()));
    } catch (MlException e) {
      if (e.error() != MlError.TABLE_NOT_FOUND) {
        throw e;
      }
      change("relation", recipe.relation(), e.getMessage());
    } catch (SQLException e) {
      // class 42: the query names what is gone, or what the user may not read
      if (!String.valueOf(e.getSQLState()).startsWith("42")) {
        throw e;
      }
      change("relation", recipe.relation(), e.getMessage());
    }
    return Optional.empty();
  }

  private boolean isSame(Snapshot recipe, Table table) {
    int before = changes.size();
    Map<String, @Nullable Object> recorded = Json.parseObject(recipe.columnTypes());
    Map<String, @Nullable Object> types = new LinkedHashMap<>();
    table.columns().forEach(column -> types.put(column.name(), column.type().name()));
    recorded.forEach(
        (column, type) -> {
          if (!String.valueOf(type).equals(String.valueOf(types.get(column)))) {
            columnChange(column, type, types.get(column));
          }
        });
    types.forEach(
        (column, type) -> {
          if (!recorded.containsKey(column)) {
            columnChange(column, null, type);
          }
        });
    if (recipe.rows() != table.rows()) {
      change("row_count", recipe.rows(), table.rows());
    }
    String hash = TableDigest.of(table);
    if (changes.size() == before && !recipe.dataHash().equals(hash)) {
      change("data", recipe.dataHash(), hash);
    }
    return changes.size() == before;
  }

  private void columnChange(String column, @Nullable Object recorded, @Nullable Object present) {
    change("columns", recorded, present);
    changes.get(changes.size() - 1).put("column", column);
  }

  private void change(String input, @Nullable Object recorded, @Nullable Object present) {
    Map<String, @Nullable Object> change = new LinkedHashMap<>();
    change.put("input", input);
    change.put("recorded", recorded);
    change.put("present", present);
    changes.add(change);
  }
}
