// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.inlayml.learning.family.Activation;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Calibration;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Neighbors;
import org.inlayml.learning.feature.CalendarPart;
import org.inlayml.learning.feature.Encoding;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.store.SampleModels;
import org.junit.jupiter.api.Test;

final class StoredIdsTest {
  /** A line may be added to the file, never changed: models out there hold these numbers. */
  @Test
  void numbers_on_disk_are_those_of_the_file() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Field field : StoredTypes.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        lines.add(field.getName() + " " + field.getInt(null));
      }
    }
    number(StoredTypes.TASKS, lines);
    number(StoredTypes.LINKS, lines);
    number(StoredTypes.COLUMN_TYPES, lines);
    number(StoredTypes.CALENDAR_PARTS, lines);
    number(StoredTypes.KERNELS, lines);
    number(StoredTypes.DISTANCES, lines);
    number(StoredTypes.ANSWERS, lines);
    number(StoredTypes.ACTIVATIONS, lines);

    String file;
    try (InputStream resource = getClass().getResourceAsStream("stored-ids.txt")) {
      file = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(file.lines().toList()).isEqualTo(lines);
  }

  @Test
  void every_constant_has_a_number() {
    assertThat(StoredTypes.TASKS).containsExactlyInAnyOrder(Task.values());
    assertThat(StoredTypes.KERNELS).containsExactlyInAnyOrder(KernelFunction.Kind.values());
    assertThat(StoredTypes.LINKS).containsExactlyInAnyOrder(Link.values());
    assertThat(StoredTypes.DISTANCES).containsExactlyInAnyOrder(Distance.Kind.values());
    assertThat(StoredTypes.ANSWERS).containsExactlyInAnyOrder(Neighbors.Answer.values());
    assertThat(StoredTypes.ACTIVATIONS).containsExactlyInAnyOrder(Activation.values());
    assertThat(StoredTypes.COLUMN_TYPES).containsExactlyInAnyOrder(ColumnType.values());
    assertThat(StoredTypes.CALENDAR_PARTS).containsExactlyInAnyOrder(CalendarPart.values());
  }

  /** A type that is not known to the switches would be written as another, or not be read. */
  @Test
  void every_type_is_written_and_read_by_its_number() {
    Set<Class<?>> read = new HashSet<>();
    for (StoredModel sample : SampleModels.all().values()) {
      ModelOutput output = new ModelOutput();
      StoredTypes.write(sample.predictor().model(), output);
      read.add(StoredTypes.readModel(input(output)).getClass());
      for (Feature feature : sample.predictor().pipeline().features()) {
        ModelOutput encoding = new ModelOutput();
        StoredTypes.write(feature.encoding(), encoding);
        read.add(StoredTypes.readEncoding(input(encoding)).getClass());
      }
    }

    assertThat(read)
        .containsAll(records(Model.class).toList())
        .containsAll(records(Encoding.class).toList());
    assertThat(calibrations()).containsAll(records(Calibration.class).toList());
  }

  /** Those of the samples. */
  private static Set<Class<?>> calibrations() {
    Set<Class<?>> calibrations = new HashSet<>();
    for (StoredModel sample : SampleModels.all().values()) {
      if (sample.predictor().model() instanceof Calibrated calibrated) {
        calibrations.add(calibrated.calibration().getClass());
      }
    }
    return calibrations;
  }

  /** The records below a sealed interface, whatever stands between. */
  private static Stream<Class<?>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(StoredIdsTest::records);
  }

  private static ModelInput input(ModelOutput output) {
    byte[] bytes = output.toBytes();
    return new ModelInput(bytes, 0, bytes.length);
  }

  /** With the class around it, where there is one. */
  private static String name(Class<?> type) {
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }

  private static <E extends Enum<E>> void number(List<E> constants, List<String> lines) {
    for (int i = 0; i < constants.size(); i++) {
      E constant = constants.get(i);
      lines.add(name(constant.getDeclaringClass()) + "." + constant + " " + i);
    }
  }
}
