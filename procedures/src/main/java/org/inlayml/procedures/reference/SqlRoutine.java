// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.reference;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.inlayml.learning.error.MlError;

/**
 * Makes a class a routine. The class has public static methods {@code call}, told apart by their
 * number of parameters; the first parameter is the caller's connection, the others are the SQL
 * parameters, boxed, NULL where SQL gives NULL. DDL, comments, reference documentation and help
 * follow from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SqlRoutine {
  /** Whether it may write. */
  enum Kind {
    /** Reads only; works in any clause of a query, and by CALL. */
    FUNCTION,
    /** May write; by CALL. */
    PROCEDURE
  }

  String name();

  /** SYS, or the schema of a facade: a system whose SQL is to run here. */
  String schema() default "SYS";

  Kind kind();

  /** What comes back, in words. */
  String returns();

  /** What it does, in a few sentences. The first is its COMMENT. */
  String doc();

  /** A statement that works on the documentation's tables; tests execute it. */
  String example();

  /** Errors that are its own, beyond those of reading a relation, a model or options. */
  MlError[] errors() default {};

  /**
   * Whether it creates or alters tables, which commits the caller's transaction on both engines.
   */
  boolean definesTables() default false;
}
