// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What work has taken.
 *
 * @param thread nanoseconds of processor time of the calling thread
 * @param process those of all threads, compiler and garbage collector included
 * @param wall nanoseconds on the clock
 * @param allocated bytes of heap that the calling thread asked for
 */
record Times(long thread, long process, long wall, long allocated) {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  static Times now() {
    return new Times(
        CpuTime.THREAD.nanoseconds(),
        CpuTime.PROCESS.nanoseconds(),
        System.nanoTime(),
        THREADS.getCurrentThreadAllocatedBytes());
  }

  /**
   * What was taken since an earlier moment, at least a nanosecond; of a process, whose clock ticks
   * in hundredths of a second, at least what the thread took.
   */
  Times since(Times earlier) {
    long ofThread = Math.max(1, thread - earlier.thread);
    return new Times(
        ofThread,
        Math.max(ofThread, process - earlier.process),
        Math.max(1, wall - earlier.wall),
        allocated - earlier.allocated);
  }
}
