// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.Permission.OnPath;
import dev.skopos.rest.Route.Needs;
import dev.skopos.rest.Route.Open;
import dev.skopos.rest.Route.Page;
import dev.skopos.rest.Route.Unnamed;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All paths, with what they demand and under which name they are served. A path that stands nowhere
 * here is closed.
 *
 * @param healthPath the summary of health; {@code /live} and {@code /ready} lie below it
 * @param metricsPath where the metrics are, besides {@code /metrics}
 */
public record Routes(String healthPath, String metricsPath) {

  private static final String HEALTH = "/q/health";
  private static final String METRICS = "/metrics";

  /** What scrapers ask; each needs the right to get its own path. */
  private static final Set<String> EXPORTS = Set.of(METRICS, METRICS + "/export", "/federate");

  private static final Set<String> HEALTH_PATHS = Set.of("", "/live", "/ready", "/started");

  private static final Set<String> OPEN =
      Set.of(
          "/-/healthy",
          "/-/ready",
          "/ui/login",
          "/ui/assets/skopos.css",
          "/ui/assets/skopos.js",
          "/ui/assets/login.js",
          "/ui/assets/skopos.svg");

  /**
   * Queries see what all namespaces hold, so they need a right on a path. It is not their own path:
   * Kubernetes lets every authenticated user get {@code /api/*}.
   */
  private static final Set<String> QUERIES =
      Set.of(
          "/api/v1/query",
          "/api/v1/query_range",
          "/api/v1/query_exemplars",
          "/api/v1/format_query",
          "/api/v1/parse_query",
          "/api/v1/series",
          "/api/v1/labels",
          "/api/v1/metadata",
          "/api/v1/targets",
          "/api/v1/targets/metadata",
          "/api/v1/rules",
          "/api/v1/alerts",
          "/api/v1/status/buildinfo",
          "/api/v1/status/runtimeinfo",
          "/api/v1/status/flags",
          "/api/v1/status/config",
          "/api/v1/status/tsdb");

  /** Shows what others ask, which is a query in the end: the right on it stands beside theirs. */
  private static final String ACTIVE_QUERIES = "/api/skopos/v1/queries";

  private static final Pattern LABEL_VALUES = Pattern.compile("/api/v1/label/[^/]+/values");
  private static final String LABELS = "/api/v1/labels";

  /** Those who send samples need a right on a path too, with the verb {@code post}. */
  private static final String WRITE = "/api/v1/write";

  /** Those who delete samples need the verb {@code post} on these. */
  private static final Set<String> ADMINISTRATION =
      Set.of(
          "/api/v1/admin/tsdb/delete_series",
          "/api/v1/admin/tsdb/clean_tombstones",
          "/api/v1/admin/tsdb/snapshot");

  private static final String RIGHTS = "/skopos";

  /** Answers that, as pages, show what their caller may see. */
  private static final Pattern SHOWN_IN_PART =
      Pattern.compile(
          "(/ui|/api/skopos/v1)/capacity(/[^/]+/[^/]+)?|/api/skopos/v1/capacity/forecast"
              + "|/ui/reports|/ui/insights|/api/skopos/v1/insights/(health|issues|trends|summary)"
              + "|/ui/objectives(/[^/]+/[^/]+)?|/api/skopos/v1/objectives/imported"
              + "|/ui/insights/rules|/api/skopos/v1/insights/(thresholds|noise)"
              + "|/api/skopos/v1/reports(/[^/]+|/objectives/[^/]+/[^/]+)?");

  private static final Set<String> PAGES = Set.of("/", "/ui", "/ui/", "/ui/live", "/ui/logout");

  /** What the path demands. */
  Route route(String path) {
    String served = served(path);
    if (served.startsWith(HEALTH) && HEALTH_PATHS.contains(served.substring(HEALTH.length()))) {
      return new Open();
    }
    if (OPEN.contains(served)) {
      return new Open();
    }
    if (EXPORTS.contains(served)) {
      return new Needs(new OnPath("get", served));
    }
    if (QUERIES.contains(served)) {
      // A query is a read, whichever method carries it: Grafana sends long ones by POST.
      return new Needs(new OnPath("get", RIGHTS + served));
    }
    if (served.equals(ACTIVE_QUERIES)) {
      return new Needs(new OnPath("get", RIGHTS + "/api/v1/queries"));
    }
    if (served.equals(WRITE) || ADMINISTRATION.contains(served)) {
      return new Needs(new OnPath("post", RIGHTS + served));
    }
    if (LABEL_VALUES.matcher(served).matches()) {
      return new Needs(new OnPath("get", RIGHTS + LABELS));
    }
    return PAGES.contains(served) || SHOWN_IN_PART.matcher(served).matches()
        ? new Page()
        : new Unnamed();
  }

  /** The path under which it is served; the others are names for it. */
  String served(String path) {
    if (path.equals(metricsPath) || path.equals("/q/metrics")) {
      return METRICS;
    }
    if (path.startsWith(healthPath) && HEALTH_PATHS.contains(path.substring(healthPath.length()))) {
      return HEALTH + path.substring(healthPath.length());
    }
    if (path.equals("/health") || path.equals("/health/live") || path.equals("/health/ready")) {
      return "/q" + path;
    }
    return path;
  }
}
