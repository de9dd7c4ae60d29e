// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

import java.util.Map;
import java.util.stream.Stream;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.training.LearnerContractTest;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Without processes, to be quick: others test that those learn the same. */
@ParameterizedClass
@MethodSource("cases")
class XgboostContractTest extends LearnerContractTest {
  static Stream<Arguments> cases() {
    Learner learner = new XgboostLearner();
    return Stream.of(0, 2, 3).map(classes -> Arguments.of(learner, classes));
  }

  XgboostContractTest(Learner learner, int classes) {
    super(learner, classes);
  }

  @Override
  protected Options options(Learner learner) {
    return Options.check(
        "xgboost", learner.spec().hyperparameters(), Map.of("process", "in_process"));
  }
}
