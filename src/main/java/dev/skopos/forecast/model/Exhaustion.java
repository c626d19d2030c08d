// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/**
 * When usage reaches its limit, from many ways in which it may go on. Noise is no crossing: what
 * counts is the level that is expected for each hour.
 *
 * @param p10 the date before which it happens in a tenth of all ways
 * @param p50 the date when the expected level reaches it, which is the middle of all ways
 * @param p90 the date before which it happens in nine of ten
 * @param probability7d the share of the ways that reach it within 7 days, or within the horizon
 *     when that is shorter
 * @param probability30d the same for 30 days
 */
public record Exhaustion(
    Crossing p10, Crossing p50, Crossing p90, double probability7d, double probability30d) {}
