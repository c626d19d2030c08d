// SPDX-License-Identifier: Apache-2.0
/**
 * Cron schedules, windows that recur, and days, weeks, months, quarters and years of a time zone.
 * Pure functions of instants; uses the JDK alone.
 */
@NullMarked
package dev.skopos.calendar;

import org.jspecify.annotations.NullMarked;
