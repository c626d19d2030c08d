// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import dev.skopos.exposition.MetricFamily;

/** What a target says of a family. */
public record FamilyMetadata(MetricFamily.Type type, String help, String unit) {

  public static final FamilyMetadata NONE = new FamilyMetadata(MetricFamily.Type.UNTYPED, "", "");

  public FamilyMetadata with(MetricFamily.Type known) {
    return type == known ? this : new FamilyMetadata(known, help, unit);
  }

  public FamilyMetadata withHelp(String text) {
    return help.equals(text) ? this : new FamilyMetadata(type, text, unit);
  }

  public FamilyMetadata withUnit(String text) {
    return unit.equals(text) ? this : new FamilyMetadata(type, help, text);
  }
}
