// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a document is. */
enum ForeignKind {
  PYRRA,
  SLOTH,
  SLOTH_PLAIN,
  OPENSLO,
  OPENSLO_PART,
  LIST;

  private static final Set<String> PARTS =
      Set.of(
          "SLI",
          "DataSource",
          "AlertPolicy",
          "AlertCondition",
          "AlertNotificationTarget",
          "Service");

  private static final String KNOWN =
      "expected SLO of openslo/v1, PrometheusServiceLevel of sloth.slok.dev/v1, version"
          + " prometheus/v1 or ServiceLevelObjective of pyrra.dev/v1alpha1";

  /** The kind of the document, if it is one of the format. */
  static ForeignKind of(Fields document, Format format) {
    String version = document.text("apiVersion");
    String kind = document.text("kind");
    ForeignKind found =
        version == null && kind == null ? plain(document.text("version")) : of(version, kind);
    if (found == null) {
      throw new Refusal(
          document.line(), "kind", "%s of %s is not known; %s".formatted(kind, version, KNOWN));
    }
    if (!found.isOf(format)) {
      throw new Refusal(document.line(), "kind", "is not of the format that was asked for");
    }
    return found;
  }

  private static @Nullable ForeignKind plain(@Nullable String version) {
    return "prometheus/v1".equals(version) ? SLOTH_PLAIN : null;
  }

  private static @Nullable ForeignKind of(@Nullable String version, @Nullable String kind) {
    String name = String.valueOf(kind);
    return switch (String.valueOf(version)) {
      case "v1" -> name.equals("List") ? LIST : null;
      case "pyrra.dev/v1alpha1" -> resource(name, "ServiceLevelObjective", PYRRA);
      case "sloth.slok.dev/v1" -> resource(name, "PrometheusServiceLevel", SLOTH);
      case "openslo/v1" ->
          name.equals("SLO") ? OPENSLO : PARTS.contains(name) ? OPENSLO_PART : null;
      default -> null;
    };
  }

  private static @Nullable ForeignKind resource(String kind, String expected, ForeignKind found) {
    return kind.equals(expected) ? found : kind.equals(expected + "List") ? LIST : null;
  }

  private boolean isOf(Format format) {
    return switch (format) {
      case AUTO -> true;
      case OPENSLO -> this == OPENSLO || this == OPENSLO_PART || this == LIST;
      case SLOTH -> this == SLOTH || this == SLOTH_PLAIN || this == LIST;
      case PYRRA -> this == PYRRA || this == LIST;
    };
  }
}
