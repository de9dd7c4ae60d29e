// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Accesses to members that the architecture speaks of; a method reference is one, too. */
final class Calls {
  private static final Set<String> IN_NO_LOCALE =
      Set.of(
          "java.lang.String.toLowerCase()",
          "java.lang.String.toUpperCase()",
          "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
          "java.lang.String.formatted([Ljava.lang.Object;)",
          "java.util.Locale.getDefault()",
          "java.util.Locale.getDefault(java.util.Locale$Category)",
          "java.util.Formatter.<init>()",
          "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
          "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
          "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
          "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)");

  private static final Set<String> IN_NO_CHARSET =
      Set.of(
          "java.lang.String.getBytes()",
          "java.lang.String.<init>([B)",
          "java.lang.String.<init>([B, int, int)",
          "java.nio.charset.Charset.defaultCharset()",
          "java.io.InputStreamReader.<init>(java.io.InputStream)",
          "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
          "java.io.FileReader.<init>(java.lang.String)",
          "java.io.FileReader.<init>(java.io.File)",
          "java.io.FileWriter.<init>(java.lang.String)",
          "java.io.FileWriter.<init>(java.io.File)",
          "java.io.ByteArrayOutputStream.toString()");

  private static final Set<String> IN_NO_ZONE =
      Set.of(
          "java.time.ZoneId.systemDefault()",
          "java.util.TimeZone.getDefault()",
          "java.time.Clock.systemDefaultZone()",
          "java.time.LocalDate.now()",
          "java.time.LocalTime.now()",
          "java.time.LocalDateTime.now()",
          "java.time.OffsetDateTime.now()",
          "java.time.ZonedDateTime.now()",
          "java.util.Calendar.getInstance()",
          "java.text.SimpleDateFormat.<init>(java.lang.String)");

  private static final Set<String> BY_CHANCE =
      Set.of(
          "java.lang.Math.random()",
          "java.util.Random.<init>()",
          "java.util.SplittableRandom.<init>()",
          "java.util.concurrent.ThreadLocalRandom.current()",
          "java.util.UUID.randomUUID()",
          "java.security.SecureRandom.<init>()");

  private Calls() {}

  /** What the locale, the character set or the time zone of the machine decides. */
  static DescribedPredicate<JavaAccess<?>> ofDefaults() {
    return where(
        "a default of the machine is used",
        target -> {
          String signature = target.getFullName();
          return IN_NO_LOCALE.contains(signature)
              || IN_NO_CHARSET.contains(signature)
              || IN_NO_ZONE.contains(signature);
        });
  }

  /** What is random without a seed. */
  static DescribedPredicate<JavaAccess<?>> byChance() {
    return where("chance decides", target -> BY_CHANCE.contains(target.getFullName()));
  }

  static DescribedPredicate<JavaAccess<?>> thatOpenStatements() {
    return where(
        "a statement is opened",
        target ->
            target.getOwner().isAssignableTo(Connection.class)
                && List.of("createStatement", "prepareStatement", "prepareCall")
                    .contains(target.getName()));
  }

  static DescribedPredicate<JavaAccess<?>> thatPrint() {
    return where(
        "something is printed",
        target ->
            (target.getOwner().isEquivalentTo(System.class)
                    && (target.getName().equals("out") || target.getName().equals("err")))
                || (target.getOwner().isAssignableTo(Throwable.class)
                    && target.getFullName().endsWith(".printStackTrace()")));
  }

  /** Functions of {@code Math} whose last bits are left to the JVM. */
  static DescribedPredicate<JavaAccess<?>> ofInexactMathematics() {
    return where(
        "the last bits are left to the JVM",
        target ->
            target.getOwner().isEquivalentTo(Math.class)
                && Set.of(
                        "exp", "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot", "sin",
                        "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh")
                    .contains(target.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> where(
      String description, Predicate<AccessTarget> predicate) {
    return DescribedPredicate.describe(description, access -> predicate.test(access.getTarget()));
  }
}
