// SPDX-License-Identifier: Apache-2.0
/**
 * Alert rules: the state machine of Prometheus, run by the clock, with its state kept over
 * restarts. Declares the ports through which it queries, writes samples and keeps state. Uses
 * model, schedule, promql, alert and template.
 */
@NullMarked
package dev.skopos.rule;

import org.jspecify.annotations.NullMarked;
