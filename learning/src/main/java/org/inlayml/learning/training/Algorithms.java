// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.List;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Learners;
import org.inlayml.learning.learner.anomaly.LocalOutlierFactorLearner;
import org.inlayml.learning.learner.anomaly.NeighborDistanceLearner;
import org.inlayml.learning.learner.bayes.BernoulliNaiveBayesLearner;
import org.inlayml.learning.learner.bayes.GaussianNaiveBayesLearner;
import org.inlayml.learning.learner.bayes.MultinomialNaiveBayesLearner;
import org.inlayml.learning.learner.bayes.QuadraticDiscriminantLearner;
import org.inlayml.learning.learner.boosting.HistGradientBoostingLearner;
import org.inlayml.learning.learner.cluster.DensityLearner;
import org.inlayml.learning.learner.cluster.GaussianMixtureLearner;
import org.inlayml.learning.learner.cluster.HierarchicalLearner;
import org.inlayml.learning.learner.cluster.KMeansLearner;
import org.inlayml.learning.learner.cluster.MiniBatchLearner;
import org.inlayml.learning.learner.cluster.SplittingLearner;
import org.inlayml.learning.learner.decomposition.PcaLearner;
import org.inlayml.learning.learner.decomposition.SvdLearner;
import org.inlayml.learning.learner.kernel.GaussianProcessLearner;
import org.inlayml.learning.learner.kernel.KernelRidgeLearner;
import org.inlayml.learning.learner.kernel.LinearSvmLearner;
import org.inlayml.learning.learner.kernel.NuSvmLearner;
import org.inlayml.learning.learner.kernel.OneClassSvmLearner;
import org.inlayml.learning.learner.kernel.SvmLearner;
import org.inlayml.learning.learner.linear.BayesianRidgeLearner;
import org.inlayml.learning.learner.linear.ElasticNetLearner;
import org.inlayml.learning.learner.linear.GammaLearner;
import org.inlayml.learning.learner.linear.HuberLearner;
import org.inlayml.learning.learner.linear.LassoLearner;
import org.inlayml.learning.learner.linear.LassoLeastAngleLearner;
import org.inlayml.learning.learner.linear.LeastAngleLearner;
import org.inlayml.learning.learner.linear.LinearDiscriminantAnalysisLearner;
import org.inlayml.learning.learner.linear.LinearLearner;
import org.inlayml.learning.learner.linear.LogisticLearner;
import org.inlayml.learning.learner.linear.OrthogonalMatchingPursuitLearner;
import org.inlayml.learning.learner.linear.PassiveAggressiveLearner;
import org.inlayml.learning.learner.linear.PerceptronLearner;
import org.inlayml.learning.learner.linear.PoissonLearner;
import org.inlayml.learning.learner.linear.PolynomialRegressionLearner;
import org.inlayml.learning.learner.linear.QuantileLearner;
import org.inlayml.learning.learner.linear.RansacLearner;
import org.inlayml.learning.learner.linear.RelevanceLearner;
import org.inlayml.learning.learner.linear.RidgeClassifierLearner;
import org.inlayml.learning.learner.linear.RidgeLearner;
import org.inlayml.learning.learner.linear.StochasticGradientDescentLearner;
import org.inlayml.learning.learner.linear.TheilSenLearner;
import org.inlayml.learning.learner.linear.TweedieLearner;
import org.inlayml.learning.learner.neighbor.NearestNeighborsLearner;
import org.inlayml.learning.learner.neighbor.RadialBasisLearner;
import org.inlayml.learning.learner.network.NeuralNetworkLearner;
import org.inlayml.learning.learner.tree.AdaBoostLearner;
import org.inlayml.learning.learner.tree.BaggingLearner;
import org.inlayml.learning.learner.tree.DecisionTreeLearner;
import org.inlayml.learning.learner.tree.ExtraTreesLearner;
import org.inlayml.learning.learner.tree.GradientBoostingLearner;
import org.inlayml.learning.learner.tree.IsolationForestLearner;
import org.inlayml.learning.learner.tree.RandomForestLearner;

/**
 * The list of learners: one line each, of a task simple ones first; then those of other engines
 * that are on the class path.
 */
public final class Algorithms {
  /** Those that Inlay itself has. */
  public static final List<Learner> BUILT_IN =
      List.of(
          new LinearLearner(),
          new RidgeLearner(),
          new LassoLearner(),
          new ElasticNetLearner(),
          new LeastAngleLearner(),
          new LassoLeastAngleLearner(),
          new OrthogonalMatchingPursuitLearner(),
          new BayesianRidgeLearner(),
          new RelevanceLearner(),
          new HuberLearner(),
          new QuantileLearner(),
          new RansacLearner(),
          new TheilSenLearner(),
          new PoissonLearner(),
          new GammaLearner(),
          new TweedieLearner(),
          new PolynomialRegressionLearner(),
          new LogisticLearner(),
          new RidgeClassifierLearner(),
          new LinearDiscriminantAnalysisLearner(),
          new QuadraticDiscriminantLearner(),
          new GaussianNaiveBayesLearner(),
          new MultinomialNaiveBayesLearner(),
          new BernoulliNaiveBayesLearner(),
          new StochasticGradientDescentLearner(),
          new PerceptronLearner(),
          new PassiveAggressiveLearner(),
          new LinearSvmLearner(),
          new SvmLearner(),
          new NuSvmLearner(),
          new KernelRidgeLearner(),
          new GaussianProcessLearner(),
          new NearestNeighborsLearner(),
          new RadialBasisLearner(),
          new NeuralNetworkLearner(),
          new DecisionTreeLearner(),
          new BaggingLearner(),
          new RandomForestLearner(),
          new ExtraTreesLearner(),
          new AdaBoostLearner(),
          new GradientBoostingLearner(),
          new HistGradientBoostingLearner(),
          new KMeansLearner(),
          new MiniBatchLearner(),
          new SplittingLearner(),
          new HierarchicalLearner(),
          new DensityLearner(),
          new GaussianMixtureLearner(),
          new NeighborDistanceLearner(),
          new LocalOutlierFactorLearner(),
          new IsolationForestLearner(),
          new OneClassSvmLearner(),
          new PcaLearner(),
          new SvdLearner());

  private static final Engines ENGINES = Engines.find(Algorithms.class.getClassLoader());

  public static final Learners LEARNERS = new Learners(ENGINES.after(BUILT_IN), ENGINES.missing());

  private Algorithms() {}
}
