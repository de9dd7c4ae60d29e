// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.function.Function;
import org.inlayml.procedures.reference.SqlRoutine;

/** The rules of the architecture, each with the names of planted classes that break it. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state, lists of List.of
enum Rule {
  MODULES_DEPEND_DOWNWARDS(
      root ->
          CompositeArchRule.of(lowerThan(root, "learning", "store", "procedures", "migrations"))
              .and(lowerThan(root, "store", "procedures", "migrations"))
              .and(lowerThan(root, "procedures", "migrations")),
      "learning.KnowsTheStore",
      "store.KnowsTheProcedures",
      "procedures.KnowsTheMigrations"),

  ENGINES_ARE_NAMED_IN_DIALECTS_ALONE(
      root -> onlyIn(root + ".procedures.dialect..", "org.h2..", "org.hsqldb.."),
      "procedures.NamesEngines"),

  SMILE_IS_NAMED_BY_TREE_LEARNERS_ALONE(
      root -> onlyIn(root + ".learning.learner.tree..", "smile.."), "learning.NamesSmile"),

  KRYO_IS_NAMED_BY_THE_CODEC_ALONE(
      root -> onlyIn(root + ".store.codec..", "com.esotericsoftware.."), "store.NamesKryo"),

  LEARNING_KNOWS_NO_SQL(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + ".learning..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage("java.sql..", "javax.sql.."),
      "learning.NamesSql"),

  STATEMENTS_ARE_OPENED_BY_SQL_ALONE(
      root ->
          noClasses()
              .that()
              .doNotHaveFullyQualifiedName(root + ".store.sql.Sql")
              .should()
              .accessTargetWhere(Calls.thatOpenStatements()),
      "store.OpensStatements"),

  NO_JAVA_OBJECTS_ARE_STORED(
      root ->
          CompositeArchRule.of(
                  noClasses()
                      .should()
                      .dependOnClassesThat()
                      .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class))
              .and(noClasses().should(Conditions.IMPLEMENT_SERIALIZABLE_THEMSELVES)),
      "store.StoresJavaObjects"),

  NOTHING_IS_PRINTED(
      root ->
          noClasses()
              .that()
              .doNotHaveFullyQualifiedName(root + ".migrations.CommandLine")
              .should()
              .accessTargetWhere(Calls.thatPrint()),
      "store.Prints"),

  NOTHING_IS_LEFT_TO_CHANCE(
      root ->
          noClasses()
              .that()
              .resideInAnyPackage(root + ".learning..", root + ".procedures..")
              .should()
              .accessTargetWhere(Calls.byChance()),
      "learning.LeavesItToChance"),

  NO_DEFAULT_OF_THE_MACHINE_IS_USED(
      root -> noClasses().should().accessTargetWhere(Calls.ofDefaults()),
      "procedures.LeansOnDefaults"),

  /** Metrics and such may differ in the last bit, models may not. */
  MODELS_ARE_THE_SAME_ON_EVERY_MACHINE(
      root ->
          noClasses()
              .that()
              .resideInAnyPackage(
                  root + ".learning.family..",
                  root + ".learning.feature..",
                  root + ".learning.learner..",
                  root + ".learning.prediction..")
              .should()
              .accessTargetWhere(Calls.ofInexactMathematics()),
      "learning.family.CountsOnTheProcessor"),

  STATIC_FIELDS_ARE_FINAL(
      root -> fields().that().areStatic().should().beFinal(), "store.RemembersInStatics"),

  ROUTINES_ARE_LISTED_AND_TAKE_NULL(
      root ->
          classes()
              .that()
              .areAnnotatedWith(SqlRoutine.class)
              .should(Conditions.BE_LISTED)
              .andShould(Conditions.TAKE_A_CONNECTION_AND_OBJECTS)
              .andShould()
              .haveOnlyPrivateConstructors()
              .andShould()
              .resideInAPackage(root + ".procedures.routine"),
      "procedures.routine.MlUnlisted"),

  PACKAGES_ARE_NULL_MARKED(
      root -> classes().should(Conditions.BE_IN_A_NULL_MARKED_PACKAGE), "unmarked.MayBeNull"),

  /** A dialect has the classes that engines call, and so knows what they are called for. */
  PACKAGES_ARE_FREE_OF_CYCLES(
      root ->
          slices()
              .matching(root + ".(**)")
              .should()
              .beFreeOfCycles()
              .ignoreDependency(
                  resideInAPackage(root + ".procedures.dialect"),
                  resideInAnyPackage(
                      root + ".procedures.attachment",
                      root + ".procedures.reference",
                      root + ".procedures.routine")),
      "cycle.one.KnowsTwo",
      "cycle.two.KnowsOne");

  /** The package of the planted modules. */
  static final String PLANTED = Rule.class.getPackageName() + ".planted";

  private final Function<String, ArchRule> rule;
  private final List<String> planted;

  Rule(Function<String, ArchRule> rule, String... planted) {
    this.rule = rule;
    this.planted = List.of(planted);
  }

  /** The rule for modules below a package. */
  ArchRule below(String root) {
    return rule.apply(root);
  }

  /** The full names of the classes that break it. */
  List<String> planted() {
    return planted.stream().map(name -> PLANTED + "." + name).toList();
  }

  private static ArchRule lowerThan(String root, String module, String... higher) {
    String[] packages = new String[higher.length + 1];
    for (int i = 0; i < higher.length; i++) {
      packages[i] = root + "." + higher[i] + "..";
    }
    packages[higher.length] = root;
    return noClasses()
        .that()
        .resideInAPackage(root + "." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  private static ArchRule onlyIn(String place, String... packages) {
    return noClasses()
        .that(not(resideInAPackage(place)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
