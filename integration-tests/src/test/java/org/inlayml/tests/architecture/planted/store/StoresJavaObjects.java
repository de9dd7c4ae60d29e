// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;

final class StoresJavaObjects implements Serializable {
  private static final long serialVersionUID = 1L;

  ObjectInputStream read(InputStream in) throws IOException {
    return new ObjectInputStream(in);
  }

  ObjectOutputStream write(OutputStream out) throws IOException {
    return new ObjectOutputStream(out);
  }
}
