// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import org.inlayml.learning.family.Blend;
import org.inlayml.learning.family.CorePoints;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.LocalOutliers;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Neighbors;
import org.inlayml.learning.family.RadialBasis;
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.neighborhood.Points;

/** Writes and reads the families that keep rows or centres. */
final class NeighborSerializers {
  private NeighborSerializers() {}

  static void writeNeighbors(Neighbors neighbors, ModelOutput output) {
    output.constant(StoredTypes.ANSWERS, neighbors.answer());
    output.whole(neighbors.outputs());
    output.whole(neighbors.neighbors());
    output.flag(neighbors.byDistance());
    write(neighbors.points(), output);
    output.countedReals(neighbors.values());
    output.countedReals(neighbors.weights());
  }

  static Neighbors readNeighbors(ModelInput input) {
    Neighbors.Answer answer = input.constant(StoredTypes.ANSWERS);
    int outputs = positive(input);
    int neighbors = input.whole();
    boolean byDistance = input.flag();
    Points points = readPoints(input);
    double[] values = input.countedReals();
    double[] weights = input.countedReals();
    return new Neighbors(points, values, weights, neighbors, byDistance, answer, outputs);
  }

  static void writeOutliers(LocalOutliers outliers, ModelOutput output) {
    output.whole(outliers.neighbors());
    write(outliers.points(), output);
    output.reals(outliers.reaches());
    output.reals(outliers.densities());
  }

  static LocalOutliers readOutliers(ModelInput input) {
    int neighbors = input.whole();
    Points points = readPoints(input);
    double[] reaches = input.reals(points.rows());
    double[] densities = input.reals(points.rows());
    return new LocalOutliers(points, reaches, densities, neighbors);
  }

  static void writeBlend(Blend blend, ModelOutput output) {
    output.real(blend.weight());
    StoredTypes.write(blend.first(), output);
    StoredTypes.write(blend.second(), output);
  }

  static Blend readBlend(ModelInput input) {
    double weight = input.real();
    Model first = StoredTypes.readModel(input);
    return new Blend(first, StoredTypes.readModel(input), weight);
  }

  static void writeCorePoints(CorePoints corePoints, ModelOutput output) {
    output.whole(corePoints.outputs());
    output.real(corePoints.farthest());
    write(corePoints.points(), output);
    for (int cluster : corePoints.clusters()) {
      output.whole(cluster);
    }
  }

  static CorePoints readCorePoints(ModelInput input) {
    int outputs = positive(input);
    double farthest = input.real();
    Points points = readPoints(input);
    int[] clusters = new int[input.checkCount(points.rows(), 1)];
    for (int i = 0; i < clusters.length; i++) {
      clusters[i] = input.whole();
    }
    return new CorePoints(points, clusters, outputs, farthest);
  }

  static void writeRadialBasis(RadialBasis basis, ModelOutput output) {
    output.real(basis.rate());
    writeRows(basis.centers(), output);
    FamilySerializers.writeLinear(basis.output(), output);
  }

  static RadialBasis readRadialBasis(ModelInput input) {
    double rate = input.real();
    double[][] centers = readRows(input);
    Linear linear = FamilySerializers.readLinear(input);
    return new RadialBasis(centers, rate, linear);
  }

  static void writeRows(double[][] rows, ModelOutput output) {
    output.whole(rows.length);
    output.whole(rows[0].length);
    for (double[] row : rows) {
      output.reals(row);
    }
  }

  static double[][] readRows(ModelInput input) {
    int rows = input.whole();
    int width = readWidth(input);
    double[][] values = new double[input.checkCount(rows, (long) Double.BYTES * width)][];
    for (int row = 0; row < rows; row++) {
      values[row] = input.reals(width);
    }
    return values;
  }

  private static void write(Points points, ModelOutput output) {
    output.constant(StoredTypes.DISTANCES, points.distance().kind());
    output.real(points.distance().power());
    output.whole(points.rows());
    output.whole(points.width());
    output.reals(points.values());
  }

  private static Points readPoints(ModelInput input) {
    Distance.Kind kind = input.constant(StoredTypes.DISTANCES);
    Distance distance = new Distance(kind, input.real());
    int rows = input.whole();
    int width = readWidth(input);
    input.checkCount(rows, (long) Double.BYTES * width);
    return new Points(input.reals(rows * width), rows, width, distance);
  }

  private static int positive(ModelInput input) {
    int number = input.whole();
    if (number < 1) {
      throw new IllegalArgumentException("a number is not positive");
    }
    return number;
  }

  /** How many reals a row has, of which one at least follows. */
  private static int readWidth(ModelInput input) {
    return input.checkCount(positive(input), Double.BYTES);
  }
}
