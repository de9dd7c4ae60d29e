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
import org.inlayml.learning.json.JsonReader;
import org.inlayml.learning.json.JsonReader.Token;
import org.inlayml.learning.json.JsonSyntaxException;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.store.LoadedModel;
import org.jspecify.annotations.Nullable;

/** A row given as a JSON object of column names and values. */
public final class JsonRow {
  private JsonRow() {}

  /**
   * Reads a JSON object into {@code row} in one pass. Keys that are no features are passed on
   * alone; a feature without a key, or with null, is missing.
   *
   * <p>Errors: {@link MlError#ROW_MISSING}, {@link MlError#INVALID_ROW}, {@link
   * MlError#INVALID_VALUE}, {@link MlError#COLUMNS_DIFFER}.
   *
   * @param echo gets all members of the object as they are
   * @param complete whether a feature without a key is an error
   */
  public static void read(
      @Nullable String json, LoadedModel model, Row row, JsonWriter echo, boolean complete)
      throws SQLException {
    if (json == null) {
      throw MlError.ROW_MISSING.with();
    }
    row.clear();
    BitSet given = new BitSet(row.features());
    List<String> names = new ArrayList<>();
    try {
      readMembers(new JsonReader(json), model, row, echo, given, names);
    } catch (JsonSyntaxException e) {
      throw MlError.INVALID_ROW.causedBy(e, e.reason(), e.position());
    }
    if (complete && given.cardinality() < row.features()) {
      List<String> trained = names(model);
      List<String> missing = new ArrayList<>(trained);
      given.stream().forEach(i -> missing.remove(trained.get(i)));
      throw MlError.COLUMNS_DIFFER.with(names, trained, missing);
    }
  }

  private static void readMembers(
      JsonReader reader,
      LoadedModel model,
      Row row,
      JsonWriter echo,
      BitSet given,
      List<String> names)
      throws SQLException {
    if (reader.next() != Token.BEGIN_OBJECT) {
      throw MlError.INVALID_ROW.with("expected {", 1);
    }
    List<Feature> features = model.predictor().pipeline().features();
    while (reader.next() == Token.NAME) {
      String name = reader.text();
      names.add(name);
      echo.name(name);
      int position = model.names().position(name);
      Object value = value(reader, echo);
      if (position != FeatureNames.NONE) {
        given.set(position);
        if (value instanceof Token begin) {
          throw MlError.INVALID_VALUE.with(
              features.get(position).name(),
              "a single value",
              begin == Token.BEGIN_OBJECT ? "a JSON object" : "a JSON array");
        }
        FeatureValue.put(row, position, features.get(position), value);
      }
    }
    reader.next();
  }

  /** Reads a value and repeats it; of an object or array the token that began it is given. */
  private static @Nullable Object value(JsonReader reader, JsonWriter echo) {
    Token token = reader.next();
    if (token == Token.BEGIN_OBJECT || token == Token.BEGIN_ARRAY) {
      repeat(reader, echo, token);
      return token;
    }
    return single(reader, echo, token);
  }

  private static @Nullable Object single(JsonReader reader, JsonWriter echo, Token token) {
    return switch (token) {
      case STRING -> {
        echo.value(reader.text());
        yield reader.text();
      }
      case NUMBER -> {
        String digits = reader.text();
        double number = reader.number();
        // HSQLDB writes 1.5E0 for 1.5
        if (digits.indexOf('E') < 0 && digits.indexOf('e') < 0) {
          echo.raw(digits);
        } else {
          echo.value(number);
        }
        yield number;
      }
      case TRUE -> {
        echo.value(true);
        yield true;
      }
      case FALSE -> {
        echo.value(false);
        yield false;
      }
      case NULL -> {
        echo.raw("null");
        yield null;
      }
      case BEGIN_OBJECT, BEGIN_ARRAY, NAME, END_OBJECT, END_ARRAY, END ->
          throw new IllegalStateException("got " + token);
    };
  }

  /** Repeats the rest of an object or array. */
  private static void repeat(JsonReader reader, JsonWriter echo, Token begin) {
    boolean object = begin == Token.BEGIN_OBJECT;
    if (object) {
      echo.beginObject();
    } else {
      echo.beginArray();
    }
    for (Token token = reader.next();
        token != Token.END_OBJECT && token != Token.END_ARRAY;
        token = reader.next()) {
      if (token == Token.NAME) {
        echo.name(reader.text());
      } else if (token == Token.BEGIN_OBJECT || token == Token.BEGIN_ARRAY) {
        repeat(reader, echo, token);
      } else {
        single(reader, echo, token);
      }
    }
    if (object) {
      echo.endObject();
    } else {
      echo.endArray();
    }
  }

  private static List<String> names(LoadedModel model) {
    return model.predictor().pipeline().features().stream().map(Feature::name).toList();
  }
}
