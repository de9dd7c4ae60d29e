// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.data;

import java.util.List;
import java.util.stream.Stream;
import org.inlayml.tests.database.Database;

/**
 * A SQL type with two of its values.
 *
 * @param sql as in CREATE TABLE
 * @param low literal of a value
 * @param high literal of another value
 * @param predicted the type of a predicted class, as INFORMATION_SCHEMA calls it
 */
record SampleType(String sql, String low, String high, Use use, String predicted) {
  /** What a column of the type can be. */
  enum Use {
    /** A feature, and a target of classes and numbers. */
    NUMBER,
    /** A feature, and a target of classes. */
    CATEGORY,
    /** A target of classes, as a feature it would name rows. */
    IDENTIFIER,
    NOTHING
  }

  private static final String TEXT = "CHARACTER VARYING";

  /** Whether a predicted class can be cast to the type and is equal to the value then. */
  boolean comparable() {
    return !sql.startsWith("INTERVAL") && !sql.contains("TIME ZONE") && !sql.equals("CLOB");
  }

  /** The column F for JSON_OBJECT, which takes no intervals on H2 and no CLOB on HSQLDB. */
  String inJson() {
    return sql.startsWith("INTERVAL") || sql.equals("CLOB") ? "CAST(F AS VARCHAR(100))" : "F";
  }

  static List<SampleType> of(Database database) {
    return Stream.concat(common(), database.isH2() ? h2() : hsqldb()).toList();
  }

  private static Stream<SampleType> common() {
    return Stream.of(
        number("TINYINT", "-128", "127", "BIGINT"),
        number("SMALLINT", "-32768", "32767", "BIGINT"),
        number("INTEGER", "-2147483648", "2147483647", "BIGINT"),
        number("BIGINT", "-9000000000", "9000000000", "BIGINT"),
        number("NUMERIC(20,0)", "1", "12345678901", "BIGINT"),
        number("NUMERIC(20,2)", "0.01", "123456789.99", "DOUBLE PRECISION"),
        number("DECIMAL(9,4)", "-1.5", "2.25", "DOUBLE PRECISION"),
        number("REAL", "0.5", "1.5", "DOUBLE PRECISION"),
        number("FLOAT", "-0.1", "0.1", "DOUBLE PRECISION"),
        number("DOUBLE PRECISION", "1E-300", "1E300", "DOUBLE PRECISION"),
        number("BOOLEAN", "FALSE", "TRUE", "BOOLEAN"),
        category("CHAR(5)", "'a'", "'bb'"),
        category("VARCHAR(20)", "'a'", "'ß ü 😀'"),
        category("VARCHAR_IGNORECASE(20)", "'a'", "'B'"),
        category("CLOB", "'a'", "'b'"),
        category("NVARCHAR(20)", "''", "' b '"),
        moment("DATE", "DATE '1899-12-31'", "DATE '2026-11-21'"),
        moment("TIME", "TIME '00:00:01'", "TIME '23:59:59'"),
        new SampleType(
            "TIME WITH TIME ZONE",
            "TIME '01:00:00+02:00'",
            "TIME '13:30:00-05:30'",
            Use.CATEGORY,
            "TIME"),
        moment(
            "TIMESTAMP", "TIMESTAMP '1969-07-20 20:17:40'", "TIMESTAMP '2026-11-21 05:35:00.123'"),
        new SampleType(
            "TIMESTAMP WITH TIME ZONE",
            "TIMESTAMP '2026-03-29 02:30:00+01:00'",
            "TIMESTAMP '2026-10-25 23:30:00.5-11:00'",
            Use.CATEGORY,
            "TIMESTAMP"),
        category(
            "INTERVAL YEAR TO MONTH",
            "INTERVAL '1-2' YEAR TO MONTH",
            "INTERVAL '7-0' YEAR TO MONTH"),
        category(
            "INTERVAL DAY TO SECOND",
            "INTERVAL '1 02:03:04' DAY TO SECOND",
            "INTERVAL '5 00:00:00' DAY TO SECOND"),
        new SampleType(
            "UUID",
            "CAST('00000000-0000-4000-8000-000000000001' AS UUID)",
            "CAST('00000000-0000-4000-8000-000000000002' AS UUID)",
            Use.IDENTIFIER,
            TEXT),
        nothing("BINARY(2)", "X'0102'", "X'0304'"),
        nothing("VARBINARY(9)", "X'01'", "X'0304'"),
        nothing("BLOB", "X'01'", "X'0304'"),
        nothing("INTEGER ARRAY", "ARRAY[1, 2]", "ARRAY[3]"));
  }

  private static Stream<SampleType> h2() {
    return Stream.of(
        number("DECFLOAT(16)", "1.5", "2.5", "DOUBLE PRECISION"),
        category("CHARACTER LARGE OBJECT", "'a'", "'b'"),
        category("ENUM('small', 'large')", "'small'", "'large'"),
        category("INTERVAL SECOND", "INTERVAL '1.5' SECOND", "INTERVAL '7' SECOND"),
        nothing("JSON", "JSON '{\"a\": 1}'", "JSON '[2]'"),
        nothing("GEOMETRY", "GEOMETRY 'POINT (1 2)'", "GEOMETRY 'POINT (3 4)'"),
        nothing("JAVA_OBJECT", "CAST(X'01' AS JAVA_OBJECT)", "CAST(X'02' AS JAVA_OBJECT)"),
        nothing("ROW(A INTEGER, B VARCHAR(5))", "ROW(1, 'a')", "ROW(2, 'b')"));
  }

  private static Stream<SampleType> hsqldb() {
    return Stream.of(
        category("LONGVARCHAR", "'a'", "'b'"),
        category("INTERVAL HOUR", "INTERVAL '1' HOUR", "INTERVAL '7' HOUR"),
        nothing("BIT", "B'0'", "B'1'"),
        nothing("BIT(8)", "B'00000001'", "B'10000000'"),
        nothing("BIT VARYING(8)", "B'01'", "B'111'"),
        nothing("LONGVARBINARY", "X'01'", "X'02'"),
        nothing("OTHER", "CAST(NULL AS OTHER)", "CAST(NULL AS OTHER)"),
        nothing("VARCHAR(5) ARRAY", "ARRAY['a']", "ARRAY['b']"));
  }

  private static SampleType number(String sql, String low, String high, String predicted) {
    return new SampleType(sql, low, high, Use.NUMBER, predicted);
  }

  private static SampleType category(String sql, String low, String high) {
    return new SampleType(sql, low, high, Use.CATEGORY, TEXT);
  }

  private static SampleType moment(String sql, String low, String high) {
    return new SampleType(sql, low, high, Use.CATEGORY, sql);
  }

  private static SampleType nothing(String sql, String low, String high) {
    return new SampleType(sql, low, high, Use.NOTHING, "");
  }
}
