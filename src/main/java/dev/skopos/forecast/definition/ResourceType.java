// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

/** What a resource is, and by that how the samples of an hour usually become one value. */
public enum ResourceType {
  STORAGE("Storage", Unit.BYTES, Aggregation.MAX),
  MEMORY("Memory", Unit.BYTES, Aggregation.MAX),
  CPU("CPU", Unit.CORES, Aggregation.P95),
  DATABASE_CONNECTIONS("DatabaseConnections", Unit.COUNT, Aggregation.MAX),
  API_QUOTA("APIQuota", Unit.COUNT, Aggregation.LAST),
  CUSTOM("Custom", Unit.COUNT, Aggregation.MEAN);

  /** What its values count. */
  public enum Unit {
    BYTES,
    CORES,
    COUNT
  }

  private final String word;
  private final Unit unit;
  private final Aggregation aggregation;

  ResourceType(String word, Unit unit, Aggregation aggregation) {
    this.word = word;
    this.unit = unit;
    this.aggregation = aggregation;
  }

  /** As it stands in the resource: {@code DatabaseConnections}. */
  public String word() {
    return word;
  }

  public Unit unit() {
    return unit;
  }

  /** How an hour becomes one value where the author does not say. */
  public Aggregation aggregation() {
    return aggregation;
  }
}
