// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every route, without a token and with one that may not; and the routes of those who may. */
class AccessIT {

  /** They show each caller what it may see, and to a stranger nothing. */
  private static final Pattern SHOWN_IN_PART =
      Pattern.compile(
          "/|/ui|/ui/|/ui/live|/ui/logout|/ui/(capacity|objectives|reports)|/ui/insights(/rules)?"
              + "|/api/skopos/v1/(capacity|capacity/forecast|reports|objectives/imported)"
              + "|/api/skopos/v1/insights/(health|issues|trends|summary|thresholds|noise)");

  private static final Set<String> OPEN =
      Set.of(
          "/-/healthy",
          "/-/ready",
          "/health",
          "/health/live",
          "/health/ready",
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/ui/login");

  /** Routes that extensions add, or that people try. */
  private static final List<String> OTHERS =
      List.of(
          "/q/metrics",
          "/q/dev",
          "/q/info",
          "/q/openapi",
          "/q/health-ui",
          "/q/arc",
          "/q",
          "/api/v1/write",
          "/api/v1/status/config",
          "/metrics/",
          "/ui/live",
          "/ui/../metrics",
          "//metrics",
          "/%6detrics",
          "/nothing");

  @TempDir static java.nio.file.Path folder;

  private static Cluster cluster;
  private static Operator closed;
  private static String stranger;
  private static String viewer;
  private static String guest;

  @BeforeAll
  static void startEverything() {
    cluster = Cluster.start();
    closed = Operator.start(cluster.operatorKubeconfig(folder), folder.resolve("data"), Map.of());
    stranger = cluster.userWith("stranger", "");
    viewer = cluster.userWith("viewer", "skopos-view");
    guest = cluster.userWith("guest", "");
    cluster.kubectl("create", "namespace", "mine");
    cluster.kubectl("create", "namespace", "theirs");
    cluster.kubectl(
        "create",
        "rolebinding",
        "guest",
        "-n",
        "mine",
        "--clusterrole=skopos-view",
        "--serviceaccount=default:guest");
    for (String namespace : List.of("mine", "theirs")) {
      cluster.apply(
          """
          apiVersion: skopos.dev/v1alpha1
          kind: AlertRule
          metadata: {name: rule-of-%s, namespace: %s}
          spec:
            expr: vector(1) > 0
            severity: info
            alertName: AlertOf%s
          """
              .formatted(namespace, namespace, namespace));
    }
  }

  @AfterAll
  static void stopEverything() {
    closed.close();
    cluster.close();
  }

  /** The paths of all resource classes, read from the byte code, and those of {@link #OTHERS}. */
  private static Set<String> routes() {
    Set<String> routes = new TreeSet<>(OTHERS);
    routes.addAll(OPEN);
    for (JavaClass type : new ClassFileImporter().importPath(Paths.get("target/classes/dev"))) {
      if (!type.isAnnotatedWith(Path.class)) {
        continue;
      }
      String base = type.getAnnotationOfType(Path.class).value();
      for (JavaMethod method : type.getMethods()) {
        method
            .tryGetAnnotationOfType(Path.class)
            .ifPresentOrElse(
                path -> routes.add(join(base, path.value())), () -> routes.add(join(base, "")));
      }
    }
    return routes;
  }

  private static String join(String base, String path) {
    String joined = ("/" + base + "/" + path).replaceAll("/+", "/").replaceAll("[{}]", "");
    return joined.length() > 1 && joined.endsWith("/")
        ? joined.substring(0, joined.length() - 1)
        : joined;
  }

  @TestFactory
  Stream<DynamicTest> withoutATokenNothingIsShown() {
    return Stream.of("GET", "POST", "PUT", "DELETE")
        .flatMap(
            method ->
                routes().stream()
                    .map(
                        path ->
                            dynamicTest(
                                method + " " + path, () -> demandClosed(method, path, ""))));
  }

  @TestFactory
  Stream<DynamicTest> withATokenThatMayNotNothingIsShown() {
    return routes().stream()
        .map(path -> dynamicTest(path, () -> demandClosed("GET", path, stranger)));
  }

  @TestFactory
  Stream<DynamicTest> aForgedTokenIsRefused() {
    return routes().stream()
        .filter(path -> !OPEN.contains(path))
        .map(
            path ->
                dynamicTest(
                    path,
                    () ->
                        assertThat(call("GET", path, "forged").statusCode()).isIn(303, 401, 404)));
  }

  private static void demandClosed(String method, String path, String token) throws Exception {
    HttpResponse<String> answer = call(method, path, token);
    if (OPEN.contains(path)) {
      assertThat(answer.statusCode()).isNotIn(401, 403);
      return;
    }
    assertThat(answer.body()).doesNotContain("rule-of-", "AlertOf", "skopos_", "jvm_");
    if (token.isEmpty() || !SHOWN_IN_PART.matcher(path).matches()) {
      assertThat(answer.statusCode()).as(answer.body()).isIn(303, 401, 403, 404, 405);
    }
  }

  @Test
  void aViewerSeesEverything() throws Exception {
    assertThat(call("GET", "/metrics", viewer).body()).contains("skopos_");
    assertThat(call("GET", "/q/metrics", viewer).statusCode()).isEqualTo(200);
    assertThat(call("GET", "/api/v1/query?query=1", viewer).statusCode()).isEqualTo(200);
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(call("GET", "/ui/live", viewer).body())
                    .contains("AlertOfmine", "AlertOftheirs"));
  }

