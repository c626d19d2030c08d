// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import dev.skopos.model.Labels;

/**
 * One element of the vector that a query in a template gives: {@code .Labels} and {@code .Value}.
 */
public record TemplateSample(Labels labels, double value) {}
