// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inlayml.procedures.facade.FacadeView;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.routine.Routines;

/**
 * The names of Inlay's routines and of the views of facades, each with its schema, as in {@code
 * PGML.TRAIN}. Stateless, thread-safe.
 */
final class OwnNames {
  static final List<String> ROUTINES =
      Routines.ALL.stream().map(RoutineSpec::qualifiedName).toList();

  static final List<String> FACADE_VIEWS =
      FacadeView.ALL.stream().map(FacadeView::qualifiedName).toList();

  /** The schemas of the facades; an application may have put objects of its own there. */
  static final List<String> FACADE_SCHEMAS =
      Stream.concat(
              Routines.ALL.stream().filter(RoutineSpec::isOfFacade).map(RoutineSpec::schema),
              FacadeView.ALL.stream().map(FacadeView::schema))
          .distinct()
          .sorted()
          .toList();

  private OwnNames() {}

  /**
   * The names that a Java routine may have been made for: HSQLDB calls that of PGML.TRAIN
   * ML.PGML_TRAIN, where it writes, and that of SYS.ML_TRAIN ML.ML_TRAIN.
   */
  static Set<String> madeFor(String schema, String name) {
    Set<String> names = new TreeSet<>();
    names.add(schema + "." + name);
    if (schema.equals(InlaySchema.NAME)) {
      names.add(RoutineSpec.OWN_SCHEMA + "." + name);
      for (String facade : FACADE_SCHEMAS) {
        if (name.startsWith(facade + "_")) {
          names.add(facade + "." + name.substring(facade.length() + 1));
        }
      }
    }
    return names;
  }

  /** A regular expression for any of the names, quoted or not. */
  static String pattern(Collection<String> qualifiedNames) {
    Map<String, Set<String>> bySchema =
        qualifiedNames.stream()
            .collect(
                groupingBy(
                    name -> name.substring(0, name.indexOf('.')),
                    TreeMap::new,
                    mapping(
                        name -> Pattern.quote(name.substring(name.indexOf('.') + 1)),
                        toCollection(TreeSet::new))));
    return bySchema.isEmpty()
        ? "(?!)"
        : bySchema.entrySet().stream()
            .map(e -> e.getKey() + "\"?\\s*\\.\\s*\"?(?:" + String.join("|", e.getValue()) + ")")
            .collect(joining("|", "(?:", ")"));
  }
}
