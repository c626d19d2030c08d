// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.skopos.demo.Demo;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser. */
class DashboardIT {

  private static final Path CHROMIUM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Demo demo;
  private static Operator operator;
  private static Playwright playwright;
  private static Browser browser;
  private static String token;

  @BeforeAll
  static void startEverything() throws Exception {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "no browser at " + CHROMIUM + "; install chromium, or name it with -Dchromium");
    cluster = Cluster.start();
    demo = new Demo(0, InstantSource.system());
    operator = Operator.start(cluster.operatorKubeconfig(folder), folder.resolve("data"), Map.of());
    token = cluster.userWith("looker", "skopos-view");
    cluster.kubectl("create", "namespace", "shop");
    cluster.apply(resources());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
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
                            "--no-first-run")));
  }

  @AfterAll
  static void stopEverything() {
    if (browser != null) {
      browser.close();
      playwright.close();
    }
    if (operator != null) {
      operator.close();
      demo.close();
      cluster.close();
    }
  }

  private static String resources() {
    List<String> all = new ArrayList<>();
    for (String name : List.of("checkout", "cart", "catalog", "payments", "search")) {
      all.add(
          """
          apiVersion: skopos.dev/v1alpha1
          kind: HealthCheck
          metadata: {name: %1$s, namespace: shop}
          spec:
            schedule: {interval: 1s, timeout: 1s}
            thresholds: {failure: 1}
            http: {url: "%2$s/health"}
          """
              .formatted(name, demo.url()));
    }
    all.add(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: checkout-down, namespace: shop}
        spec:
          alertName: CheckoutDown
          expr: probe_success{name="checkout"} == 0
          interval: 1s
          severity: critical
          annotations: {summary: "{{ $labels.name }} does not answer as it should"}
          notify: {channels: [{name: hook}]}
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: hook, namespace: shop}
        spec:
          webhook: {url: "%1$s/webhook"}
        """
            .formatted(demo.url()));
    return String.join("---\n", all);
  }

  @Test
  void aPageUsesNothingButItsOwnScriptsAndStyles() {
    assertThat(operator.get("/ui/login", "").headers().firstValue("Content-Security-Policy"))
        .get()
        .asString()
        .contains("default-src 'self'")
        .doesNotContain("unsafe");
  }

  @Test
  void aLoginLinkOpensThePageWhichFollowsWhatHappens() {
    List<String> problems = new ArrayList<>();
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              problems.add(message.text());
            }
          });
      page.navigate(operator.uri("/ui/login#token=" + token).toString());
      page.waitForURL("**/ui/");
      assertThat(page.url()).doesNotContain(token);
      Locator live = page.locator("#live");
      assertThat(live).containsText("5 checks", SOON);
      assertThat(page.locator(".card.good").first()).containsText("Healthy", SOON);
      picture(page, "light");

      Samples.post(URI.create(demo.url() + "/mode?set=failing"));
      assertThat(live).containsText("CheckoutDown", SOON);
      assertThat(live).containsText("checkout does not answer as it should", SOON);
      assertThat(page.locator(".severity.critical")).hasText("critical");
      assertThat(page.locator("section[aria-label=Channels]")).containsText("ago", SOON);
      picture(page, "light-broken");

      Samples.post(URI.create(demo.url() + "/mode?set=ok"));
      assertThat(live).containsText("Nothing is firing", SOON);
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void thePageIsReadableInTheDarkAndOnAPhone() {
    Browser.NewContextOptions phone =
        new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK).setViewportSize(390, 800);
    try (BrowserContext context = browser.newContext(phone)) {
      Page page = context.newPage();
      page.navigate(operator.uri("/ui/login#token=" + token).toString());
      page.waitForURL("**/ui/");
      assertThat(page.locator("#live")).containsText("5 checks", SOON);
      picture(page, "dark-phone");
      assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .as("nothing sticks out at the side")
          .isEqualTo(true);
      assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo("rgb(13, 17, 23)");
    }
  }

  @Test
  void whileTheServerIsAwayThePageSaysSo() {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.navigate(operator.uri("/ui/login#token=" + token).toString());
      page.waitForURL("**/ui/");
      context.setOffline(true);
      assertThat(page.locator("#freshness")).containsText("no answer for", SOON);
      context.setOffline(false);
      assertThat(page.locator("#freshness")).containsText("live", SOON);
    }
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screenshots", name + ".png"))
            .setFullPage(true));
  }
}
