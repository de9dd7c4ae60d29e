// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.stream.Stream;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.routine.Routines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds Inlay to its architecture, and the rules to what they are there for. */
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .withImportOption(
              file ->
                  !file.contains("/org/inlayml/examples/")
                      && !file.contains("/org/inlayml/benchmarks/"))
          .importPackages("org.inlayml");
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(Rule.PLANTED);

  @ParameterizedTest
  @EnumSource(Rule.class)
  void inlay_keeps_the_rule(Rule rule) {
    rule.below("org.inlayml").check(PRODUCT);
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void the_rule_finds_every_violation_that_was_planted(Rule rule) {
    List<String> found = rule.below(Rule.PLANTED).evaluate(PLANTED).getFailureReport().getDetails();

    for (String planted : rule.planted()) {
      assertThat(membersOf(planted))
          .allSatisfy(name -> assertThat(found).anyMatch(detail -> detail.contains(name)));
    }
  }

  /** The class and its methods, each of which breaks the rule. */
  private static Stream<String> membersOf(String planted) {
    return Stream.concat(
        Stream.of(planted),
        PLANTED.get(planted).getMethods().stream()
            .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
            .map(method -> planted + "." + method.getName() + "("));
  }

  @Test
  void all_modules_are_looked_at() {
    for (String module : new String[] {"learning", "store", "procedures", "migrations"}) {
      assertThat(PRODUCT)
          .filteredOn(type -> type.getPackageName().startsWith("org.inlayml." + module))
          .as(module)
          .hasSizeGreaterThan(10);
    }
    assertThat(PRODUCT).noneMatch(type -> type.getPackageName().startsWith("org.inlayml.tests"));
  }

  @Test
  void routines_are_sorted_by_name_and_differ_in_it() {
    List<String> names = names(false);
    List<String> ofFacades = names(true);

    assertThat(names).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(20);
    assertThat(names).allSatisfy(name -> assertThat(name).matches("SYS\\.[A-Z]+(_[A-Z]+)+"));
    assertThat(ofFacades).isSorted().doesNotHaveDuplicates();
    assertThat(ofFacades).allSatisfy(name -> assertThat(name).matches("[A-Z]+\\.[A-Z]+(_[A-Z]+)*"));
  }

  private static List<String> names(boolean ofFacade) {
    return Routines.ALL.stream()
        .filter(routine -> routine.isOfFacade() == ofFacade)
        .map(RoutineSpec::qualifiedName)
        .toList();
  }

  @Test
  void forms_of_a_routine_differ_in_their_number_of_parameters() {
    assertThat(Routines.ALL)
        .allSatisfy(
            routine ->
                assertThat(routine.overloads())
                    .extracting(overload -> overload.parameters().size())
                    .doesNotHaveDuplicates());
  }
}
