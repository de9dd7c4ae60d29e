// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.util.List;
import org.inlayml.procedures.reference.RoutineSpec;

/** The list of routines: one line each, sorted by name. */
public final class Routines {
  public static final List<RoutineSpec> ALL =
      List.of(
          RoutineSpec.ofRows(MlAlgorithms.class, MlAlgorithms.COLUMNS),
          RoutineSpec.of(MlAttach.class, MlAttach.OPTIONS),
          RoutineSpec.of(MlCancel.class, List.of()),
          RoutineSpec.of(MlClasses.class, List.of()),
          RoutineSpec.of(MlDeploy.class, MlDeploy.OPTIONS),
          RoutineSpec.of(MlDetach.class, List.of()),
          RoutineSpec.of(MlDrop.class, List.of()),
          RoutineSpec.of(MlExplain.class, MlExplain.OPTIONS),
          RoutineSpec.of(MlExplainRow.class, MlExplainRow.OPTIONS),
          RoutineSpec.of(MlExplainTable.class, MlExplainTable.OPTIONS),
          RoutineSpec.of(MlFeatures.class, List.of()),
          RoutineSpec.of(MlHelp.class, List.of()),
          RoutineSpec.ofRows(MlJobs.class, MlJobs.COLUMNS),
          RoutineSpec.of(MlModelActive.class, List.of()),
          RoutineSpec.of(MlModelLoad.class, List.of()),
          RoutineSpec.of(MlModelUnload.class, List.of()),
          RoutineSpec.of(MlPolicy.class, MlPolicy.OPTIONS),
          RoutineSpec.of(MlPredict.class, List.of()),
          RoutineSpec.of(MlPredictLabel.class, List.of()),
          RoutineSpec.of(MlPredictProba.class, List.of()),
          RoutineSpec.of(MlPredictRow.class, MlPredictRow.OPTIONS),
          RoutineSpec.of(MlPredictTable.class, MlPredictTable.OPTIONS),
          RoutineSpec.of(MlReproduce.class, MlReproduce.OPTIONS),
          RoutineSpec.of(MlRetire.class, List.of()),
          RoutineSpec.of(MlScore.class, MlScore.OPTIONS),
          RoutineSpec.of(MlSelftest.class, List.of()),
          RoutineSpec.of(MlTest.class, MlTest.OPTIONS),
          RoutineSpec.of(MlTrain.class, MlTrain.OPTIONS),
          RoutineSpec.of(MlVersion.class, List.of()),
          RoutineSpec.of(TrainTestSplit.class, TrainTestSplit.OPTIONS));

  private Routines() {}
}
