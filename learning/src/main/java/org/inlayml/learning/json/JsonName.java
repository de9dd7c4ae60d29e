// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

/** The name of a member, quoted once to be written often. Immutable, thread-safe. */
public final class JsonName {
  private final String json;

  public JsonName(String name) {
    json = new JsonWriter().value(name) + ":";
  }

  /** The name in quotes, and the colon. */
  String json() {
    return json;
  }
}
