// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.List;
import org.inlayml.learning.feature.CalendarEncoding;
import org.inlayml.learning.feature.FrequencyEncoding;
import org.inlayml.learning.feature.Levels;
import org.inlayml.learning.feature.NumberEncoding;
import org.inlayml.learning.feature.NumberTextEncoding;
import org.inlayml.learning.feature.OneHotEncoding;
import org.inlayml.learning.feature.OrdinalEncoding;

/** Writes and reads encodings. */
final class EncodingSerializers {
  private EncodingSerializers() {}

  static void writeNumber(NumberEncoding encoding, ModelOutput output) {
    output.real(encoding.fill());
    output.real(encoding.centre());
    output.real(encoding.scale());
  }

  static NumberEncoding readNumber(ModelInput input) {
    return new NumberEncoding(input.real(), input.real(), input.real());
  }

  static void writeNumberText(NumberTextEncoding encoding, ModelOutput output) {
    writeNumber(encoding.number(), output);
  }

  static NumberTextEncoding readNumberText(ModelInput input) {
    return new NumberTextEncoding(readNumber(input));
  }

  static void writeCalendar(CalendarEncoding encoding, ModelOutput output) {
    output.list(
        encoding.parts(),
        (part, to) -> {
          to.constant(StoredTypes.CALENDAR_PARTS, part.part());
          writeNumber(part.number(), to);
        });
  }

  static CalendarEncoding readCalendar(ModelInput input) {
    return new CalendarEncoding(
        input.list(
            from ->
                new CalendarEncoding.Part(
                    from.constant(StoredTypes.CALENDAR_PARTS), readNumber(from))));
  }

  static void writeOneHot(OneHotEncoding encoding, ModelOutput output) {
    writeLevels(encoding.levels(), output);
    output.flag(encoding.missing());
    output.flag(encoding.rare());
  }

  static OneHotEncoding readOneHot(ModelInput input) {
    return new OneHotEncoding(readLevels(input), input.flag(), input.flag());
  }

  static void writeOrdinal(OrdinalEncoding encoding, ModelOutput output) {
    writeLevels(encoding.levels(), output);
    output.flag(encoding.missing());
  }

  static OrdinalEncoding readOrdinal(ModelInput input) {
    return new OrdinalEncoding(readLevels(input), input.flag());
  }

  static void writeFrequency(FrequencyEncoding encoding, ModelOutput output) {
    writeLevels(encoding.levels(), output);
    output.reals(encoding.shares());
    output.real(encoding.missingShare());
    writeNumber(encoding.number(), output);
  }

  static FrequencyEncoding readFrequency(ModelInput input) {
    Levels levels = readLevels(input);
    return new FrequencyEncoding(
        levels, input.reals(levels.size()), input.real(), readNumber(input));
  }

  private static void writeLevels(Levels levels, ModelOutput output) {
    output.list(levels.texts(), (text, to) -> to.text(text));
  }

  private static Levels readLevels(ModelInput input) {
    List<String> texts = input.list(ModelInput::text);
    return Levels.of(texts);
  }
}
