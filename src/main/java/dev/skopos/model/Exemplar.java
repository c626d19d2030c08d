// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

/**
 * One observation that stands for those of a sample, usually with the id of a trace, as OpenMetrics
 * has them.
 *
 * @param labels of the exemplar itself, not of its series
 * @param timestamp milliseconds since the epoch
 * @param value what was observed
 */
public record Exemplar(Labels labels, long timestamp, double value) {}
