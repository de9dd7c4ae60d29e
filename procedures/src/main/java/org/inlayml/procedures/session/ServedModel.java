// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.util.Optional;
import org.inlayml.store.LoadedModel;

/**
 * What answers to a name at a moment. Immutable, thread-safe.
 *
 * @param model of an A/B test, version a
 * @param trial the A/B test or shadow that runs; empty where none does
 */
public record ServedModel(LoadedModel model, Optional<Trial> trial) {}
