// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.skopos.net.TestHttpServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CapacityForecast from a pushed history to the status, an alert and series. */
class CapacityForecastIT {

  private static final String KIND = "capacityforecasts";
  private static final double GIB = 1024.0 * 1024 * 1024;

  private static final Path CHROMIUM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
  private static final Playwright.CreateOptions NO_DOWNLOAD =
      new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
  private static final BrowserType.LaunchOptions OFFLINE =
      new BrowserType.LaunchOptions()
          .setExecutablePath(CHROMIUM)
          .setArgs(
              List.of(
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--disable-sync",
                  "--no-first-run"));

  @TempDir static Path folder;

  private static Cluster cluster;
  private static TestHttpServer receiver;
  private static Operator operator;
  private static String sender;
  private static Instant now;

  @BeforeAll
  static void startEverything() {
    now = Instant.now();
    cluster = Cluster.start();
    receiver = TestHttpServer.start(exchange -> exchange.answer(200, "ok"));
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: hook, namespace: default}
        spec:
          webhook: {url: "%s"}
        """
            .formatted(receiver.url("/hook")));
    operator =
        Operator.start(
            cluster.operatorKubeconfig(folder),
            folder.resolve("data"),
            Map.of("SKOPOS_ACCESS_ANONYMOUS", "View"));
    sender = cluster.userWith("sender", "skopos-sender");
    String claim = "data-orders-db-0";
    push("kubelet_volume_stats_used_bytes", claim, day -> (95 + day) * GIB);
    push("kubelet_volume_stats_capacity_bytes", claim, _ -> 100 * GIB);
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    receiver.close();
    cluster.close();
  }

  /** A sample every 5 minutes of the last 28 days, by the days from now. */
  private static void push(String metric, String claim, DoubleUnaryOperator byDay) {
    SortedMap<Instant, Double> samples = new TreeMap<>();
    for (Duration ago = Duration.ofDays(28); !ago.isNegative(); ago = ago.minusMinutes(5)) {
      samples.put(now.minus(ago), byDay.applyAsDouble(-ago.toSeconds() / 86_400.0));
    }
    new Pushes(operator, sender)
        .push(samples, "__name__", metric, "namespace", "default", "persistentvolumeclaim", claim);
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition);
  }

  private static String status(String name, String path) {
    return cluster.value(KIND, "default", name, ".status" + path);
  }

  private static void forecast(String name) {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {name: %s, namespace: default}
        spec:
          targetRef: {kind: PersistentVolumeClaim, name: data-orders-db-0}
          history: 28d
          resources:
          - {name: data, type: Storage}
          notify: {channels: [{name: hook}]}
        """
            .formatted(name));
    eventually(() -> status(name, ".state").equals("High"));
  }

  @Test
  void aDiskThatFillsIsForecastToldOfAndHasAdvice() {
    forecast("orders-db");

    Instant exhausted = Instant.parse(status("orders-db", ".resources[0].exhaustion.p50"));
    assertThat(Duration.between(now.plus(Duration.ofDays(5)), exhausted).abs())
        .isLessThan(Duration.ofHours(36));
    assertThat(status("orders-db", ".resources[0].growth.direction")).isEqualTo("Growing");
    assertThat(status("orders-db", ".resources[0].limit")).isEqualTo("100Gi");
    assertThat(status("orders-db", ".resources[0].recommendations[0].patch"))
        .startsWith("kubectl -n default patch pvc data-orders-db-0 -p ");
    assertThat(cluster.condition(KIND, "default", "orders-db", "Ready")).isEqualTo("True");
    assertThat(cluster.condition(KIND, "default", "orders-db", "DataAvailable")).isEqualTo("True");
    assertThat(cluster.condition(KIND, "default", "orders-db", "CapacitySufficient"))
        .isEqualTo("False");
    assertThat(cluster.kubectl("get", KIND, "orders-db").lines().skip(1))
        .singleElement()
        .asString()
        .matches("orders-db +High +data +9[45][.][0-9] +20[0-9-]+ +True +[0-9ms]+");
    eventually(
        () ->
            receiver.requests().stream()
                .anyMatch(
                    request ->
                        request.body().contains("CapacityRisk")
                            && request.body().contains("is expected to be exhausted around")));
    eventually(() -> status("orders-db", ".firing").equals("1"));
    eventually(() -> cluster.kubectl("get", "events").contains("RiskIsHigh"));
    Samples samples = new Samples(operator, "");
    assertThat(samples.value("skopos_capacity_risk{forecast=\"orders-db\",risk=\"High\"}"))
        .hasValue(1);
    assertThat(operator.get("/ui/live", "").body())
        .contains("id=\"CapacityForecast/default/orders-db\"");
    clientsSeeIt();
  }

  private static void clientsSeeIt() {
    String api = "/api/skopos/v1/capacity";
    assertThat(operator.get(api, "").body())
        .contains("\"risk\":\"High\"")
        .contains("{\"namespace\":\"default\",\"risk\":\"High\"}");
    assertThat(operator.get(api + "/default/orders-db", "").body())
        .contains("\"term\":\"Short\"")
        .contains("\"points\":[{\"time\":");
    String resource = "resource=default/orders-db/data";
    assertThat(operator.get(api + "/forecast?days=90&" + resource, "").body())
        .contains("\"exhaustion\":{\"p10\":");
    HttpResponse<String> missing = operator.get(api + "/default/other", "");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("application/problem+json");
    HttpResponse<String> bad = operator.get(api + "/forecast?days=0&" + resource, "");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("days is \\\"0\\\", expected a whole number from 1 to 365");
    assertThat(operator.get(api, "nobody").statusCode()).isEqualTo(401);
  }

  @Test
  void thePagesShowIt() {
    assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM);
    forecast("shown");

    try (Playwright playwright = Playwright.create(NO_DOWNLOAD);
        Browser browser = playwright.chromium().launch(OFFLINE)) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        Page page =
            browser.newPage(
                new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(1200, 900));
        page.setDefaultTimeout(60_000);
        page.navigate(operator.uri("/ui/capacity").toString());
        assertThat(page.locator("section[aria-label=Resources]").innerText())
            .contains("default/shown");
        picture(page, "list-" + scheme);
        page.locator("a[href='/ui/capacity/default/shown']").first().click();
        page.waitForURL("**/ui/capacity/default/shown");
        assertThat(page.locator("svg.forecast path").count()).isEqualTo(6);
        assertThat(page.locator(".facts").innerText()).contains("within 7 days");
        assertThat(page.locator(".advice").first().innerText()).contains("Raise the limit");
        picture(page, "detail-" + scheme);
      }
    }
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screenshots", "capacity-" + name + ".png")));
  }

  @Test
  void theLimitComesFromTheClaimItselfAndFollowsIt() {
    push("kubelet_volume_stats_used_bytes", "uploads", day -> (95 + day) * GIB);
    cluster.apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: uploads, namespace: default}
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 100Gi}}
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {name: uploads, namespace: default}
        spec:
          targetRef: {kind: PersistentVolumeClaim, name: uploads}
          resources:
          - {name: space, type: Storage}
          notify: {channels: [{name: hook}]}
        """);
    eventually(() -> status("uploads", ".resources[0].limit").equals("100Gi"));
    assertThat(status("uploads", ".state")).isEqualTo("High");

    String resized = "{\"status\":{\"phase\":\"Bound\",\"capacity\":{\"storage\":\"200Gi\"}}}";
    cluster.kubectl("patch", "pvc/uploads", "--subresource=status", "--type=merge", "-p", resized);

    eventually(() -> status("uploads", ".resources[0].limit").equals("200Gi"));
    assertThat(status("uploads", ".state")).isEqualTo("Low");
    assertThat(
            new Samples(operator, "").value("skopos_capacity_object_limit{forecast=\"uploads\"}"))
        .hasValue(200 * GIB);
  }

  @Test
  void aTargetThatDoesNotExistIsSaidInTheCondition() {
    push("kubelet_volume_stats_used_bytes", "gone", _ -> GIB);
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {name: gone, namespace: default}
        spec:
          targetRef: {kind: PersistentVolumeClaim, name: gone}
          resources:
          - {name: space, type: Storage}
          notify: {channels: [{name: hook}]}
        """);

    eventually(
        () ->
            cluster
                .conditionMessage(KIND, "default", "gone", "DataAvailable")
                .startsWith(
                    "PersistentVolumeClaim gone does not exist in default; space has no limit"));

    assertThat(cluster.condition(KIND, "default", "gone", "Ready")).isEqualTo("True");
  }

  @Test
  void whatHasNoDataIsReadyAllTheSameAndSaysWhy() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {name: nothing, namespace: default}
        spec:
          resources:
          - {name: users, type: Custom, usage: {expr: no_such_metric}, limit: {quantity: "10"}}
          notify: {channels: [{name: hook}]}
        """);

    eventually(
        () -> cluster.condition(KIND, "default", "nothing", "DataAvailable").equals("False"));

    assertThat(cluster.condition(KIND, "default", "nothing", "Ready")).isEqualTo("True");
    assertThat(status("nothing", ".state")).isEqualTo("Unknown");
    assertThat(status("nothing", ".resources[0].problem")).contains("no_such_metric");
  }

  @Test
  void anExpressionThatIsNoneIsRefused() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {name: broken, namespace: default}
        spec:
          resources:
          - {name: users, type: Custom, usage: {expr: "sum("}, limit: {quantity: "10"}}
        """);

    eventually(() -> cluster.condition(KIND, "default", "broken", "Accepted").equals("False"));

    assertThat(status("broken", ".conditions[0].message"))
        .contains("spec.resources[0].usage.expr: ");
  }
}
