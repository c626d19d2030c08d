// SPDX-License-Identifier: Apache-2.0
/**
 * Evaluates a checked expression, node by node, each node for all steps of the query at once. Uses
 * model, the store's port for reading, the tree, columns and functions.
 */
@NullMarked
package dev.skopos.promql.eval;

import org.jspecify.annotations.NullMarked;
