// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.inlayml.learning.learner.Learner;

/**
 * The learners of other engines, which stand in jars of their own and are found by their service
 * files. One that cannot be loaded is passed over: nobody may have asked for it.
 *
 * @param learners those that were loaded, by name
 * @param missing names in lower case of known ones that were not, each with a sentence that says
 *     what to do
 */
record Engines(List<Learner> learners, Map<String, String> missing) {
  /** Where each stands. */
  private static final Map<String, String> JARS =
      Map.of("xgboost", "inlay-xgboost", "lightgbm", "inlay-lightgbm");

  /** A class loader that fails for ever ends the search. */
  private static final int MOST_FAILURES = 100;

  private static final Logger LOG = System.getLogger(Engines.class.getName());

  Engines {
    learners = List.copyOf(learners);
    missing = Map.copyOf(missing);
  }

  /** Looks for service files; never fails. */
  static Engines find(ClassLoader loader) {
    List<Learner> found = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Iterator<Learner> providers = ServiceLoader.load(Learner.class, loader).iterator();
    boolean more = true;
    while (more && failures.size() < MOST_FAILURES) {
      try {
        more = providers.hasNext();
        if (more) {
          Learner learner = providers.next();
          learner.spec(); // what this lacks is told from now on too
          found.add(learner);
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures.add(e.getCause() == null ? e.toString() : e + ": " + e.getCause());
        LOG.log(Level.DEBUG, "a learner was passed over", e);
      }
    }
    // The order of jars on a class path is nobody's choice.
    found.sort((one, other) -> one.spec().name().compareTo(other.spec().name()));
    return new Engines(found, missing(found, failures));
  }

  private static Map<String, String> missing(List<Learner> found, List<String> failures) {
    Map<String, String> missing = new HashMap<>();
    JARS.forEach(
        (name, jar) -> {
          if (found.stream().noneMatch(l -> l.spec().name().equals(name))) {
            missing.put(name, advice(name, jar, failures));
          }
        });
    return missing;
  }

  private static String advice(String name, String jar, List<String> failures) {
    return failures.stream()
        .filter(failure -> failure.toLowerCase(Locale.ROOT).contains(name))
        .findFirst()
        .map(failure -> "The jar " + jar + " is there, but did not load: " + failure + ". ")
        .orElse("Put the jar " + jar + " and what it needs on the class path. ");
  }

  /** These after others. */
  List<Learner> after(List<Learner> others) {
    return Stream.concat(others.stream(), learners.stream()).toList();
  }
}
