// SPDX-License-Identifier: Apache-2.0
/**
 * The syntax tree of PromQL: immutable, sealed, with positions, and printable in a canonical form.
 * Knows nothing of text, functions or evaluation; uses model only.
 */
@NullMarked
package dev.skopos.promql.ast;

import org.jspecify.annotations.NullMarked;
