// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.FeatureNames;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.json.JsonEcho;
import org.inlayml.learning.json.JsonReader;
import org.inlayml.learning.json.JsonReader.Token;
import org.inlayml.learning.json.JsonSyntaxException;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.store.LoadedModel;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of one model that are given as JSON objects of column names and values, and begins the
 * answers to them. Expects the keys of a row to be those of the row before, in the same order, and
 * is slower where they are not. Not thread-safe.
 */
public final class JsonRow {
  /** Keys of the last row that are remembered. */
  private static final int MOST_KEYS = 1000;

  /**
   * A member of the row before.
   *
   * @param json the comma before it, its name and the colon
   */
  private record Member(char[] json, int position, boolean isKey) {}

  private final List<Feature> features;
  private final FeatureNames names;
  private final Row row;
  private final JsonReader reader = new JsonReader();
  private final JsonWriter answer = new JsonWriter();
  private final JsonEcho echo = new JsonEcho(reader, answer);

  /** The features that have a key; told apart only where all must. */
  private final BitSet given = new BitSet();

  private final boolean[] isNumber;
  private final boolean[] isText;
  private final List<Member> members = new ArrayList<>();
  private final AnswerWriter answers;
  private final @Nullable String keyName;
  private @Nullable String key;

  /**
   * @param row gets the values
   * @param keyName the member that is the row's key; null where none is
   */
  public JsonRow(LoadedModel model, Row row, @Nullable String keyName) {
    this.keyName = keyName;
    features = model.predictor().pipeline().features();
    names = model.names();
    this.row = row;
    answers = new AnswerWriter(model.predictor().target());
    isNumber = new boolean[features.size()];
    isText = new boolean[features.size()];
    for (int i = 0; i < isNumber.length; i++) {
      ColumnType type = features.get(i).type();
      isNumber[i] = type == ColumnType.INTEGER || type == ColumnType.NUMBER;
      isText[i] = !type.isNumeric();
    }
  }

  /** The text of the last row's key; null where it has none. */
  public @Nullable String key() {
    return key;
  }

  /** Writes the rest of the answers. */
  public AnswerWriter answers() {
    return answers;
  }

  /**
   * Reads an object into the row in one pass. Keys that are no features are passed on alone; a
   * feature without a key, or with null, is missing.
   *
   * <p>Errors: {@link MlError#ROW_MISSING}, {@link MlError#INVALID_ROW}, {@link
   * MlError#INVALID_VALUE}, {@link MlError#COLUMNS_DIFFER}.
   *
   * @param complete whether a feature without a key is an error
   * @return an object that was begun and has all members of this one as they are; reused by the
   *     next call
   */
  public JsonWriter read(@Nullable String json, boolean complete) throws SQLException {
    if (json == null) {
      throw MlError.ROW_MISSING.with();
    }
    row.clear();
    given.clear();
    key = null;
    try {
      reader.read(json);
      answer.clear();
      echo.begin();
      readMembers(complete);
    } catch (JsonSyntaxException e) {
      throw MlError.INVALID_ROW.causedBy(e, e.reason(), e.position());
    }
    if (complete && given.cardinality() < features.size()) {
      throw incomplete(json);
    }
    return answer;
  }

  private void readMembers(boolean complete) throws SQLException {
    Token token = reader.next();
    if (token != Token.BEGIN_OBJECT) {
      throw MlError.INVALID_ROW.with("expected {", 1);
    }
    int count = 0;
    for (Member member = member(0); member != null; member = member(++count)) {
      token = reader.next();
      if (member.isKey()) {
        key = keyText(token);
      }
      if (member.position() == FeatureNames.NONE) {
        passOver(token);
      } else {
        if (complete) {
          given.set(member.position());
        }
        put(member.position(), token);
      }
    }
    echo.end();
    reader.next();
  }

  /** Reads the key of the member with number {@code i}; null at the end of the object. */
  private @Nullable Member member(int i) {
    if (i < members.size() && reader.isNext(members.get(i).json())) {
      return members.get(i);
    } else if (reader.next() != Token.NAME) {
      return null;
    }
    String name = reader.text();
    boolean isKey = keyName != null && keyName.equalsIgnoreCase(name);
    String json = (i == 0 ? "" : ",") + new JsonWriter().name(name);
    Member member = new Member(json.toCharArray(), names.position(name), isKey);
    if (i < members.size()) {
      members.set(i, member);
    } else if (i < MOST_KEYS) {
      members.add(member);
    }
    return member;
  }

  private @Nullable String keyText(Token token) {
    return switch (token) {
      case STRING -> FeatureValue.withoutPadding(reader.text());
      case NUMBER -> KeyText.number(reader.text());
      case TRUE -> "true";
      case FALSE -> "false";
      case NULL, BEGIN_OBJECT, BEGIN_ARRAY, NAME, END_OBJECT, END_ARRAY, END -> null;
    };
  }

  private void put(int position, Token token) throws SQLException {
    if (token == Token.NUMBER && isNumber[position]) {
      double number = reader.number();
      row.setNumber(position, Double.isInfinite(number) ? Double.NaN : number);
    } else if (token == Token.STRING && isText[position]) {
      row.setText(position, reader.text());
    } else {
      Feature feature = features.get(position);
      FeatureValue.put(row, position, feature, value(feature, token));
    }
  }

  private @Nullable Object value(Feature feature, Token token) {
    return switch (token) {
      case STRING -> reader.text();
      case NUMBER -> reader.number();
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> null;
      case BEGIN_OBJECT, BEGIN_ARRAY -> {
        passOver(token);
        throw MlError.INVALID_VALUE.with(
            feature.name(),
            "a single value",
            token == Token.BEGIN_OBJECT ? "a JSON object" : "a JSON array");
      }
      case NAME, END_OBJECT, END_ARRAY, END -> throw new IllegalStateException("got " + token);
    };
  }

  /** Reads the rest of a value. */
  private void passOver(Token begin) {
    if (begin == Token.BEGIN_OBJECT || begin == Token.BEGIN_ARRAY) {
      for (int depth = reader.depth(); reader.depth() >= depth; ) {
        reader.next();
      }
    }
  }

  private RuntimeException incomplete(String json) {
    List<String> provided = new ArrayList<>();
    JsonReader names = new JsonReader(json);
    for (Token token = names.next(); token != Token.END; token = names.next()) {
      if (token == Token.NAME && names.depth() == 1) {
        provided.add(names.text());
      }
    }
    List<String> trained = features.stream().map(Feature::name).toList();
    List<String> missing = new ArrayList<>(trained);
    given.stream().forEach(i -> missing.remove(trained.get(i)));
    return MlError.COLUMNS_DIFFER.with(provided, trained, missing);
  }
}
