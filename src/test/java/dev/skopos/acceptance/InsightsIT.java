// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.jayway.jsonpath.JsonPath;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.skopos.demo.Demo;
import dev.skopos.net.TestHttpServer;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workload that breaks and heals, as the scores and issues tell of it. */
class InsightsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/skopos/v1/insights/";
  private static final String KEPT =
      "/api/skopos/v1/reports?kind=Insights&namespace=skopos-system&name=skopos";
  private static final Path CHROMIUM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Demo demo;
  private static TestHttpServer receiver;
  private static GreenMail mail;
  private static Operator operator;
  private static String viewer;

  @BeforeAll
  static void startEverything() throws IOException {
    cluster = Cluster.start();
    demo = new Demo(0, InstantSource.system());
    receiver = TestHttpServer.start(exchange -> exchange.answer(200, "ok"));
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", "smtp");
    setup.setServerStartupTimeout(10_000);
    mail = new GreenMail(setup);
    mail.start();
    operator =
        Operator.start(
            cluster.operatorKubeconfig(folder),
            folder.resolve("data"),
            Map.of(
                "SKOPOS_INSIGHTS_REPORT_SCHEDULE",
                "* * * * *",
                "SKOPOS_INSIGHTS_REPORT_FORMATS",
                "html,csv",
                "SKOPOS_INSIGHTS_REPORT_CHANNELS",
                "skopos-system/mail,skopos-system/hook"));
    viewer = cluster.userWith("viewer", "skopos-view");
    for (String namespace : List.of("shop", "bank")) {
      cluster.kubectl("create", "namespace", namespace);
    }
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: HealthCheck
        metadata: {name: checkout, namespace: shop}
        spec:
          schedule: {interval: 1s, timeout: 1s}
          thresholds: {failure: 1}
          http: {url: "%1$s/health"}
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: HealthCheck
        metadata: {name: till, namespace: bank}
        spec:
          schedule: {interval: 1s, timeout: 1s}
          http: {url: "%1$s/"}
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: unwell, namespace: shop}
        spec:
          alertName: Unwell
          expr: skopos_namespace_health_score{namespace="shop"} < 80
          interval: 1s
          severity: critical
        """
            .formatted(demo.url()));
    channels();
  }

  private static void channels() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: mail, namespace: skopos-system}
        spec:
          email:
            host: 127.0.0.1
            port: %d
            security: NONE
            from: skopos@shop.test
            to: [management@shop.test]
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: hook, namespace: skopos-system}
        spec:
          webhook: {url: "%s"}
        """
            .formatted(mail.getSmtp().getPort(), receiver.url("/hook")));
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    mail.stop();
    receiver.close();
    demo.close();
    cluster.close();
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(150)).until(condition);
  }

  private static JsonNode get(String path) {
    HttpResponse<String> answer = operator.get(API + path, viewer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body()).path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode shop() {
    return get("health?namespace=shop").path("namespaces").path(0);
  }

  private static int score() {
    return shop().path("score").asInt(-1);
  }

  private static void addsUp(JsonNode score) {
    int taken =
        StreamSupport.stream(score.path("deductions").spliterator(), false)
            .mapToInt(each -> each.path("points").asInt())
            .sum();
    assertThat(100 - taken).as(score.toString()).isEqualTo(score.path("score").asInt());
  }

  @Test
  void aWorkloadThatBreaksLosesPointsUntilItIsHealed() {
    eventually(() -> score() == 100);

    Samples.post(URI.create(demo.url() + "/mode?set=failing"));
    eventually(() -> score() >= 0 && score() < 80);

    JsonNode broken = shop();
    addsUp(broken);
    addsUp(broken.path("workloads").path(0));
    assertThat(broken.path("hasIssues").asBoolean()).isTrue();
    assertThat(broken.path("deductions").path(0).path("resource").path("name").asText())
        .isEqualTo("checkout");
    issueHasAnAction();
    pageShowsIt();
    seriesTellRules();

    Samples.post(URI.create(demo.url() + "/mode?set=ok"));
    // What failed just now still counts in the uptime of the day.
    eventually(() -> score() >= 90);
    addsUp(shop());
    eventually(() -> firing().isEmpty());
    JsonNode summary = get("summary?hours=1&namespace=shop");
    assertThat(summary.path("checks").size()).isEqualTo(1);
    assertThat(summary.path("worst").path(0).path("name").asText()).isEqualTo("checkout");
    assertThat(summary.path("worst").path(0).path("runs").path("failed").asInt()).isPositive();
    assertThat(summary.path("alertsFired").asInt()).isEqualTo(1);
    assertThat(summary.path("unanswered").isEmpty()).as(summary.toString()).isTrue();
  }

  private static void issueHasAnAction() {
    JsonNode issues = get("issues?namespace=shop").path("issues");
    JsonNode failing =
        StreamSupport.stream(issues.spliterator(), false)
            .filter(each -> each.path("pattern").asText().equals("CheckFailing"))
            .findFirst()
            .orElseThrow();
    assertThat(failing.path("affected").path(0).asText()).isEqualTo("HealthCheck shop/checkout");
    assertThat(failing.path("action").asText()).contains(demo.url() + "/health");
    assertThat(failing.path("since").asText()).isNotEmpty();
  }

  private static JsonNode firing() {
    return new Samples(operator, viewer)
        .result("ALERTS{alertname=\"Unwell\",alertstate=\"firing\"}");
  }

  private static void seriesTellRules() {
    eventually(() -> !firing().isEmpty());
    Samples samples = new Samples(operator, viewer);
    assertThat(samples.value("skopos_health_score{namespace=\"shop\",workload=\"checkout\"}"))
        .hasValue(70);
    assertThat(samples.value("skopos_insight_issues{pattern=\"CheckFailing\",namespace=\"shop\"}"))
        .hasValue(1);
    assertThat(score()).as("an alert of the score takes nothing from it").isEqualTo(70);
  }

  private static void pageShowsIt() {
    assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM);
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(
                            List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")))) {
      Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(390, 800));
      page.setDefaultTimeout(60_000);
      page.navigate(operator.uri("/ui/login#token=" + viewer).toString());
      page.waitForURL("**/ui/");
      page.locator("nav a[href='/ui/insights']").click();
      page.waitForURL("**/ui/insights");
      assertThat(page.locator("section[aria-label=Issues]").innerText())
          .contains("CheckFailing")
          .contains("HealthCheck shop/checkout");
      assertThat(page.locator("article#shop").innerText()).contains("\u221230 Checks");
      assertThat(page.locator("section[aria-label='Last 24 hours']").innerText())
          .contains("Failed runs");
      assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .as("nothing sticks out at the side")
          .isEqualTo(true);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "screenshots", "insights.png")));
    }
  }

  @Test
  void nobodySeesOtherNamespaces() {
    cluster.kubectl("create", "serviceaccount", "teller", "-n", "bank");
    cluster.kubectl(
        "create",
        "rolebinding",
        "teller",
        "-n",
        "bank",
        "--clusterrole=skopos-view",
        "--serviceaccount=bank:teller");
    String teller = cluster.kubectl("create", "token", "teller", "-n", "bank").strip();
    eventually(() -> operator.get(API + "health", teller).body().contains("\"score\":100"));

    for (String path : List.of(API + "health", API + "issues", API + "summary", API + "trends")) {
      HttpResponse<String> answer = operator.get(path, teller);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).doesNotContain("shop");
    }
    assertThat(operator.get(API + "summary?format=html", teller).body())
        .contains("bank")
        .doesNotContain("shop");
    assertThat(operator.get(KEPT, teller).statusCode()).isEqualTo(404);
    assertThat(operator.get(API + "health", "").statusCode()).isEqualTo(401);
  }

  @Test
  void theReportOfEverythingIsKeptBySchedule() {
    eventually(() -> operator.get(KEPT, viewer).body().contains("\"formats\":[\"html\",\"csv\"]"));

    assertThat(operator.get("/ui/reports", viewer).body())
        .contains("skopos-system/skopos", "<a href=\"/ui/insights\">");
  }

  @Test
  void theReportOfEverythingReachesItsChannels() throws Exception {
    eventually(() -> states().contains(List.of("Delivered", "Delivered")));

    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(message.getSubject()).startsWith("Report: Health ");
    assertThat(message.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("management@shop.test");
    MimeMultipart parts = (MimeMultipart) message.getContent();
    MimeMultipart texts = (MimeMultipart) parts.getBodyPart(0).getContent();
    assertThat((String) texts.getBodyPart(0).getContent())
        .contains(
            "Health score: ", "Open issues: ", operator.uri("/api/skopos/v1/reports/").toString());
    assertThat((String) parts.getBodyPart(1).getContent()).startsWith("<!doctype html>");
    assertThat(parts.getBodyPart(2).getFileName()).endsWith(".csv");
    String body = receiver.requests().getFirst().body();
    assertThat(JsonPath.<String>read(body, "$.source.kind")).isEqualTo("Insights");
    assertThat(JsonPath.<String>read(body, "$.report.kind")).isEqualTo("Insights");
    String path =
        JsonPath.<String>read(body, "$.url").substring(operator.uri("").toString().length());
    assertThat(operator.get(path, viewer).body()).contains("Health score");
    assertThat(operator.get(path, "").statusCode()).isEqualTo(401);
  }

  /** Of each kept report, in the order of the channels' names. */
  private static List<List<String>> states() {
    List<Map<String, Object>> reports = JsonPath.read(operator.get(KEPT, viewer).body(), "$.data");
    return reports.stream()
        .map(report -> JsonPath.<List<String>>read(report, "$.deliveries[*].state"))
        .toList();
  }

  @Test
  void theReportOfEverythingIsMadeOnDemand() {
    eventually(
        () ->
            List.of("shop", "bank").stream()
                .allMatch(
                    each ->
                        operator
                            .get(API + "summary?format=html", viewer)
                            .body()
                            .contains("<td>" + each + "</td>")));

    HttpResponse<String> page = operator.get(API + "summary?format=html", viewer);
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("style-src 'unsafe-inline'");
    for (String format : List.of("html", "csv", "json", "markdown")) {
      HttpResponse<String> answer = operator.get(API + "summary?format=" + format, viewer);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).contains(format));
    }
    assertThat(operator.get(API + "summary?format=pdf", viewer).statusCode()).isEqualTo(400);
  }

  @Test
  void hoursThatAreNoneAreRefused() {
    HttpResponse<String> answer = operator.get(API + "summary?hours=0", viewer);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("hours is \\\"0\\\", expected a whole number from 1 to 744");
  }
}
