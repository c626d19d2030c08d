// SPDX-License-Identifier: Apache-2.0
/**
 * What an objective is: target, window, indicator, alerts, exclusions. Records that refuse what
 * cannot work. Uses model, calendar and slo.count.
 */
@NullMarked
package dev.skopos.slo.definition;

import org.jspecify.annotations.NullMarked;
