// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;

/**
 * Rows of 20 standard normal numbers, of which ten tell the sum: straight, bent and by twos, with
 * noise.
 *
 * @param sums by row
 */
record FittingSample(FeatureMatrix features, double[] sums) {
  private static final int WIDTH = 20;

  static FittingSample of(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] sums = new double[rows];
    double[][] columns = new double[WIDTH][rows];
    for (int row = 0; row < rows; row++) {
      double[] x = new double[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        x[j] = random.nextGaussian();
        columns[j][row] = x[j];
      }
      sums[row] = x[0] - 0.5 * x[1] + 0.7 * x[2] + 0.3 * x[3];
      sums[row] += x[4] * x[5] + StrictMath.sin(2 * x[6]) + 0.5 * (x[7] * x[7] - 1);
      sums[row] += (x[8] > 0.5 ? 1 : -0.4) * x[9] + 0.7 * random.nextGaussian();
    }
    List<String> names = IntStream.range(0, WIDTH).mapToObj(j -> "X" + j).toList();
    return new FittingSample(new FeatureMatrix(names, columns, rows), sums);
  }

  /** The sums, or whether they are above 0. */
  TargetVector truth(Task task) {
    return switch (task) {
      case REGRESSION -> new TargetVector(sums, 0);
      case CLASSIFICATION ->
          new TargetVector(Arrays.stream(sums).map(sum -> sum > 0 ? 1 : 0).toArray(), 2);
      case CLUSTERING, ANOMALY_DETECTION, DECOMPOSITION -> TargetVector.unknown(task, sums.length);
    };
  }
}
