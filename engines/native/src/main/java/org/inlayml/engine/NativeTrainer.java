// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import java.io.IOException;
import java.util.List;

/**
 * Trains by a native library. A class of it has a public constructor without parameters and needs
 * nothing but this package and the library, for it also runs in a process that has nothing else.
 */
public interface NativeTrainer {
  /** Classes of the jars that it needs, its own aside. */
  List<Class<?>> libraries();

  /** Trains. Equal arguments give equal bytes, for any number of threads. */
  NativeModel train(NativeTask task, NativeColumns columns, NativeProgress progress)
      throws IOException, NativeFailure;
}
