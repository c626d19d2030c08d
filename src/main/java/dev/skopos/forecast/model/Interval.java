// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** Between which values something is expected, ends included. */
public record Interval(double low, double high) {}
