// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.reference;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A session variable that the routine sets; forms with one exist on H2 alone. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Variable {}
