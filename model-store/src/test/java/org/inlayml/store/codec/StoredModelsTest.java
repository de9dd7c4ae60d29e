// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.inlayml.store.SampleModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of each format that was ever written: they stay readable and predict as they did. */
final class StoredModelsTest {
  private final ModelCodec codec = new ModelCodec();

  @ParameterizedTest
  @CsvSource({"format-1, 12", "format-2, 13", "format-3, 43"})
  void each_format_predicts_what_is_recorded(String format, int models) throws Exception {
    List<String> lines =
        new String(resource(format + "/predictions.txt"), StandardCharsets.UTF_8).lines().toList();

    assertThat(lines).hasSize(models);
    for (String line : lines) {
      String name = line.substring(0, line.indexOf(' '));
      StoredModel model = codec.read(name, resource(format + "/" + name + ".model"));

      String predictions = Arrays.deepToString(model.predictor().predict(SampleModels.rows()));

      assertThat(name + " " + predictions).isEqualTo(line);
    }
  }

  /** While format 3 is the newest; a newer one gets a folder of its own. */
  @Test
  void format_3_is_still_written_alike() throws Exception {
    for (Map.Entry<String, StoredModel> sample : SampleModels.all().entrySet()) {
      byte[] written = codec.write(sample.getValue());

      assertThat(written)
          .as(sample.getKey())
          .isEqualTo(resource("format-3/" + sample.getKey() + ".model"));
    }
  }

  /** Old models are read as they are; written again, they are new ones. */
  @Test
  void older_formats_are_written_as_format_3() throws Exception {
    for (String format : List.of("format-1/", "format-2/")) {
      for (String name : List.of("linear-softmax", "trees-rounds", "encoding-frequency")) {
        StoredModel old = codec.read(name, resource(format + name + ".model"));

        byte[] written = codec.write(old);

        assertThat(written).as(format + name).isEqualTo(resource("format-3/" + name + ".model"));
      }
    }
  }

  private byte[] resource(String name) throws IOException {
    try (InputStream resource = getClass().getResourceAsStream(name)) {
      assertThat(resource).as(name).isNotNull();
      return resource.readAllBytes();
    }
  }
}
