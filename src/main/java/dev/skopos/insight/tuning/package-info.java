// SPDX-License-Identifier: Apache-2.0
/**
 * What alert rules did and would do: thresholds proposed from what was measured, with how often
 * each would fire, and which rules fire too often. Numbers of the past alone; changes nothing. Uses
 * model, promql, rule and alert.
 */
@NullMarked
package dev.skopos.insight.tuning;

import org.jspecify.annotations.NullMarked;
