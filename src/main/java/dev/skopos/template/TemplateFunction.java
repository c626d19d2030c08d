// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import org.jspecify.annotations.Nullable;

/** A function that templates call. */
@FunctionalInterface
interface TemplateFunction {

  @Nullable Object call(Arguments arguments, TemplateContext context);
}
