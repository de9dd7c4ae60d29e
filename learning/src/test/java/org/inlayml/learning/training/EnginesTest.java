// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.learning.Errors.assertMlError;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.Learners;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.linear.LinearLearner;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
  private final Path folder;

  EnginesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** With one service file that has these lines. */
  private Engines engines(String... lines) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(Learner.class.getName()), List.of(lines), UTF_8);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      return Engines.find(loader);
    }
  }

  @Test
  void learners_are_found_and_broken_ones_passed_over() throws IOException {
    Engines engines =
        engines(
            "org.example.NoSuchLearner",
            Xgboost.class.getName(),
            "java.lang.String",
            LinearLearner.class.getName());

    assertThat(engines.learners()).extracting(l -> l.spec().name()).containsExactly("linear");
    assertThat(engines.missing().get("xgboost"))
        .startsWith("The jar inlay-xgboost is there, but did not load: ")
        .contains("org/example/Booster")
        .endsWith(". ");
    assertThat(engines("not a class name!").learners()).isEmpty();
  }

  @Test
  void the_jar_of_a_learner_that_is_missing_is_named() throws IOException {
    Engines engines = engines();
    Learners learners = new Learners(engines.after(Algorithms.BUILT_IN), engines.missing());

    assertMlError(MlError.UNKNOWN_ALGORITHM, () -> learners.find("LightGBM", Task.CLASSIFICATION))
        .startsWith(
            "algorithm 'LightGBM' is not known for classification. Put the jar inlay-lightgbm and"
                + " what it needs on the class path. Algorithms: ");
    assertMlError(MlError.UNKNOWN_ALGORITHM, () -> learners.find("xgboost", Task.REGRESSION))
        .contains("Put the jar inlay-xgboost and");
    assertMlError(MlError.UNKNOWN_ALGORITHM, () -> learners.find("ridgee", Task.REGRESSION))
        .contains("Did you mean 'ridge'?");
  }

  /** One whose library is missing. */
  public static final class Xgboost implements Learner {
    public Xgboost() {
      throw new NoClassDefFoundError("org/example/Booster");
    }

    @Override
    public LearnerSpec spec() {
      throw new IllegalStateException("there is none");
    }

    @Override
    public Model fit(
        FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
      throw new IllegalStateException("there is none");
    }

    @Override
    public long memory(long rows, int width, int classes, Options hyperparameters) {
      return 0;
    }
  }
}
