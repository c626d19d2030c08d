// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.access.Permission.OnPath;
import dev.skopos.rest.Route.Needs;
import dev.skopos.rest.Route.Open;
import dev.skopos.rest.Route.Page;
import dev.skopos.rest.Route.Unnamed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  private final Routes usual = new Routes("/health", "/metrics");
  private final Routes moved = new Routes("/healthz", "/prometheus");

  @ParameterizedTest
  @ValueSource(
      strings = {"/health", "/health/live", "/health/ready", "/q/health", "/q/health/ready"})
  void healthIsOpen(String path) {
    assertThat(usual.route(path)).isInstanceOf(Open.class);
    assertThat(moved.route(path)).isInstanceOf(Open.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/healthy",
        "/health/",
        "/health/secrets",
        "/q/healthx",
        "/q/metricsx",
        "/metrics/x",
        "/q",
        "/api/v1/write/x",
        "/ui/assets/other.js",
        "/ui/login/x",
        "/ui/capacity/a",
        "/ui/reports/a",
        "/ui/capacity/a/b/c",
        "/api/skopos/v1/capacityx",
        "/ui/objectives/shop",
        "/ui/insights/shop",
        "/api/skopos/v1/insights",
        "/api/skopos/v1/reports/objectives/shop",
        "/api/skopos/v1/reports/objectives/shop/checkout/more",
        ""
      })
  void whatIsNotNamedIsNotOpen(String path) {
    assertThat(usual.route(path)).isInstanceOf(Unnamed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/capacity",
        "/ui/reports",
        "/ui/capacity/shop/orders-db",
        "/api/skopos/v1/capacity",
        "/api/skopos/v1/capacity/shop/orders-db",
        "/api/skopos/v1/capacity/forecast"
      })
  void whatShowsForecastsAsksByNamespace(String path) {
    assertThat(usual.route(path)).isInstanceOf(Page.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/objectives",
        "/ui/objectives/shop/checkout",
        "/api/skopos/v1/reports",
        "/api/skopos/v1/reports/0b6f3a52-8f0e-4b7e-9a52-7f2f9d7f6a11",
        "/api/skopos/v1/reports/objectives/shop/checkout"
      })
  void whatShowsObjectivesAsksByNamespace(String path) {
    assertThat(usual.route(path)).isInstanceOf(Page.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/insights",
        "/ui/insights/rules",
        "/api/skopos/v1/insights/health",
        "/api/skopos/v1/insights/issues",
        "/api/skopos/v1/insights/noise",
        "/api/skopos/v1/insights/summary",
        "/api/skopos/v1/insights/thresholds",
        "/api/skopos/v1/insights/trends"
      })
  void whatShowsInsightsAsksByNamespace(String path) {
    assertThat(usual.route(path)).isInstanceOf(Page.class);
  }

  @Test
  void sendersNeedTheRightToPost() {
    assertThat(usual.route("/api/v1/write"))
        .isEqualTo(new Needs(new OnPath("post", "/skopos/api/v1/write")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete_series", "clean_tombstones", "snapshot"})
  void administratorsNeedTheRightToPost(String action) {
    assertThat(usual.route("/api/v1/admin/tsdb/" + action))
        .isEqualTo(new Needs(new OnPath("post", "/skopos/api/v1/admin/tsdb/" + action)));
  }

  @Test
  void whatOthersAskNeedsARightBesideThoseOnQueries() {
    assertThat(usual.route("/api/skopos/v1/queries"))
        .isEqualTo(new Needs(new OnPath("get", "/skopos/api/v1/queries")));
  }

  @Test
  void metricsAreServedUnderTheirConfiguredPathToo() {
    assertThat(moved.served("/prometheus")).isEqualTo("/metrics");
    assertThat(moved.served("/q/metrics")).isEqualTo("/metrics");
    assertThat(moved.served("/healthz/ready")).isEqualTo("/q/health/ready");
    assertThat(moved.route("/prometheus")).isEqualTo(new Needs(new OnPath("get", "/metrics")));
  }
}
