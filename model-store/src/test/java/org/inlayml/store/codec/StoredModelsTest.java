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

/** Models of each format that was ever written: they stay readable and predict as they did. */
final class StoredModelsTest {
  private final ModelCodec codec = new ModelCodec();

  @Test
  void format_1_predicts_what_is_recorded() throws Exception {
    List<String> lines =
        new String(resource("predictions.txt"), StandardCharsets.UTF_8).lines().toList();

    assertThat(lines).hasSize(12);
    for (String line : lines) {
      String name = line.substring(0, line.indexOf(' '));
      StoredModel model = codec.read(name, resource(name + ".model"));

      String predictions = Arrays.deepToString(model.predictor().predict(SampleModels.rows()));

      assertThat(name + " " + predictions).isEqualTo(line);
    }
  }

  /** While format 1 is the newest; a newer one gets a folder of its own. */
  @Test
  void format_1_is_still_written_alike() throws Exception {
    for (Map.Entry<String, StoredModel> sample : SampleModels.all().entrySet()) {
      byte[] written = codec.write(sample.getValue());

      assertThat(written).as(sample.getKey()).isEqualTo(resource(sample.getKey() + ".model"));
    }
  }

  private byte[] resource(String name) throws IOException {
    try (InputStream resource = getClass().getResourceAsStream("format-1/" + name)) {
      assertThat(resource).as(name).isNotNull();
      return resource.readAllBytes();
    }
  }
}
