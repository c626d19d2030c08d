// SPDX-License-Identifier: Apache-2.0
/**
 * Health checks: what is known of each, and the port that keeps it over restarts. The parts, each
 * using those before it: {@code definition} says what checks are, this package what became of them,
 * {@code expect} judges answers, {@code prober} makes single attempts, {@code run} runs checks by
 * the clock. Uses model, store, schedule and net.
 */
@NullMarked
package dev.skopos.probe;

import org.jspecify.annotations.NullMarked;
