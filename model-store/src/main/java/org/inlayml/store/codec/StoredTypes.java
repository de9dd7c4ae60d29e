// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.List;
import org.inlayml.learning.family.Activation;
import org.inlayml.learning.family.Bayes;
import org.inlayml.learning.family.Blend;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Centroids;
import org.inlayml.learning.family.CorePoints;
import org.inlayml.learning.family.Counts;
import org.inlayml.learning.family.GaussianClassifier;
import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.family.Layers;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.LocalOutliers;
import org.inlayml.learning.family.MedianTrees;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Neighbors;
import org.inlayml.learning.family.Polynomial;
import org.inlayml.learning.family.Projection;
import org.inlayml.learning.family.RadialBasis;
import org.inlayml.learning.family.ReconstructionError;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.family.TwoSidedTrees;
import org.inlayml.learning.feature.CalendarEncoding;
import org.inlayml.learning.feature.CalendarPart;
import org.inlayml.learning.feature.Encoding;
import org.inlayml.learning.feature.FrequencyEncoding;
import org.inlayml.learning.feature.NumberEncoding;
import org.inlayml.learning.feature.NumberTextEncoding;
import org.inlayml.learning.feature.OneHotEncoding;
import org.inlayml.learning.feature.OrdinalEncoding;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.table.ColumnType;

/**
 * Everything that may occur in stored models, and its number there. No other type can be read or
 * written. The numbers and the positions in the lists are written to disk: add at the end, change
 * nothing. {@code stored-ids.txt} of the tests repeats them.
 *
 * <p>Written out as switches, since lists of functions would load and link all of them before the
 * first prediction.
 */
final class StoredTypes {
  /** Model families from 1 on. */
  static final int LINEAR = 1;

  /** As format 1 has them; read only. */
  static final int FORMAT_ONE_TREES = 2;

  static final int TREES = 3;
  static final int CALIBRATED = 4;
  static final int TREES_WITH_SETS = 5;
  static final int POLYNOMIAL = 6;
  static final int KERNEL = 7;
  static final int MEDIAN_TREES = 8;
  static final int BAYES = 9;
  static final int GAUSSIANS = 10;
  static final int COUNTS = 11;
  static final int LAYERS = 12;
  static final int PROJECTION = 14;
  static final int RECONSTRUCTION_ERROR = 15;
  static final int NEIGHBORS = 16;
  static final int LOCAL_OUTLIERS = 17;
  static final int BLEND = 18;
  static final int CENTROIDS = 19;
  static final int CORE_POINTS = 20;
  static final int RADIAL_BASIS = 21;
  static final int TWO_SIDED_TREES = 22;

  /** Encodings from 32 on. */
  static final int NUMBER = 32;

  static final int CALENDAR = 33;
  static final int ONE_HOT = 34;
  static final int ORDINAL = 35;
  static final int FREQUENCY = 36;
  static final int NUMBER_TEXT = 37;

  /** Calibrations from 64 on. */
  static final int SIGMOIDS = 64;

  static final int ISOTONIC = 65;
  static final int EXCEEDANCE = 66;
  static final int PAIRWISE_SIGMOIDS = 67;

  static final List<Task> TASKS =
      List.of(
          Task.CLASSIFICATION,
          Task.REGRESSION,
          Task.CLUSTERING,
          Task.ANOMALY_DETECTION,
          Task.DECOMPOSITION);

  static final List<Link> LINKS =
      List.of(Link.IDENTITY, Link.LOGISTIC, Link.SOFTMAX, Link.NORMALIZED, Link.EXPONENTIAL);

  static final List<KernelFunction.Kind> KERNELS =
      List.of(
          KernelFunction.Kind.LINEAR,
          KernelFunction.Kind.RBF,
          KernelFunction.Kind.POLYNOMIAL,
          KernelFunction.Kind.SIGMOID,
          KernelFunction.Kind.LAPLACIAN);

