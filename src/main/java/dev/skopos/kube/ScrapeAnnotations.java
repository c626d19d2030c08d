// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.scrape.TargetSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.Objects;

/** The annotations {@code prometheus.io/*}; what is absent is empty. */
record ScrapeAnnotations(boolean scrape, String port, String path, String scheme) {

  private static final String PREFIX = "prometheus.io/";

  static ScrapeAnnotations of(ObjectMeta metadata) {
    Map<String, String> all = Objects.requireNonNullElse(metadata.getAnnotations(), Map.of());
    return new ScrapeAnnotations(
        all.getOrDefault(PREFIX + "scrape", "").equals("true"),
        all.getOrDefault(PREFIX + "port", ""),
        all.getOrDefault(PREFIX + "path", ""),
        all.getOrDefault(PREFIX + "scheme", ""));
  }

  /** Whether the selector takes an object with these. */
  boolean allow(TargetSelector.Discovered selector) {
    return scrape || !selector.annotated();
  }

  /** What they say of the request, where the selector follows them. */
  void addTo(MetaLabels labels, TargetSelector.Discovered selector) {
    if (selector.annotated()) {
      labels.plain("__metrics_path__", path).plain("__scheme__", scheme);
    }
  }
}
