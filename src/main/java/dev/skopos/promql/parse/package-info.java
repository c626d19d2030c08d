// SPDX-License-Identifier: Apache-2.0
/**
 * Reads PromQL: lexer, parser and type checker with Prometheus' grammar, type rules and error
 * messages. Uses model, the tree and the signatures of the functions.
 */
@NullMarked
package dev.skopos.promql.parse;

import org.jspecify.annotations.NullMarked;