  static final List<Distance.Kind> DISTANCES =
      List.of(
          Distance.Kind.EUCLIDEAN,
          Distance.Kind.MANHATTAN,
          Distance.Kind.CHEBYSHEV,
          Distance.Kind.COSINE,
          Distance.Kind.MINKOWSKI);

  static final List<Neighbors.Answer> ANSWERS =
      List.of(
          Neighbors.Answer.VALUE,
          Neighbors.Answer.CLASSES,
          Neighbors.Answer.MEAN_DISTANCE,
          Neighbors.Answer.LARGEST_DISTANCE,
          Neighbors.Answer.MEDIAN_DISTANCE);

  static final List<Activation> ACTIVATIONS =
      List.of(Activation.RELU, Activation.TANH, Activation.LOGISTIC, Activation.IDENTITY);

  static final List<ColumnType> COLUMN_TYPES =
      List.of(
          ColumnType.INTEGER,
          ColumnType.NUMBER,
          ColumnType.BOOLEAN,
          ColumnType.TEXT,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIMESTAMP,
          ColumnType.IDENTIFIER);

  static final List<CalendarPart> CALENDAR_PARTS =
      List.of(
          CalendarPart.YEAR,
          CalendarPart.MONTH,
          CalendarPart.DAY,
          CalendarPart.WEEKDAY,
          CalendarPart.DAY_OF_YEAR,
          CalendarPart.DAYS,
          CalendarPart.HOUR,
          CalendarPart.MINUTE,
          CalendarPart.SECOND_OF_DAY);

  private StoredTypes() {}

  static void write(Model model, ModelOutput output) {
    if (model instanceof Linear linear) {
      output.whole(LINEAR);
      FamilySerializers.writeLinear(linear, output);
    } else if (model instanceof Trees trees && trees.hasSets()) {
      output.whole(TREES_WITH_SETS);
      SetsSerializer.write(trees, output);
    } else if (model instanceof Trees trees) {
      output.whole(TREES);
      TreesWriter.write(trees, output);
    } else if (model instanceof Calibrated calibrated) {
      output.whole(CALIBRATED);
      CalibrationSerializers.write(calibrated, output);
    } else if (model instanceof Polynomial polynomial) {
      output.whole(POLYNOMIAL);
      FamilySerializers.writePolynomial(polynomial, output);
    } else if (model instanceof Kernel || model instanceof GaussianClassifier) {
      output.whole(KERNEL);
      KernelSerializer.write(model, output);
    } else if (model instanceof Neighbors neighbors) {
      output.whole(NEIGHBORS);
      NeighborSerializers.writeNeighbors(neighbors, output);
    } else if (model instanceof LocalOutliers outliers) {
      output.whole(LOCAL_OUTLIERS);
      NeighborSerializers.writeOutliers(outliers, output);
    } else if (model instanceof Blend blend) {
      output.whole(BLEND);
      NeighborSerializers.writeBlend(blend, output);
    } else if (model instanceof Centroids centroids) {
      output.whole(CENTROIDS);
      NeighborSerializers.writeRows(centroids.centers(), output);
    } else if (model instanceof CorePoints corePoints) {
      output.whole(CORE_POINTS);
      NeighborSerializers.writeCorePoints(corePoints, output);
    } else if (model instanceof RadialBasis basis) {
      output.whole(RADIAL_BASIS);
      NeighborSerializers.writeRadialBasis(basis, output);
    } else if (model instanceof Bayes bayes) {
      output.whole(BAYES);
      DenseSerializers.write(bayes, output);
    } else if (model instanceof Gaussians gaussians) {
      output.whole(GAUSSIANS);
      DenseSerializers.write(gaussians, output);
    } else if (model instanceof Counts counts) {
      output.whole(COUNTS);
      DenseSerializers.write(counts, output);
    } else if (model instanceof Layers layers) {
      output.whole(LAYERS);
      DenseSerializers.write(layers, output);
    } else if (model instanceof Projection projection) {
      output.whole(PROJECTION);
      DenseSerializers.write(projection, output);
    } else if (model instanceof ReconstructionError error) {
      output.whole(RECONSTRUCTION_ERROR);
      DenseSerializers.write(error, output);
    } else if (model instanceof TwoSidedTrees both) {
      output.whole(TWO_SIDED_TREES);
      SetsSerializer.writeTwoSided(both, output);
    } else if (model instanceof MedianTrees median) {
      output.whole(MEDIAN_TREES);
      FamilySerializers.writeMedianTrees(median, output);
    } else {
      throw new IllegalArgumentException(model.getClass().getName() + " is no stored type");
    }
  }

