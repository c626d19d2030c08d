// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

/** Tools whose objectives are read. */
public enum Format {
  /** OpenSLO v1. */
  OPENSLO,
  /** Sloth's PrometheusServiceLevel and its specification prometheus/v1. */
  SLOTH,
  /** Pyrra's ServiceLevelObjective. */
  PYRRA,
  /** Each document says what it is. */
  AUTO
}
