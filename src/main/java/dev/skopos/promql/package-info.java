// SPDX-License-Identifier: Apache-2.0
/**
 * PromQL as in Prometheus 3: {@link dev.skopos.promql.Parser} reads expressions, {@link
 * dev.skopos.promql.Engine} evaluates them over a store, {@link dev.skopos.promql.Value} is what
 * comes out. Uses model and store; the other packages of Skopos use nothing below this one but the
 * tree and the exceptions.
 */
@NullMarked
package dev.skopos.promql;

import org.jspecify.annotations.NullMarked;
