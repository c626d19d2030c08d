// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import static dev.skopos.net.http.HttpClientTest.answered;
import static dev.skopos.net.http.HttpClientTest.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.net.AddressGuard;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  private final TestNetwork network = TestNetwork.open();
  private final HttpClient client = network.httpClient();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void givenARelativeRedirectThenItIsFollowedAndCounted() {
    try (TestHttpServer server = TestHttpServer.start(RedirectTest::oneStep)) {
      HttpResult.Answered answered = answered(get(server.url("/start/here")));

      assertThat(answered.response().text()).isEqualTo("arrived");
      assertThat(answered.trace().redirects()).isEqualTo(1);
      assertThat(answered.trace().finalUrl()).isEqualTo(server.url("/start/there?x=1"));
      assertThat(answered.trace().leftTls()).isFalse();
    }
  }

  private static void oneStep(TestHttpServer.Exchange exchange) throws Exception {
    if (exchange.request().target().equals("/start/here")) {
      exchange.answer(302, "", "Location: there?x=1");
    } else {
      exchange.answer(200, "arrived");
    }
  }

  @Test
  void givenRedirectsAreNotWantedThenTheRedirectIsTheAnswer() {
    try (TestHttpServer server = TestHttpServer.start(RedirectTest::oneStep)) {
      HttpRequest request =
          HttpRequest.get(server.url("/start/here"))
              .withOptions(HttpOptions.USUAL.withFollowRedirects(false));

      assertThat(answered(client.send(request, TestNetwork.soon())).response().code())
          .isEqualTo(302);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET", "302, POST, GET", "303, POST, GET", "307, POST, POST", "308, POST, POST",
    "301, PUT, PUT", "303, PUT, GET", "303, HEAD, HEAD", "302, GET, GET", "302, HEAD, HEAD"
  })
  void givenAStatusThenTheMethodGoesOnAsItSays(int status, String method, String next) {
    try (TestHttpServer server =
        TestHttpServer.start(
            e ->
                e.answer(e.request().target().equals("/") ? status : 200, "", "Location: /next"))) {
      HttpRequest request =
          new HttpRequest(
              method,
              server.url("/"),
              HttpHeaders.of("Content-Type", "text/plain"),
              HttpBody.of("body"),
              HttpOptions.USUAL);

      answered(client.send(request, TestNetwork.soon()));

      TestHttpServer.Request last = server.requests().getLast();
      boolean keeps = next.equals(method);
      assertThat(last.method()).isEqualTo(next);
      assertThat(last.body()).isEqualTo(keeps ? "body" : "");
      assertThat(last.headers().containsKey("content-type")).isEqualTo(keeps);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b, c, /a/c",
    "/a/b, ?x=1, /a/b?x=1",
    "/a/b?y, '#top', /a/b?y",
    "/a/b, ../c, /c",
    "/a/b, /c d, /c%20d",
    "'', c, /c",
    "'', ?x, /?x"
  })
  void givenARelativeLocationThenItIsResolvedAsRfc3986Says(
      String from, String location, String to) {
    HttpRequest request = HttpRequest.get(URI.create("http://shop.test" + from));
    HttpResponse response =
        new HttpResponse(
            new HttpResponse.Status("HTTP/1.1", 302, ""),
            HttpHeaders.of("Location", location),
            HttpHeaders.EMPTY,
            HttpBody.EMPTY,
            false);

    assertThat(location(request, response)).isEqualTo("http://shop.test" + to);
  }

  private static String location(HttpRequest request, HttpResponse response) {
    try {
      return Redirect.location(request, response).orElseThrow().toString();
    } catch (NetException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void givenAnotherOriginThenCredentialsStayBehind() {
    try (TestHttpServer target = TestHttpServer.start(e -> e.answer(200, "arrived"));
        TestHttpServer server =
            TestHttpServer.start(
                e -> e.answer(302, "", "Location: " + target.url("other.test", "/")))) {
      answered(client.send(withCredentials(server.url("/")), TestNetwork.soon()));

      assertThat(server.requests().getFirst().headers())
          .containsKeys("authorization", "cookie", "x-key");
      assertThat(target.requests().getFirst().headers())
          .doesNotContainKeys("authorization", "cookie", "x-key")
          .containsEntry("host", "other.test:" + target.port());
    }
  }

  @Test
  void givenTheSameOriginThenCredentialsGoAlong() {
    try (TestHttpServer server = TestHttpServer.start(RedirectTest::oneStep)) {
      answered(client.send(withCredentials(server.url("/start/here")), TestNetwork.soon()));

      assertThat(server.requests().getLast().headers())
          .containsKeys("authorization", "cookie")
          .containsEntry("host", "virtual.example");
    }
  }

  private static HttpRequest withCredentials(URI url) {
    return HttpRequest.get(url)
        .withHeaders(
            HttpHeaders.of("Authorization", "Bearer t")
                .and("Cookie", "a=b")
                .and("Host", "virtual.example")
                .and("X-Key", "k"));
  }

  @Test
  void givenALoopThenItIsNamed() {
    try (TestHttpServer server =
        TestHttpServer.start(
            e ->
                e.answer(
                    302, "", "Location: " + (e.request().target().equals("/a") ? "/b" : "/a")))) {
      HttpResult.Failed failed = failed(get(server.url("/a")));

      assertThat(failed.failure())
          .isEqualTo(new NetFailure(NetFailure.Kind.REDIRECT, "redirect loop after 2 redirects"));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void givenRedirectsWithoutEndThenTenAreFollowed() {
    try (TestHttpServer server =
        TestHttpServer.start(e -> e.answer(302, "", "Location: " + e.request().target() + "x"))) {
      HttpResult.Failed failed = failed(get(server.url("/")));

      assertThat(failed.failure())
          .isEqualTo(new NetFailure(NetFailure.Kind.REDIRECT, "more than 10 redirects"));
      assertThat(server.requests()).hasSize(11);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:169.254.169.254]/",
        "http://2852039166/",
        "http://0xa9.0xfe.0xa9.0xfe/",
        "http://[64:ff9b::a9fe:a9fe]/"
      })
  void givenARedirectToADeniedAddressThenItIsNotFollowed(String location) {
    try (TestHttpServer server =
        TestHttpServer.start(e -> e.answer(302, "", "Location: " + location))) {
      HttpResult.Failed failed = failed(get(server.url("/")));

      assertThat(failed.failure().kind()).isEqualTo(NetFailure.Kind.BLOCKED);
      assertThat(failed.failure().message())
          .contains("is denied (link-local); allow it with probe.allow");
      assertThat(failed.trace().redirects()).isEqualTo(1);
    }
  }

  @Test
  void givenAPortThatIsNotAllowedThenARedirectToItIsBlocked() {
    try (TestHttpServer denied = TestHttpServer.start(e -> e.answer(200, "secret"));
        TestHttpServer server =
            TestHttpServer.start(e -> e.answer(302, "", "Location: " + denied.url("/")));
        TestNetwork narrow =
            TestNetwork.open(
                AddressGuard.Options.parse(List.of(), List.of("127.0.0.1:" + server.port())))) {
      HttpResult.Failed failed =
          failed(narrow.httpClient().send(HttpRequest.get(server.url("/")), TestNetwork.soon()));

      assertThat(failed.failure().message())
          .isEqualTo("address 127.0.0.1 is denied (loopback); allow it with probe.allow");
      assertThat(denied.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gopher://x/", "http://", "http://a:b@shop.test/", "%zz"})
  void givenARedirectToNowhereThenThatIsTheFailure(String location) {
    try (TestHttpServer server =
        TestHttpServer.start(e -> e.answer(301, "", "Location: " + location))) {
      NetFailure failure = failed(get(server.url("/"))).failure();

      assertThat(failure.kind()).isEqualTo(NetFailure.Kind.REDIRECT);
      assertThat(failure.message()).doesNotContain("a:b");
    }
  }

  private HttpResult get(URI url) {
    return client.send(HttpRequest.get(url), TestNetwork.soon());
  }
}
