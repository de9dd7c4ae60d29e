// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.decomposition;

import java.util.Arrays;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Products;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.Eigenvectors;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.SquareSums;
import org.inlayml.learning.learner.TargetVector;

/**
 * The directions in which rows vary most, at right angles, the greatest first: eigenvectors of the
 * square sums of the features, or of the rows where these are fewer. Each points to where its
 * greatest score by absolute value is positive, as scikit-learn's {@code svd_flip} has it. Source:
 * Jolliffe, Principal Component Analysis, 2nd ed., 2002, 3.5.
 *
 * @param means what was taken off; 0 where nothing is centred
 * @param directions directions × features
 * @param variances by direction, the mean square along it
 * @param total the sum of the variances of all directions
 */
record PrincipalAxes(double[] means, double[][] directions, double[] variances, double total) {
  /** The share of the greatest variance below which there is none. */
  private static final double ROUNDING = 1e-13;

  /**
   * Finds them.
   *
   * @param most how many at most
   */
  static PrincipalAxes of(
      FeatureMatrix features,
      TargetVector target,
      boolean centred,
      int most,
      Checkpoint checkpoint) {
    Scores rows = Scores.of(features, target, centred);
    boolean ofFeatures = features.width() <= features.rows();
    double[][] squares = ofFeatures ? rows.squares(checkpoint) : rows.products(checkpoint);
    Eigenvectors eigen = Eigenvectors.of(squares, checkpoint.stage("directions", 0.5, 0.9));
    double[] values = Arrays.stream(eigen.values()).map(value -> Math.max(0, value)).toArray();
    int kept = Math.min(most, values.length);
    if (!ofFeatures) {
      // a row's eigenvector gives a direction only where there is any variance
      while (kept > 1 && !(values[kept - 1] > ROUNDING * values[0])) {
        kept--;
      }
    }
    double total = Arrays.stream(values).sum();
    double[][] directions = Arrays.copyOf(eigen.vectors(), kept);
    double[] variances = new double[kept];
    for (int k = 0; k < kept; k++) {
      variances[k] = values[k] / rows.freedom();
      if (!ofFeatures) {
        checkpoint.reached(0.9);
        directions[k] = rows.direction(directions[k], values[k]);
      }
    }
    rows.turn(directions, checkpoint);
    return new PrincipalAxes(rows.means(), directions, variances, total / rows.freedom());
  }

  /** Bytes of {@link #of}. */
  static long memory(long rows, int width, long kept) {
    long count = Math.min(rows, width);
    return 8 * (6 * count * count + 2 * kept * width + 8L * width + 2 * rows)
        + SquareSums.memory(width)
        + 16L * SquareSums.ROWS * width;
  }

  /** How many of the directions hold a share of the variance, at least one. */
  int holding(double share) {
    double sum = 0;
    for (int k = 0; k < variances.length; k++) {
      sum += variances[k];
      if (sum > share * total) {
        return k + 1;
      }
    }
    return variances.length;
  }

  /**
   * The rows as they are decomposed.
   *
   * @param freedom what square sums are divided by
   */
  private record Scores(FeatureMatrix features, double[] weights, double[] means, double freedom) {
    static Scores of(FeatureMatrix features, TargetVector target, boolean centred) {
      double[] weights = target.allWeights();
      double total = Arrays.stream(weights).sum();
      double[] means = new double[features.width()];
      for (int j = 0; centred && j < means.length; j++) {
        double[] column = features.columns()[j];
        for (int pass = 0; pass < 2; pass++) {
          // the second pass mends what rounding did to the first
          double sum = 0;
          for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (column[i] - means[j]);
          }
          means[j] += sum / total;
        }
      }
      return new Scores(features, weights, means, Math.max(total - 1, total / 2));
    }

    private void fill(double[][] block, int from, int rows) {
      for (int j = 0; j < means.length; j++) {
        double[] column = features.columns()[j];
        for (int i = 0; i < rows; i++) {
          block[i][j] = column[from + i] - means[j];
        }
      }
    }

    /** Features × features. */
    double[][] squares(Checkpoint checkpoint) {
      int width = means.length;
      SquareSums sums = new SquareSums(width);
      double[][] block = new double[SquareSums.ROWS][width];
      for (int from = 0; from < features.rows(); from += block.length) {
        double share = 0.5 * from / features.rows();
        int rows = Math.min(block.length, features.rows() - from);
        fill(block, from, rows);
        double[] some = Arrays.copyOfRange(weights, from, from + rows);
        sums.add(block, some, rows, () -> checkpoint.reached(share));
      }
      double[][] squares = new double[width][width];
      for (int j = 0; j < width; j++) {
        for (int l = 0; l <= j; l++) {
          squares[j][l] = sums.row(j)[l];
          squares[l][j] = sums.row(j)[l];
        }
        if (!Double.isFinite(sums.row(j)[j])) {
          throw MlError.INVALID_VALUE.with(
              features.names().get(j), "numbers below 1e150", "greater");
        }
      }
      return squares;
    }

    /** Rows × rows. */
    double[][] products(Checkpoint checkpoint) {
      int count = features.rows();
      double[][] sums = new double[count][count];
      for (int j = 0; j < means.length; j++) {
        checkpoint.reached(0.5 * j / means.length);
        double[] centred = features.columns()[j].clone();
        for (int i = 0; i < count; i++) {
          centred[i] = Math.sqrt(weights[i]) * (centred[i] - means[j]);
        }
        for (int i = 0; i < count; i++) {
          Products.addRow(sums[i], centred[i], centred);
        }
      }
      for (double[] row : sums) {
        if (!Double.isFinite(Arrays.stream(row).sum())) {
          throw MlError.INVALID_VALUE.with("(all)", "numbers below 1e150", "greater");
        }
      }
      return sums;
    }

    /** The direction that belongs to an eigenvector of the rows. */
    double[] direction(double[] vector, double value) {
      double[] direction = new double[means.length];
      double length = Math.sqrt(value);
      for (int j = 0; j < direction.length; j++) {
        double[] column = features.columns()[j];
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
          sum += Math.sqrt(weights[i]) * vector[i] * (column[i] - means[j]);
        }
        direction[j] = length > 0 ? sum / length : j == 0 ? 1 : 0;
      }
      return direction;
    }

    /** Turns directions so that the greatest score by absolute value is positive. */
    void turn(double[][] directions, Checkpoint checkpoint) {
      double[] greatest = new double[directions.length];
      double[][] columns = new double[means.length][SquareSums.ROWS];
      double[] scores = new double[SquareSums.ROWS];
      for (int from = 0; from < features.rows(); from += scores.length) {
        checkpoint.reached(0.9 + 0.1 * from / features.rows());
        int rows = Math.min(scores.length, features.rows() - from);
        for (int j = 0; j < means.length; j++) {
          for (int i = 0; i < rows; i++) {
            columns[j][i] = features.columns()[j][from + i] - means[j];
          }
        }
        for (int k = 0; k < directions.length; k++) {
          Arrays.fill(scores, 0);
          Products.addRows(scores, rows, directions[k], columns, means.length);
          for (int i = 0; i < rows; i++) {
            if (Math.abs(scores[i]) > Math.abs(greatest[k])) {
              greatest[k] = scores[i];
            }
          }
        }
      }
      for (int k = 0; k < directions.length; k++) {
        for (int j = 0; greatest[k] < 0 && j < means.length; j++) {
          directions[k][j] = -directions[k][j];
        }
      }
    }
  }
}
