// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.inlayml.store.SampleModels;
import org.junit.jupiter.api.Test;

/** Runs the codec in a JVM of its own, since the warnings come once a JVM. */
final class QuietCodecTest {
  /** Writes and reads every sample. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      ModelCodec codec = new ModelCodec();
      SampleModels.all().forEach((name, model) -> codec.read(name, codec.write(model)));
    }
  }

  @Test
  void prints_nothing_and_leaves_unsafe_alone() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    Process process =
        new ProcessBuilder(
                java,
                "-Xlog:disable",
                "-Xlog:class+init=info:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

    assertThat(process.waitFor()).isZero();
    assertThat(output.lines().filter(line -> !line.startsWith("["))).isEmpty();
    List<String> kryo = output.lines().filter(line -> line.contains("esotericsoftware")).toList();
    assertThat(kryo).isNotEmpty().noneMatch(line -> line.contains("unsafe"));
  }
}