  @Test
  void whoMayLookIntoOneNamespaceSeesThatOne() throws Exception {
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () -> assertThat(call("GET", "/ui/live", guest).body()).contains("AlertOfmine"));
    assertThat(call("GET", "/ui/live", guest).body()).doesNotContain("AlertOftheirs");
    assertThat(call("GET", "/api/v1/query?query=ALERTS", guest).statusCode()).isEqualTo(403);
  }

  @Test
  void aBrowserSessionOpensWithATokenAndItsCookieIsKeptFromScripts() throws Exception {
    HttpResponse<String> login = login(viewer);
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(login.statusCode()).isEqualTo(303);
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(viewer);
    String pair = cookie.substring(0, cookie.indexOf(';'));

    assertThat(withCookie("GET", "/ui/", pair, "").body()).contains("viewer", "Log out");
    assertThat(withCookie("POST", "/ui/logout", pair, "form=guessed").statusCode()).isEqualTo(403);
    assertThat(withCookie("GET", "/metrics", pair, "").statusCode()).isEqualTo(200);
    String page = withCookie("GET", "/ui/", pair, "").body();
    String form = page.replaceAll("(?s).*name=\"form\" value=\"([^\"]+)\".*", "$1");
    assertThat(withCookie("POST", "/ui/logout", pair, "form=" + form).statusCode()).isEqualTo(303);
    assertThat(withCookie("GET", "/metrics", pair, "").statusCode()).isEqualTo(401);
  }

  @Test
  void aLoginWithATokenThatIsNotTheClustersIsRefused() throws Exception {
    HttpResponse<String> login = login("forged");

    assertThat(login.statusCode()).isEqualTo(401);
    assertThat(login.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(login.body()).contains("does not accept").doesNotContain("forged");
  }

  @Test
  void anonymousViewLetsEverybodyLookAndNobodyElseIn() throws Exception {
    try (Operator open =
        Operator.start(
            cluster.operatorKubeconfig(folder),
            folder.resolve("open"),
            Map.of("SKOPOS_ACCESS_ANONYMOUS", "View"))) {
      assertThat(open.get("/metrics", "").statusCode()).isEqualTo(200);
      assertThat(open.get("/ui/", "").body()).contains("Log in");
      assertThat(open.get("/metrics", "forged").statusCode()).isEqualTo(401);
      for (String nowhere : List.of("/nothing", "/api/v1/nothing")) {
        assertThat(open.get(nowhere, "").statusCode()).isEqualTo(404);
        assertThat(open.get(nowhere, "forged").statusCode()).isEqualTo(401);
      }
    }
  }

  @Test
  void healthAndMetricsMoveToThePortsAndPathsThatAreSetAndTheGateMovesWithThem() throws Exception {
    int health = Operator.freePort();
    int metrics = Operator.freePort();
    try (Operator moved =
        Operator.start(
            cluster.operatorKubeconfig(folder),
            folder.resolve("moved"),
            Map.of(
                "SKOPOS_HEALTH_PORT",
                Integer.toString(health),
                "SKOPOS_HEALTH_PATH",
                "/healthz",
                "SKOPOS_METRICS_PORT",
                Integer.toString(metrics),
                "SKOPOS_METRICS_PATH",
                "/prometheus"))) {
      assertThat(status(health, "/healthz/ready", "")).isEqualTo(200);
      assertThat(status(metrics, "/prometheus", viewer)).isEqualTo(200);
      assertThat(status(metrics, "/prometheus", "")).isEqualTo(401);
      assertThat(status(health, "/api/v1/query?query=1", "")).isEqualTo(401);
      assertThat(moved.get("/healthz", "").statusCode()).isEqualTo(200);
    }
  }

  private static int status(int port, String path, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  @Test
  void noTokenIsInTheLog() {
    assertThat(closed.log()).doesNotContain(viewer).doesNotContain(stranger);
  }

  private static HttpResponse<String> login(String token) throws Exception {
    return withCookie(
        "POST", "/ui/login", "none=1", "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> withCookie(
      String method, String path, String cookie, String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(closed.uri(path))
            .method(method, BodyPublishers.ofString(form))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", cookie)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> call(String method, String path, String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(closed.uri(path)).method(method, BodyPublishers.noBody());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
