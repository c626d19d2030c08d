// SPDX-License-Identifier: Apache-2.0
/**
 * Counts the events of an objective: reads the samples of its indicator, keeps what was bad and
 * what there was in all in buckets of a minute, and sums them up. Uses model, store, promql and
 * rule.
 */
@NullMarked
package dev.skopos.slo.count;

import org.jspecify.annotations.NullMarked;
