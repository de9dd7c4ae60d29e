// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.procedures;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Formatter;
import java.util.Locale;
import java.util.TimeZone;

@SuppressWarnings({
  "DefaultCharset",
  "DefaultLocale",
  "JavaTimeDefaultTimeZone",
  "StringCaseLocaleUsage"
})
final class LeansOnDefaults {
  String lower(String text) {
    return text.toLowerCase();
  }

  String upper(String text) {
    return text.toUpperCase();
  }

  String format(double number) {
    return String.format("%f", number);
  }

  String formatted(double number) {
    return "%f".formatted(number);
  }

  Formatter formatter() {
    return new Formatter();
  }

  byte[] bytes(String text) {
    return text.getBytes();
  }

  String text(byte[] bytes) {
    return new String(bytes);
  }

  InputStreamReader reader(InputStream in) {
    return new InputStreamReader(in);
  }

  Charset charset() {
    return Charset.defaultCharset();
  }

  Locale locale() {
    return Locale.getDefault();
  }

  TimeZone timeZone() {
    return TimeZone.getDefault();
  }

  ZoneId zone() {
    return ZoneId.systemDefault();
  }

  LocalDate date() {
    return LocalDate.now();
  }

  LocalTime time() {
    return LocalTime.now();
  }

  LocalDateTime timestamp() {
    return LocalDateTime.now();
  }

  ZonedDateTime zoned() {
    return ZonedDateTime.now();
  }
}
