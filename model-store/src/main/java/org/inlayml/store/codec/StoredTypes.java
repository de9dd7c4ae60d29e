// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.List;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.MedianTrees;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.CalendarEncoding;
import org.inlayml.learning.feature.CalendarPart;
import org.inlayml.learning.feature.Encoding;
import org.inlayml.learning.feature.FrequencyEncoding;
import org.inlayml.learning.feature.NumberEncoding;
import org.inlayml.learning.feature.NumberTextEncoding;
import org.inlayml.learning.feature.OneHotEncoding;
import org.inlayml.learning.feature.OrdinalEncoding;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.table.ColumnType;

/**
 * Everything that may occur in stored models, and its number there. No other type can be read or
 * written. The numbers and the positions in the lists are written to disk: add at the end, change
 * nothing. {@code stored-ids.txt} of the tests repeats them.
 *
 * <p>Written out as switches, since lists of functions would load and link all of them before the
 * first prediction.
 */
final class StoredTypes {
  /** Model families from 1 on. */
  static final int LINEAR = 1;

  /** As format 1 has them; read only. */
  static final int FORMAT_ONE_TREES = 2;

  static final int TREES = 3;
  static final int CALIBRATED = 4;
  static final int MEDIAN_TREES = 8;

  /** Encodings from 32 on. */
  static final int NUMBER = 32;

  static final int CALENDAR = 33;
  static final int ONE_HOT = 34;
  static final int ORDINAL = 35;
  static final int FREQUENCY = 36;
  static final int NUMBER_TEXT = 37;

  /** Calibrations from 64 on. */
  static final int SIGMOIDS = 64;

  static final int ISOTONIC = 65;
  static final int EXCEEDANCE = 66;

  static final List<Task> TASKS =
      List.of(
          Task.CLASSIFICATION,
          Task.REGRESSION,
          Task.CLUSTERING,
          Task.ANOMALY_DETECTION,
          Task.DECOMPOSITION);

  static final List<Link> LINKS =
      List.of(Link.IDENTITY, Link.LOGISTIC, Link.SOFTMAX, Link.NORMALIZED);

  static final List<ColumnType> COLUMN_TYPES =
      List.of(
          ColumnType.INTEGER,
          ColumnType.NUMBER,
          ColumnType.BOOLEAN,
          ColumnType.TEXT,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIMESTAMP,
          ColumnType.IDENTIFIER);

  static final List<CalendarPart> CALENDAR_PARTS =
      List.of(
          CalendarPart.YEAR,
          CalendarPart.MONTH,
          CalendarPart.DAY,
          CalendarPart.WEEKDAY,
          CalendarPart.DAY_OF_YEAR,
          CalendarPart.DAYS,
          CalendarPart.HOUR,
          CalendarPart.MINUTE,
          CalendarPart.SECOND_OF_DAY);

  private StoredTypes() {}

  static void write(Model model, ModelOutput output) {
    if (model instanceof Linear linear) {
      output.whole(LINEAR);
      FamilySerializers.writeLinear(linear, output);
    } else if (model instanceof Trees trees) {
      output.whole(TREES);
      TreesWriter.write(trees, output);
    } else if (model instanceof Calibrated calibrated) {
      output.whole(CALIBRATED);
      CalibrationSerializers.write(calibrated, output);
    } else if (model instanceof MedianTrees median) {
      output.whole(MEDIAN_TREES);
      FamilySerializers.writeMedianTrees(median, output);
    } else {
      throw new IllegalArgumentException(model.getClass().getName() + " is no stored type");
    }
  }

  static Model readModel(ModelInput input) {
    int number = input.whole();
    return switch (number) {
      case LINEAR -> FamilySerializers.readLinear(input);
      case FORMAT_ONE_TREES -> FormatOneTrees.read(input);
      case TREES -> TreesReader.read(input);
      case CALIBRATED -> CalibrationSerializers.read(input);
      case MEDIAN_TREES -> FamilySerializers.readMedianTrees(input);
      default -> throw new IllegalArgumentException("no model has the number " + number);
    };
  }

  static void write(Encoding encoding, ModelOutput output) {
    if (encoding instanceof NumberEncoding number) {
      output.whole(NUMBER);
      EncodingSerializers.writeNumber(number, output);
    } else if (encoding instanceof CalendarEncoding calendar) {
      output.whole(CALENDAR);
      EncodingSerializers.writeCalendar(calendar, output);
    } else if (encoding instanceof OneHotEncoding oneHot) {
      output.whole(ONE_HOT);
      EncodingSerializers.writeOneHot(oneHot, output);
    } else if (encoding instanceof OrdinalEncoding ordinal) {
      output.whole(ORDINAL);
      EncodingSerializers.writeOrdinal(ordinal, output);
    } else if (encoding instanceof FrequencyEncoding frequency) {
      output.whole(FREQUENCY);
      EncodingSerializers.writeFrequency(frequency, output);
    } else {
      output.whole(NUMBER_TEXT);
      EncodingSerializers.writeNumberText((NumberTextEncoding) encoding, output);
    }
  }

  static Encoding readEncoding(ModelInput input) {
    int number = input.whole();
    return switch (number) {
      case NUMBER -> EncodingSerializers.readNumber(input);
      case CALENDAR -> EncodingSerializers.readCalendar(input);
      case ONE_HOT -> EncodingSerializers.readOneHot(input);
      case ORDINAL -> EncodingSerializers.readOrdinal(input);
      case FREQUENCY -> EncodingSerializers.readFrequency(input);
      case NUMBER_TEXT -> EncodingSerializers.readNumberText(input);
      default -> throw new IllegalArgumentException("no encoding has the number " + number);
    };
  }
}
