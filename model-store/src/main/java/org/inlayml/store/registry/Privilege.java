// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user may do with a project. Immutable, thread-safe. */
public enum Privilege {
  /** Everything: also dropping it, and granting. */
  OWN,
  /** Training versions, and explaining them. */
  TRAIN,
  /** Deploying and retiring versions, setting policy and tests. */
  DEPLOY,
  /** Predicting, explaining predictions, scoring, and attaching to tables. */
  PREDICT,
  /** Reading what is known of the models: classes and features, figures and reports. */
  READ;

  /** Whether who has this one has another one, too. */
  public boolean implies(Privilege other) {
    return switch (this) {
      case OWN -> true;
      case TRAIN, DEPLOY -> other == this || other == PREDICT || other == READ;
      case PREDICT -> other == PREDICT || other == READ;
      case READ -> other == READ;
    };
  }

  /** As it is written in calls and in {@code ML.PERMISSION}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a privilege in any case; empty where there is no such. */
  public static Optional<Privilege> of(String text) {
    return Arrays.stream(values())
        .filter(privilege -> privilege.text().equals(text.strip().toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
