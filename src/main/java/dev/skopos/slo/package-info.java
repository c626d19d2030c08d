// SPDX-License-Identifier: Apache-2.0
/**
 * Objectives: evaluates what was counted, keeps the alerts of budgets and burn rates in the
 * registry of rules, and writes series. {@code slo.definition} says what an objective is, {@code
 * slo.budget} reckons, {@code slo.count} counts. Uses model, schedule, calendar, rule and alert.
 */
@NullMarked
package dev.skopos.slo;

import org.jspecify.annotations.NullMarked;
