// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.store;

import com.esotericsoftware.kryo.Kryo;

interface NamesKryo {
  Kryo kryo();
}
