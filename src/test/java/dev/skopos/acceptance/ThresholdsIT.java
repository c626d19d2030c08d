// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds proposed from a pushed history, and the noise of rules that fired. */
class ThresholdsIT {

  private static final String THRESHOLDS = "/api/skopos/v1/insights/thresholds";
  private static final String NOISE = "/api/skopos/v1/insights/noise";
  private static final String PAGE = "/ui/insights/rules";
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final int DAY = (int) Duration.ofDays(1).dividedBy(STEP);

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
  private static Operator operator;
  private static String sender;
  private static final SortedMap<Instant, Double> LATENCY = new TreeMap<>();

  @BeforeAll
  static void startEverything() {
    cluster = Cluster.start();
    operator =
        Operator.start(
            cluster.operatorKubeconfig(folder),
            folder.resolve("data"),
            Map.of("SKOPOS_ACCESS_ANONYMOUS", "View", "SKOPOS_STORE_RETENTION", "40d"));
    sender = cluster.userWith("sender", "skopos-sender");
    // At the multiples of the step, where the past is looked at; from a little before the window.
    Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 300 * 300);
    for (int ago = 30 * DAY + 12; ago >= 0; ago--) {
      LATENCY.put(end.minus(STEP.multipliedBy(ago)), latency(ago));
    }
    new Pushes(operator, sender).push(LATENCY, "__name__", "checkout_latency", "job", "shop");
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: slow, namespace: default}
        spec:
          # Evaluated so often that it sees each sample once.
          interval: 5m
          for: 10m
          expr: |
            checkout_latency{job="shop"}   # of the shop
              > 0.9
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: always, namespace: default}
        spec: {expr: "vector(1) > 0"}
        """);
  }

  /**
   * Each day a spike of 20 to 44 minutes' length that is higher each day, and none near the ends.
   */
  private static double latency(int stepsAgo) {
    int day = stepsAgo / DAY;
    boolean spike = day >= 1 && day <= 28 && stepsAgo % DAY >= 100;
    return spike && stepsAgo % DAY < 102 + day % 5 ? 1 + 0.01 * day : 0.3 + 0.001 * (stepsAgo % 7);
  }

  /** How often a rule would have fired that demands three samples in a row. */
  private static long firings(double threshold) {
    long firings = 0;
    int run = 0;
    for (double value : LATENCY.values()) {
      run = value > threshold ? run + 1 : 0;
      firings += run == 3 ? 1 : 0;
    }
    return firings;
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    cluster.close();
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition);
  }

  private static JsonNode data(String path) throws JsonProcessingException {
    HttpResponse<String> answer = operator.get(path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonMapper().readTree(answer.body()).get("data");
  }

  private static void ready(String rule) {
    eventually(() -> cluster.condition("alertrules", "default", rule, "Ready").equals("True"));
  }

  @Test
  void thresholdsAreProposedWithTheFiringsThatTheSamplesTell() throws JsonProcessingException {
    ready("slow");

    JsonNode found = data(THRESHOLDS + "?namespace=default&rule=slow");

    assertThat(found.get("observedDays").asDouble()).isEqualTo(30);
    assertThat(found.get("stepSeconds").asDouble()).isEqualTo(300);
    assertThat(found.get("series").asInt()).isEqualTo(1);
    assertThat(found.get("present").get("firings").asLong()).isEqualTo(firings(0.9)).isPositive();
    assertThat(found.get("candidates")).hasSizeGreaterThan(5);
    for (JsonNode candidate : found.get("candidates")) {
      long expected = firings(candidate.get("threshold").asDouble());
      assertThat(candidate.get("firings").asLong()).as(candidate.toString()).isEqualTo(expected);
      assertThat(candidate.get("firingsPerWeek").asDouble())
          .isCloseTo(expected * 7 / 30.0, within(1e-9));
    }
    JsonNode proposal = found.get("proposal");
    assertThat(proposal.get("firingsPerWeek").asDouble()).isBetween(0.5, 1.0);
    assertThat(proposal.get("expr").asText())
        .startsWith("checkout_latency{job=\"shop\"}   # of the shop\n  > 1.");
    assertThat(proposal.get("patch").asText())
        .startsWith(
            "kubectl -n default patch alertrule slow --type=merge -p '{\"spec\":{\"expr\":");
  }

  @Test
  void anExpressionIsTriedByWhoeverMayQuery() throws JsonProcessingException {
    String query =
        "?for=10m&interval=5m&firingsPerWeek=2&expr=" + encoded("checkout_latency > 1.1");

    JsonNode found = data(THRESHOLDS + query);

    assertThat(found.get("present").get("firings").asLong()).isEqualTo(firings(1.1));
    assertThat(found.get("proposal").get("firingsPerWeek").asDouble()).isBetween(1.0, 2.0);
    assertThat(found.get("proposal").has("patch")).isFalse();
    assertThat(operator.get(THRESHOLDS + query, sender).statusCode()).isEqualTo(403);
    assertThat(operator.get(THRESHOLDS + "?namespace=default&rule=slow", sender).statusCode())
        .isEqualTo(404);
  }

  @Test
  void whatCannotBeAnsweredNamesTheParameter() {
    bad("", "\"rule\": expected either rule and namespace, or expr");
    bad("?rule=slow", "\"namespace\": expected the one");
    bad("?expr=" + encoded("absent(up)"), "\"expr\": the expression has no comparison");
    bad("?for=soon&expr=" + encoded("up > 1"), "\"for\": cannot parse");
    bad("?firingsPerWeek=-1&expr=" + encoded("up > 1"), "\"firingsPerWeek\": \"-1\", expected");
    HttpResponse<String> missing = operator.get(THRESHOLDS + "?namespace=default&rule=none", "");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("there is no alert rule default/none");
  }

  private static void bad(String query, String detail) {
    HttpResponse<String> answer = operator.get(THRESHOLDS + query, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body().replace("\\\"", "\"")).contains(detail);
  }

  @Test
  void aRuleThatFiredIsInTheReportOfNoise() throws JsonProcessingException {
    eventually(() -> data(NOISE + "?days=1").get("allFirings").asInt() > 0);

    JsonNode rule = data(NOISE).get("rules").get(0);

    assertThat(rule.get("alert").asText()).isEqualTo("always");
    assertThat(rule.get("namespace").asText()).isEqualTo("default");
    assertThat(rule.get("firings").asLong()).isEqualTo(1);
    assertThat(rule.get("firingsPerWeek").asDouble()).isEqualTo(1);
    assertThat(rule.get("shareOfAll").asDouble()).isEqualTo(1);
    assertThat(rule.get("firingNow").asInt()).isEqualTo(1);
    assertThat(rule.get("sources").get(0).get("kind").asText()).isEqualTo("AlertRule");
    assertThat(operator.get(NOISE + "?format=csv", "").body().lines().toList().get(1))
        .startsWith("default,always,warning,1,1.000,1.000,");
    assertThat(operator.get(NOISE + "?format=markdown", "").body())
        .contains("| default | always |");
    assertThat(data(NOISE).get("allFirings").asInt()).isEqualTo(1);
    assertThat(operator.get(NOISE, sender).body()).contains("\"allFirings\":0");
    for (String wrong : List.of("days=0", "days=31", "days=x", "format=html")) {
      HttpResponse<String> answer = operator.get(NOISE + "?" + wrong, "");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(wrong.substring(0, wrong.indexOf('=')), "expected");
    }
  }

  @Test
  void thePagesShowBoth() throws JsonProcessingException {
    assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM);
    ready("slow");
    eventually(() -> data(NOISE + "?days=1").get("allFirings").asInt() > 0);

    try (Playwright playwright = Playwright.create(NO_DOWNLOAD);
        Browser browser = playwright.chromium().launch(OFFLINE)) {
      for (int width : List.of(390, 1200)) {
        Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, 900));
        page.setDefaultTimeout(60_000);
        page.navigate(operator.uri(PAGE).toString());
        assertThat(page.locator("section[aria-label='Noisiest rules']").innerText())
            .contains("always");
        picture(page, "noise-" + width);
        page.navigate(operator.uri(PAGE + "?namespace=default&rule=slow").toString());
        assertThat(page.locator("section[aria-label=Thresholds]").innerText())
            .contains("present", "proposed");
        picture(page, "thresholds-" + width);
      }
    }
    assertThat(operator.get(PAGE + "?namespace=default&rule=none", "").statusCode()).isEqualTo(404);
    assertThat(operator.get("/ui/live", "").body())
        .contains(PAGE + "?namespace=default&amp;rule=always&amp;group=always");
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screenshots", "rules-" + name + ".png")));
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as("nothing sticks out at the side")
        .isEqualTo(true);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
