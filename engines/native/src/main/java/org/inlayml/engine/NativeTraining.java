// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import java.io.IOException;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;

/** Trains by native code, in a process of its own or in this one. */
public final class NativeTraining {
  private NativeTraining() {}

  /**
   * Trains in a process of its own, which is ended at once where the checkpoint says so.
   *
   * <p>Errors: {@link MlError#NATIVE_TRAINING_FAILED}, {@link MlError#CANCELLED}, those of the
   * checkpoint.
   *
   * @param algorithm its name, for messages
   * @param heap the most bytes that the Java heap of that process may take
   */
  public static NativeModel inChild(
      String algorithm,
      NativeTrainer trainer,
      NativeTask task,
      FeatureMatrix features,
      FitContext context,
      long heap) {
    try {
      return ChildProcess.train(trainer, task, features.columns(), context, heap);
    } catch (NativeFailure e) {
      throw failed(algorithm, e);
    }
  }

  /**
   * Trains in this process and in the caller's thread, which native code that fails takes with it,
   * and which stops between rounds only.
   *
   * <p>Errors: as above.
   *
   * @param alone parameters that keep the library to one thread: more would wait in circles
   */
  public static NativeModel inProcess(
      String algorithm,
      NativeTrainer trainer,
      NativeTask task,
      FeatureMatrix features,
      FitContext context,
      Map<String, String> alone) {
    context.checkpoint().reached(0);
    int[] next = {0};
    NativeColumns columns =
        into -> System.arraycopy(features.columns()[next[0]++], 0, into, 0, into.length);
    try {
      NativeModel model =
          trainer.train(
              task.with(alone, 1),
              columns,
              rounds -> context.checkpoint().reached((double) rounds / task.rounds()));
      context.checkpoint().reached(1);
      return model;
    } catch (NativeFailure e) {
      throw failed(algorithm, e);
    } catch (IOException e) {
      throw failed(algorithm, new NativeFailure(e.toString(), e));
    } catch (LinkageError e) {
      throw failed(algorithm, new NativeFailure("its library cannot be loaded: " + e, e));
    }
  }

  private static RuntimeException failed(String algorithm, NativeFailure failure) {
    return MlError.NATIVE_TRAINING_FAILED.causedBy(
        failure, algorithm, String.valueOf(failure.getMessage()));
  }
}
