// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

import com.esotericsoftware.kryo.KryoSerializable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.java.util.BigDenseMatrix;
import org.apache.commons.logging.LogFactory;
import org.inlayml.engine.NativeColumns;
import org.inlayml.engine.NativeFailure;
import org.inlayml.engine.NativeModel;
import org.inlayml.engine.NativeProgress;
import org.inlayml.engine.NativeTask;
import org.inlayml.engine.NativeTrainer;

/** Trains by XGBoost, round by round; gives the model in UBJSON. Stateless, thread-safe. */
public final class XgboostTrainer implements NativeTrainer {
  private static final Set<String> LARGER_IS_BETTER = Set.of("auc", "aucpr");

  /** {@code [12:00:00] /path/to/source.cc:123: what is wrong}, then what called what. */
  private static final String WHERE = "^\\[[0-9:]+\\] [^ ]+:[0-9]+: ";

  @Override
  public List<Class<?>> libraries() {
    return List.of(XGBoost.class, LogFactory.class, KryoSerializable.class);
  }

  @Override
  public NativeModel train(NativeTask task, NativeColumns columns, NativeProgress progress)
      throws IOException, NativeFailure {
    try {
      DMatrix[] parts = parts(task, columns);
      try {
        return boost(task, parts, progress);
      } finally {
        for (DMatrix part : parts) {
          part.dispose();
        }
      }
    } catch (XGBoostError e) {
      throw new NativeFailure(cause(e), e);
    }
  }

  private static String cause(XGBoostError e) {
    String message = String.valueOf(e.getMessage());
    int calls = message.indexOf("Stack trace:");
    String told = calls < 0 ? message : message.substring(0, calls);
    return told.strip().replaceFirst(WHERE, "");
  }

  private static NativeModel boost(NativeTask task, DMatrix[] parts, NativeProgress progress)
      throws XGBoostError {
    Map<String, Object> parameters = new HashMap<>(task.parameters());
    parameters.put("nthread", Integer.toString(task.threads()));
    parameters.put("verbosity", "0");
    Booster booster = XGBoost.train(parts[0], parameters, 0, Map.of(), null, null);
    try {
      int best = task.isWatched() ? 0 : task.rounds();
      double bestScore = Double.NEGATIVE_INFINITY;
      for (int round = 0; round < task.rounds(); round++) {
        booster.update(parts[0], round);
        if (task.isWatched()) {
          double score = score(task, booster, parts[1], round);
          if (best == 0 || score > bestScore) {
            best = round + 1;
            bestScore = score;
          } else if (round + 1 - best >= task.patience()) {
            break;
          }
        }
        progress.done(round + 1);
      }
      return new NativeModel(booster.toByteArray("ubj"), best);
    } finally {
      booster.dispose();
    }
  }

  /** How well it does on the rows held back, larger being better. */
  private static double score(NativeTask task, Booster booster, DMatrix held, int round)
      throws XGBoostError {
    float[] scores = new float[1];
    booster.evalSet(new DMatrix[] {held}, new String[] {"held"}, round, scores);
    boolean larger =
        LARGER_IS_BETTER.contains(task.parameters().getOrDefault("eval_metric", "loss"));
    return larger ? scores[0] : -scores[0];
  }

  /** The rows to learn from and, where there are any, those held back. */
  private static DMatrix[] parts(NativeTask task, NativeColumns columns)
      throws IOException, XGBoostError {
    BigDenseMatrix[] values = new BigDenseMatrix[task.isWatched() ? 2 : 1];
    try {
      for (int part = 0; part < values.length; part++) {
        values[part] = new BigDenseMatrix(task.count(part == 1), task.width());
      }
      fill(values, task, columns);
      DMatrix[] parts = new DMatrix[values.length];
      for (int part = 0; part < parts.length; part++) {
        // No value is NaN, so that none is missing.
        parts[part] = new DMatrix(values[part], Float.NaN);
        parts[part].setLabel(floats(task.part(task.target(), part == 1)));
        if (task.weights().length > 0) {
          parts[part].setWeight(floats(task.part(task.weights(), part == 1)));
        }
      }
      return parts;
    } finally {
      for (BigDenseMatrix matrix : values) {
        if (matrix != null) {
          matrix.dispose();
        }
      }
    }
  }

  private static void fill(BigDenseMatrix[] values, NativeTask task, NativeColumns columns)
      throws IOException {
    double[] column = new double[task.rows()];
    for (int feature = 0; feature < task.width(); feature++) {
      columns.next(column);
      int[] next = new int[2];
      for (int row = 0; row < column.length; row++) {
        int part = task.isWatched() && task.held()[row] ? 1 : 0;
        values[part].set(next[part]++, feature, FloatThreshold.nearest(column[row]));
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
