// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.util.List;
import org.inlayml.procedures.reference.RoutineSpec;

/** The list of routines: one line each, sorted by name, those of facades last. */
public final class Routines {
  public static final List<RoutineSpec> ALL =
      List.of(
          RoutineSpec.of(MlAbEnd.class, List.of()),
          RoutineSpec.ofRows(MlAbReport.class, List.of(), MlAbReport.COLUMNS),
          RoutineSpec.of(MlAbTest.class, MlAbTest.OPTIONS),
          RoutineSpec.ofRows(MlAlgorithms.class, MlAlgorithms.COLUMNS),
          RoutineSpec.of(MlAttach.class, MlAttach.OPTIONS),
          RoutineSpec.of(MlCancel.class, List.of()),
          RoutineSpec.ofRows(MlCheck.class, MlCheck.COLUMNS),
          RoutineSpec.of(MlClasses.class, List.of()),
          RoutineSpec.of(MlDeploy.class, MlDeploy.OPTIONS),
          RoutineSpec.of(MlDetach.class, List.of()),
          RoutineSpec.ofRows(MlDrift.class, MlDrift.OPTIONS, MlDrift.COLUMNS),
          RoutineSpec.of(MlDrop.class, List.of()),
          RoutineSpec.of(MlExplain.class, MlExplain.OPTIONS),
          RoutineSpec.of(MlExplainRow.class, MlExplainRow.OPTIONS),
          RoutineSpec.of(MlExplainTable.class, MlExplainTable.OPTIONS),
          RoutineSpec.of(MlFeatures.class, List.of()),
          RoutineSpec.of(MlGrant.class, List.of()),
          RoutineSpec.of(MlHelp.class, List.of()),
          RoutineSpec.ofRows(MlJobs.class, MlJobs.COLUMNS),
          RoutineSpec.of(MlLogActual.class, List.of()),
          RoutineSpec.of(MlModelActive.class, List.of()),
          RoutineSpec.of(MlModelLoad.class, List.of()),
          RoutineSpec.ofRows(MlModelMetrics.class, MlModelMetrics.COLUMNS),
          RoutineSpec.of(MlModelUnload.class, List.of()),
          RoutineSpec.of(MlPolicy.class, MlPolicy.OPTIONS),
          RoutineSpec.of(MlPredict.class, List.of()),
          RoutineSpec.of(MlPredictLabel.class, List.of()),
          RoutineSpec.of(MlPredictProba.class, List.of()),
          RoutineSpec.of(MlPredictRow.class, MlPredictRow.OPTIONS),
          RoutineSpec.of(MlPredictTable.class, MlPredictTable.OPTIONS),
          RoutineSpec.of(MlReproduce.class, MlReproduce.OPTIONS),
          RoutineSpec.of(MlRetire.class, List.of()),
          RoutineSpec.of(MlRevoke.class, List.of()),
          RoutineSpec.of(MlScore.class, MlScore.OPTIONS),
          RoutineSpec.of(MlSelftest.class, List.of()),
          RoutineSpec.of(MlTest.class, MlTest.OPTIONS),
          RoutineSpec.of(MlTrain.class, MlTrain.OPTIONS),
          RoutineSpec.of(MlVersion.class, List.of()),
          RoutineSpec.of(MlWhy.class, List.of()),
          RoutineSpec.of(TrainTestSplit.class, TrainTestSplit.OPTIONS),
          RoutineSpec.of(HeliosdbMlCheckModelDrift.class, List.of()),
          RoutineSpec.ofRows(HeliosdbMlCompareModels.class, HeliosdbMlCompareModels.COLUMNS),
          RoutineSpec.ofRows(HeliosdbMlModelMetrics.class, HeliosdbMlModelMetrics.COLUMNS),
          RoutineSpec.of(HeliosdbMlPredict.class, List.of()),
          RoutineSpec.of(HeliosdbMlRegisterModel.class, List.of()),
          RoutineSpec.of(HeliosdbMlTrain.class, List.of()),
          RoutineSpec.ofRows(PgmlDeploy.class, PgmlDeploy.COLUMNS),
          RoutineSpec.ofRows(PgmlLoadDataset.class, PgmlLoadDataset.COLUMNS),
          RoutineSpec.of(PgmlPredict.class, List.of()),
          RoutineSpec.of(PgmlPredictProba.class, List.of()),
          RoutineSpec.ofRows(PgmlSnapshot.class, PgmlSnapshot.COLUMNS),
          RoutineSpec.ofRows(PgmlTrain.class, PgmlTrain.COLUMNS),
          RoutineSpec.of(PgmlVersion.class, List.of()),
          RoutineSpec.of(RustydbCreateModel.class, List.of()),
          RoutineSpec.of(RustydbCreateModelDeployment.class, List.of()),
          RoutineSpec.of(RustydbExecute.class, List.of()),
          RoutineSpec.of(RustydbPredict.class, List.of()));

  private Routines() {}
}
