// SPDX-License-Identifier: Apache-2.0
/**
 * The functions of PromQL: one explicit table of their signatures, one class per family. Uses
 * model, the tree and columns; knows neither the parser nor the store.
 */
@NullMarked
package dev.skopos.promql.function;

import org.jspecify.annotations.NullMarked;
