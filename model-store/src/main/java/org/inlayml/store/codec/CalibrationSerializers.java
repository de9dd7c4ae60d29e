// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Calibration;
import org.inlayml.learning.family.Exceedance;
import org.inlayml.learning.family.Isotonic;
import org.inlayml.learning.family.PairwiseSigmoids;
import org.inlayml.learning.family.Sigmoids;

/** Writes and reads models whose scores are made probabilities. */
final class CalibrationSerializers {
  private CalibrationSerializers() {}

  static void write(Calibrated calibrated, ModelOutput output) {
    write(calibrated.calibration(), output);
    StoredTypes.write(calibrated.scores(), output);
  }

  static Calibrated read(ModelInput input) {
    Calibration calibration = readCalibration(input);
    return new Calibrated(StoredTypes.readModel(input), calibration);
  }

  private static void write(Calibration calibration, ModelOutput output) {
    if (calibration instanceof Sigmoids sigmoids) {
      output.whole(StoredTypes.SIGMOIDS);
      output.countedReals(sigmoids.slopes());
      output.reals(sigmoids.offsets());
    } else if (calibration instanceof Isotonic isotonic) {
      output.whole(StoredTypes.ISOTONIC);
      output.whole(isotonic.knots().length);
      for (int k = 0; k < isotonic.knots().length; k++) {
        output.countedReals(isotonic.knots()[k]);
        output.reals(isotonic.probabilities()[k]);
      }
    } else if (calibration instanceof Exceedance exceedance) {
      output.whole(StoredTypes.EXCEEDANCE);
      output.real(exceedance.threshold());
      output.real(exceedance.scale());
    } else if (calibration instanceof PairwiseSigmoids pairs) {
      output.whole(StoredTypes.PAIRWISE_SIGMOIDS);
      output.whole(pairs.outputs());
      output.whole(pairs.classes().length);
      for (int label : pairs.classes()) {
        output.whole(label);
      }
      output.countedReals(pairs.slopes());
      output.reals(pairs.offsets());
    } else {
      throw new IllegalArgumentException(calibration.getClass().getName() + " is no stored type");
    }
  }

  private static Calibration readCalibration(ModelInput input) {
    int number = input.whole();
    return switch (number) {
      case StoredTypes.SIGMOIDS -> {
        double[] slopes = input.countedReals();
        yield new Sigmoids(slopes, input.reals(slopes.length));
      }
      case StoredTypes.ISOTONIC -> {
        int scores = input.count(1);
        double[][] knots = new double[scores][];
        double[][] probabilities = new double[scores][];
        for (int k = 0; k < scores; k++) {
          knots[k] = input.countedReals();
          probabilities[k] = input.reals(knots[k].length);
        }
        yield new Isotonic(knots, probabilities);
      }
      case StoredTypes.EXCEEDANCE -> new Exceedance(input.real(), input.real());
      case StoredTypes.PAIRWISE_SIGMOIDS -> {
        int outputs = input.whole();
        int[] classes = new int[input.count(1)];
        for (int i = 0; i < classes.length; i++) {
          classes[i] = input.whole();
        }
        double[] slopes = input.countedReals();
        yield new PairwiseSigmoids(outputs, classes, slopes, input.reals(slopes.length));
      }
      default -> throw new IllegalArgumentException("no calibration has the number " + number);
    };
  }
}