  static Model readModel(ModelInput input) {
    int number = input.whole();
    return switch (number) {
      case LINEAR -> FamilySerializers.readLinear(input);
      case FORMAT_ONE_TREES -> FormatOneTrees.read(input);
      case TREES -> TreesReader.read(input);
      case CALIBRATED -> CalibrationSerializers.read(input);
      case POLYNOMIAL -> FamilySerializers.readPolynomial(input);
      case KERNEL -> KernelSerializer.read(input);
      case NEIGHBORS -> NeighborSerializers.readNeighbors(input);
      case LOCAL_OUTLIERS -> NeighborSerializers.readOutliers(input);
      case BLEND -> NeighborSerializers.readBlend(input);
      case CENTROIDS -> new Centroids(NeighborSerializers.readRows(input));
      case CORE_POINTS -> NeighborSerializers.readCorePoints(input);
      case RADIAL_BASIS -> NeighborSerializers.readRadialBasis(input);
      case BAYES -> DenseSerializers.readBayes(input);
      case GAUSSIANS -> DenseSerializers.readGaussians(input);
      case COUNTS -> DenseSerializers.readCounts(input);
      case LAYERS -> DenseSerializers.readLayers(input);
      case PROJECTION -> DenseSerializers.readProjection(input);
      case RECONSTRUCTION_ERROR -> DenseSerializers.readReconstructionError(input);
      case TREES_WITH_SETS -> SetsSerializer.read(input);
      case TWO_SIDED_TREES -> SetsSerializer.readTwoSided(input);
      case MEDIAN_TREES -> FamilySerializers.readMedianTrees(input);
      default -> throw new IllegalArgumentException("no model has the number " + number);
    };
  }

  static void write(Encoding encoding, ModelOutput output) {
    if (encoding instanceof NumberEncoding number) {
      output.whole(NUMBER);
      EncodingSerializers.writeNumber(number, output);
    } else if (encoding instanceof CalendarEncoding calendar) {
      output.whole(CALENDAR);
      EncodingSerializers.writeCalendar(calendar, output);
    } else if (encoding instanceof OneHotEncoding oneHot) {
      output.whole(ONE_HOT);
      EncodingSerializers.writeOneHot(oneHot, output);
    } else if (encoding instanceof OrdinalEncoding ordinal) {
      output.whole(ORDINAL);
      EncodingSerializers.writeOrdinal(ordinal, output);
    } else if (encoding instanceof FrequencyEncoding frequency) {
      output.whole(FREQUENCY);
      EncodingSerializers.writeFrequency(frequency, output);
    } else {
      output.whole(NUMBER_TEXT);
      EncodingSerializers.writeNumberText((NumberTextEncoding) encoding, output);
    }
  }

  static Encoding readEncoding(ModelInput input) {
    int number = input.whole();
    return switch (number) {
      case NUMBER -> EncodingSerializers.readNumber(input);
      case CALENDAR -> EncodingSerializers.readCalendar(input);
      case ONE_HOT -> EncodingSerializers.readOneHot(input);
      case ORDINAL -> EncodingSerializers.readOrdinal(input);
      case FREQUENCY -> EncodingSerializers.readFrequency(input);
      case NUMBER_TEXT -> EncodingSerializers.readNumberText(input);
      default -> throw new IllegalArgumentException("no encoding has the number " + number);
    };
  }
}
