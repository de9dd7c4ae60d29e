// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.json.JsonSyntaxException;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.jspecify.annotations.Nullable;

/** The JSON argument {@code options} of a routine. */
public final class JsonOptions {
  private JsonOptions() {}

  /**
   * Reads and checks options. NULL means the defaults. A JSON string that holds an object is taken
   * as the object, since H2's {@code CAST('{...}' AS JSON)} makes such.
   *
   * <p>Errors: {@link MlError#INVALID_JSON}, {@link MlError#UNKNOWN_OPTION}, {@link
   * MlError#INVALID_OPTION}.
   *
   * @param routine the name for messages
   */
  public static Options parse(String routine, List<Option<?>> known, @Nullable String json) {
    return json == null
        ? Options.defaults(known)
        : Options.check(routine, known, object("the options of " + routine, json));
  }

  private static Map<String, @Nullable Object> object(String what, String json) {
    try {
      String text = json.strip();
      if (text.startsWith("\"") && Json.parse(text) instanceof String inner) {
        text = inner;
      }
      return text.equals("null") ? Map.of() : Json.parseObject(text);
    } catch (JsonSyntaxException e) {
      throw MlError.INVALID_JSON.causedBy(e, what, e.reason(), e.position());
    }
  }
}
