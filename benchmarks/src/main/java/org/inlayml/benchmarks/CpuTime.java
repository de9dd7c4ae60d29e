// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Whose processor time counts; unlike the clock on the wall it leaves out other programs. */
enum CpuTime {
  /** The calling thread's: for work that one thread does. Compiler and collector do not count. */
  THREAD {
    @Override
    long nanoseconds() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  },
  /** That of all threads, compiler and collector included. */
  PROCESS {
    @Override
    long nanoseconds() {
      return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
  };

  abstract long nanoseconds();
}
