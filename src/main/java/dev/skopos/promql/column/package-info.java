// SPDX-License-Identifier: Apache-2.0
/**
 * What evaluation works on: the steps of a query, series of values aligned with them, windows over
 * raw samples, and the error that ends a query. Uses model and the tree's value types.
 */
@NullMarked
package dev.skopos.promql.column;

import org.jspecify.annotations.NullMarked;
