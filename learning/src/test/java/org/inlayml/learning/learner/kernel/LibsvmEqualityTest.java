// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;
import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.feature.FeatureMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our kernels and our solver against libsvm 3.35. */
class LibsvmEqualityTest {
  private static svm_node[][] nodes(FeatureMatrix features) {
    double[][] rows = features.toRows();
    svm_node[][] nodes = new svm_node[rows.length][features.width()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < features.width(); j++) {
        nodes[i][j] = new svm_node();
        nodes[i][j].index = j + 1;
        nodes[i][j].value = rows[i][j];
      }
    }
    return nodes;
  }

  private static svm_model train(int kernel, double tolerance) {
    svm_problem problem = new svm_problem();
    problem.l = Fitting.ROWS;
    problem.x = nodes(Fitting.features());
    problem.y = Fitting.numbers();
    svm_parameter parameter = new svm_parameter();
    parameter.svm_type = svm_parameter.EPSILON_SVR;
    parameter.kernel_type = kernel;
    parameter.gamma = 0.3;
    parameter.coef0 = 0.5;
    parameter.degree = 3;
    parameter.C = 1;
    parameter.p = 0.1;
    parameter.eps = tolerance;
    parameter.cache_size = 10;
    parameter.shrinking = 1;
    svm.svm_set_print_string_function(text -> {});
    return svm.svm_train(problem, parameter);
  }

  private static double[] predicted(svm_model model) {
    svm_node[][] rows = nodes(Fitting.features());
    double[] values = new double[rows.length];
    double[] one = new double[1];
    for (int i = 0; i < rows.length; i++) {
      svm.svm_predict_values(model, rows[i], one);
      values[i] = one[0];
    }
    return values;
  }

  /** Its machine in our family. */
  private static Kernel ours(svm_model model, KernelFunction function) {
    int width = Fitting.features().width();
    double[] rows = new double[model.l * width];
    int[] supports = new int[model.l];
    for (int s = 0; s < model.l; s++) {
      supports[s] = s;
      for (svm_node node : model.SV[s]) {
        rows[s * width + node.index - 1] = node.value;
      }
    }
    return new Kernel(
        function,
        width,
        rows,
        new int[][] {supports},
        new double[][] {model.sv_coef[0]},
        new double[] {-model.rho[0]});
  }

  /** Nothing but the last bits of e^x differs, which libsvm leaves to the machine. */
  @ParameterizedTest
  @CsvSource({"LINEAR, 0, 0", "POLYNOMIAL, 1, 0", "RBF, 2, 1e-14", "SIGMOID, 3, 1e-14"})
  void our_family_predicts_what_libsvm_predicts_by_its_own_machine(
      KernelFunction.Kind kind, int number, double tolerance) {
    svm_model model = train(number, 1e-3);

    double[] found =
        Fitting.first(ours(model, new KernelFunction(kind, 0.3, 0.5, 3)), Fitting.ROWS);

    assertThat(found).containsExactly(predicted(model), within(tolerance));
  }

  @Test
  void our_solver_finds_the_optimum_that_libsvm_finds() {
    double[] found =
        Fitting.first(
            Fitting.fit(
                new SvmLearner(), Fitting.regression(false), Map.of("gamma", 0.3, "tol", 1e-8)),
            Fitting.ROWS);

    assertThat(found).containsExactly(predicted(train(2, 1e-8)), within(1e-6));
  }
}
