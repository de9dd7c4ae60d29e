// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Serializable;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.inlayml.procedures.routine.Routines;
import org.jspecify.annotations.NullMarked;

/** Conditions that ArchUnit has not. */
final class Conditions {
  static final ArchCondition<JavaClass> BE_LISTED =
      new ArchCondition<>("stand in Routines.ALL") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean listed =
              Routines.ALL.stream().anyMatch(r -> r.type().getName().equals(type.getName()));
          events.add(new SimpleConditionEvent(type, listed, type.getName() + " is not listed"));
        }
      };

  static final ArchCondition<JavaClass> TAKE_A_CONNECTION_AND_OBJECTS =
      new ArchCondition<>("have public static methods call(Connection, objects...)") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          Set<JavaMethod> methods = type.getMethods();
          List<JavaMethod> calls =
              methods.stream().filter(m -> m.getName().equals("call")).toList();
          events.add(
              new SimpleConditionEvent(type, !calls.isEmpty(), type.getName() + " has no call"));
          for (JavaMethod call : calls) {
            List<JavaClass> parameters = call.getRawParameterTypes();
            boolean fits =
                call.getModifiers().contains(JavaModifier.STATIC)
                    && call.getModifiers().contains(JavaModifier.PUBLIC)
                    && !call.getRawReturnType().isPrimitive()
                    && !parameters.isEmpty()
                    && parameters.get(0).isEquivalentTo(Connection.class)
                    && parameters.stream().noneMatch(JavaClass::isPrimitive);
            events.add(
                new SimpleConditionEvent(call, fits, call.getFullName() + " cannot be called"));
          }
        }
      };

  static final ArchCondition<JavaClass> BE_IN_A_NULL_MARKED_PACKAGE =
      new ArchCondition<>("be in a @NullMarked package") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean marked =
              type.getPackage()
                  .tryGetPackageInfo()
                  .map(info -> info.isAnnotatedWith(NullMarked.class))
                  .orElse(false);
          events.add(
              new SimpleConditionEvent(
                  type, marked, type.getName() + " is in a package that is not null-marked"));
        }
      };

  /** What Smile's classes hand down is not of our making. */
  static final ArchCondition<JavaClass> IMPLEMENT_SERIALIZABLE_THEMSELVES =
      new ArchCondition<>("implement Serializable themselves") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean serializable =
              type.getRawInterfaces().stream().anyMatch(i -> i.isEquivalentTo(Serializable.class));
          events.add(
              new SimpleConditionEvent(
                  type, serializable, type.getName() + " implements Serializable"));
        }
      };

  private Conditions() {}
}
