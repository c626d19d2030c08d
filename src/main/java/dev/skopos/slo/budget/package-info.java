// SPDX-License-Identifier: Apache-2.0
/**
 * Reckons with what was counted: error budgets, burn rates, tiers, projections. Pure functions of
 * accounts and a definition. Uses model, calendar, slo.count and slo.definition.
 */
@NullMarked
package dev.skopos.slo.budget;

import org.jspecify.annotations.NullMarked;
