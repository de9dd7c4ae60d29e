// SPDX-License-Identifier: Apache-2.0
package org.inlayml.lightgbm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.ml.lightgbm.lightgbmlib;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inlayml.engine.NativeColumns;
import org.inlayml.engine.NativeFailure;
import org.inlayml.engine.NativeModel;
import org.inlayml.engine.NativeProgress;
import org.inlayml.engine.NativeTask;
import org.inlayml.engine.NativeTrainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Trains by LightGBM, round by round; gives the model as its text. Stateless, thread-safe. */
public final class LightgbmTrainer implements NativeTrainer {
  private static final Set<String> LARGER_IS_BETTER = Set.of("auc", "average_precision", "auc_mu");

  /** Of the rows that are learnt from, and of those held back. */
  private static final int HELD = 1;

  @Override
  public List<Class<?>> libraries() {
    return List.of(LGBMBooster.class, lightgbmlib.class, Logger.class);
  }

  @Override
  public NativeModel train(NativeTask task, NativeColumns columns, NativeProgress progress)
      throws IOException, NativeFailure {
    Map<String, String> all = new TreeMap<>(task.parameters());
    all.put("num_threads", Integer.toString(task.threads()));
    all.putIfAbsent("metric", task.isWatched() ? "" : "none");
    String parameters =
        all.entrySet().stream()
            .filter(parameter -> !parameter.getValue().isEmpty())
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining(" "));
    try {
      LGBMBooster.loadNative();
      double[][] values = values(task, columns);
      try (LGBMDataset fitted = dataset(task, values, false, parameters, null)) {
        if (!task.isWatched()) {
          return boost(task, fitted, null, parameters, progress);
        }
        try (LGBMDataset held = dataset(task, values, true, parameters, fitted)) {
          return boost(task, fitted, held, parameters, progress);
        }
      }
    } catch (LGBMException e) {
      throw new NativeFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static NativeModel boost(
      NativeTask task,
      LGBMDataset fitted,
      @Nullable LGBMDataset held,
      String parameters,
      NativeProgress progress)
      throws LGBMException {
    try (LGBMBooster booster = LGBMBooster.create(fitted, parameters)) {
      if (held != null) {
        booster.addValidData(held);
      }
      int best = task.isWatched() ? 0 : task.rounds();
      double bestScore = Double.NEGATIVE_INFINITY;
      for (int round = 0; round < task.rounds(); round++) {
        booster.updateOneIter();
        if (task.isWatched()) {
          double score = score(task, booster);
          if (best == 0 || score > bestScore) {
            best = round + 1;
            bestScore = score;
          } else if (round + 1 - best >= task.patience()) {
            break;
          }
        }
        progress.done(round + 1);
      }
      String text = booster.saveModelToString(0, best, FeatureImportanceType.SPLIT);
      return new NativeModel(text.getBytes(UTF_8), best);
    }
  }

  /** How well it does on the rows held back, larger being better. */
  private static double score(NativeTask task, LGBMBooster booster) throws LGBMException {
    double score = booster.getEval(HELD)[0];
    boolean larger = LARGER_IS_BETTER.contains(task.parameters().getOrDefault("metric", "loss"));
    return larger ? score : -score;
  }

  private static LGBMDataset dataset(
      NativeTask task,
      double[][] values,
      boolean heldBack,
      String parameters,
      @Nullable LGBMDataset like)
      throws LGBMException {
    int part = heldBack ? HELD : 0;
    double[] own = values[part];
    values[part] = new double[0]; // the library has a copy from here on
    LGBMDataset dataset =
        LGBMDataset.createFromMat(
            own, task.count(heldBack), task.width(), false, parameters, orNone(like));
    try {
      dataset.setField("label", floats(task.part(task.target(), heldBack)));
      if (task.weights().length > 0) {
        dataset.setField("weight", floats(task.part(task.weights(), heldBack)));
      }
      return dataset;
    } catch (LGBMException e) {
      dataset.close();
      throw e;
    }
  }

  @SuppressWarnings("NullAway") // the library takes null for none, but is not annotated
  private static LGBMDataset orNone(@Nullable LGBMDataset like) {
    return like;
  }

  /** Column by column, those of the rows that are learnt from and those of the rest. */
  private static double[][] values(NativeTask task, NativeColumns columns)
      throws IOException, NativeFailure {
    if ((long) task.rows() * task.width() > Integer.MAX_VALUE - 16) {
      throw new NativeFailure(
          task.rows()
              + " rows of "
              + task.width()
              + " features are more values than its Java interface takes, which is 2147483631");
    }
    double[][] values = new double[2][];
    for (int part = 0; part < values.length; part++) {
      values[part] = new double[task.count(part == HELD) * task.width()];
    }
    double[] column = new double[task.rows()];
    int[] next = new int[values.length];
    for (int feature = 0; feature < task.width(); feature++) {
      columns.next(column);
      for (int row = 0; row < column.length; row++) {
        int part = task.isWatched() && task.held()[row] ? HELD : 0;
        values[part][next[part]++] = column[row];
      }
    }
    return values;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
