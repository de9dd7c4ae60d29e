// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.attachment;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.procedures.attachment.Attachment.OnError;
import org.inlayml.procedures.attachment.Attachment.ResultColumns;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Audit;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The table {@code ML.ATTACHMENT} and the triggers that belong to its rows. Not thread-safe. */
public final class Attachments {
  private final Session session;
  private final Sql sql;

  public Attachments(Session session) {
    this.session = session;
    sql = new Sql(session.connection());
  }

  /**
   * Attaches a model to a table: records it and creates the triggers, which commits. Takes the
   * place of a record without triggers.
   *
   * @param attachment its id is of no account; none is in force for its table
   */
  public void add(Attachment attachment) throws SQLException {
    Optional<Attachment> leftOver = recorded(attachment.table());
    if (leftOver.isPresent()) {
      delete(leftOver.get());
    }
    Savepoint start = session.connection().setSavepoint();
    sql.update(
        """
        INSERT INTO ML.ATTACHMENT (SCHEMA_NAME, TABLE_NAME, MODEL_HANDLE, OPTIONS, ATTACHED_AT,
          ATTACHED_BY)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        List.of(
            attachment.table().schema().name(),
            attachment.table().name().name(),
            attachment.model(),
            options(attachment),
            OffsetDateTime.now(ZoneOffset.UTC),
            session.dialect().user(session.connection())));
    Attachment recorded = recorded(attachment.table()).orElseThrow();
    audit("ML_ATTACH", recorded, Map.of("options", options(attachment)));
    try {
      session.dialect().createTriggers(session.connection(), recorded);
    } catch (SQLException | RuntimeException e) {
      takeBack(recorded, start, e);
      throw e;
    }
  }

  private void takeBack(Attachment recorded, Savepoint start, Exception failure) {
    try {
      if (isCommitted(start)) {
        delete(recorded);
        audit("ML_DETACH", recorded, Map.of("reason", "attaching failed"));
        session.dialect().dropTriggers(session.connection(), recorded);
        // else whoever undoes the failed call brings the record back
        session.dialect().define(session.connection(), "COMMIT");
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Undoes what has happened since, where DDL has not committed it, which it does even failing. */
  private boolean isCommitted(Savepoint start) {
    try {
      session.connection().rollback(start);
      return false;
    } catch (SQLException gone) {
      return true;
    }
  }

  /** Detaches: drops the triggers, which commits, and the record. */
  public void remove(Attachment attachment) throws SQLException {
    session.dialect().dropTriggers(session.connection(), attachment);
    delete(attachment);
    audit("ML_DETACH", attachment, Map.of());
  }

  private void audit(String routine, Attachment attachment, Map<String, String> more)
      throws SQLException {
    Map<String, String> detail = new LinkedHashMap<>(more);
    detail.put("table", attachment.table().text());
    new Audit(session.connection(), session.dialect().user(session.connection()))
        .record(routine, attachment.model(), OptionalInt.empty(), detail);
  }

  private void delete(Attachment attachment) throws SQLException {
    sql.update("DELETE FROM ML.ATTACHMENT WHERE ATTACHMENT_ID = ?", List.of(attachment.id()));
  }

  /**
   * The attachment of a table: the one its triggers belong to, since the table may have got another
   * name; where it has none, or is gone, the one recorded under the name.
   */
  public Optional<Attachment> ofTable(QualifiedName table) throws SQLException {
    Optional<Attachment> byTrigger = ofTriggers(table);
    return byTrigger.isPresent() ? byTrigger : recorded(table);
  }

  /** As {@link #ofTable}, where there are triggers: no row is scored by a record alone. */
  public Optional<Attachment> inForce(QualifiedName table) throws SQLException {
    Optional<Attachment> attachment = ofTable(table);
    return attachment.isPresent() && hasTriggers(attachment.get()) ? attachment : Optional.empty();
  }

  private boolean hasTriggers(Attachment attachment) throws SQLException {
    return sql
        .query(
            "SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS",
            List.of(),
            row -> row.getString(1))
        .stream()
        .anyMatch(name -> Attachment.hasTrigger(name) && Attachment.idOf(name) == attachment.id());
  }

  private Optional<Attachment> ofTriggers(QualifiedName table) throws SQLException {
    List<String> triggers =
        sql.query(
            """
            SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS
            WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?
            """,
            List.of(table.schema().name(), table.name().name()),
            row -> row.getString(1));
    for (String trigger : triggers) {
      if (Attachment.hasTrigger(trigger)) {
        long id = Attachment.idOf(trigger);
        // a trigger whose record somebody deleted must not be there for good
        return find(sql, id).or(() -> Optional.of(Attachment.unrecorded(id, table)));
      }
    }
    return Optional.empty();
  }

  private Optional<Attachment> recorded(QualifiedName table) throws SQLException {
    return sql.first(
        """
        SELECT ATTACHMENT_ID, SCHEMA_NAME, TABLE_NAME, MODEL_HANDLE, OPTIONS FROM ML.ATTACHMENT
        WHERE SCHEMA_NAME = ? AND TABLE_NAME = ?
        """,
        List.of(table.schema().name(), table.name().name()),
        Attachments::read);
  }

  /** The attachments that use a model. */
  public List<Attachment> ofModel(String handle) throws SQLException {
    return sql
        .query(
            """
            SELECT ATTACHMENT_ID, SCHEMA_NAME, TABLE_NAME, MODEL_HANDLE, OPTIONS FROM ML.ATTACHMENT
            WHERE MODEL_HANDLE = ? ORDER BY ATTACHMENT_ID
            """,
            List.of(handle),
            Attachments::read)
        .stream()
        .filter(attachment -> attachment.model().equals(handle))
        .toList();
  }

  /** The attachment of that id. Errors: {@link MlError#NOT_ATTACHED}. */
  static Attachment byId(Connection connection, long id) throws SQLException {
    return find(new Sql(connection), id)
        .orElseThrow(() -> MlError.NOT_ATTACHED.with("of the attachment " + id));
  }

  private static Optional<Attachment> find(Sql sql, long id) throws SQLException {
    return sql.first(
        """
        SELECT ATTACHMENT_ID, SCHEMA_NAME, TABLE_NAME, MODEL_HANDLE, OPTIONS FROM ML.ATTACHMENT
        WHERE ATTACHMENT_ID = ?
        """,
        List.of(id),
        Attachments::read);
  }

  private static String options(Attachment attachment) {
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    options.put("on_update", attachment.onUpdate());
    options.put("on_error", attachment.onError().name().toLowerCase(Locale.ROOT));
    options.put("log", attachment.log());
    options.put("prediction", attachment.columns().prediction());
    options.put("probability", attachment.columns().probability().orElse(null));
    options.put("model_id", attachment.columns().modelId().orElse(null));
    options.put("scored_at", attachment.columns().scoredAt().orElse(null));
    options.put("version", attachment.columns().version().orElse(null));
    options.put("fingerprint", attachment.columns().fingerprint().orElse(null));
    return Json.write(options);
  }

  private static Attachment read(ResultSet row) throws SQLException {
    Map<String, @Nullable Object> options = Json.parseObject(row.getString(5));
    return new Attachment(
        row.getLong(1),
        QualifiedName.of(row.getString(2), row.getString(3)),
        row.getString(4),
        Boolean.TRUE.equals(options.get("on_update")),
        OnError.valueOf(String.valueOf(options.get("on_error")).toUpperCase(Locale.ROOT)),
        Boolean.TRUE.equals(options.get("log")),
        new ResultColumns(
            String.valueOf(options.get("prediction")),
            text(options, "probability"),
            text(options, "model_id"),
            text(options, "scored_at"),
            text(options, "version"),
            text(options, "fingerprint")));
  }

  private static Optional<String> text(Map<String, @Nullable Object> options, String name) {
    return Optional.ofNullable(options.get(name)).map(Object::toString);
  }
}
