// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.tls.TlsOptions;
import dev.skopos.remote.StoreAccess.Credentials;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteQueriesTest {

  private static final Instant AT = Instant.ofEpochMilli(1_767_225_600_123L);

  private final TestNetwork network = TestNetwork.open();
  private TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(200, ""));

  @AfterEach
  void close() {
    server.close();
    network.close();
  }

  private RemoteQueries answering(int status, String body) {
    server.close();
    server =
        TestHttpServer.start(
            exchange -> exchange.answer(status, body, "Content-Type: application/json"));
    return queries(Duration.ofSeconds(20), () -> Credentials.NONE);
  }

  private RemoteQueries queries(Duration timeout, StoreAccess access) {
    RemoteOptions options =
        new RemoteOptions(
            server.url("/write"),
            server.url("/prometheus/"),
            QueueOptions.DEFAULTS,
            timeout,
            timeout,
            1_000);
    return new RemoteQueries(
        new StoreClient(network.httpClient(), access), options, new SimpleMeterRegistry());
  }

  @Test
  void aVectorComesInItsOrder() throws Exception {
    RemoteQueries queries =
        answering(
            200,
            """
            {"data":{"result":[
               {"value":[1767225600.123,"2.5"],"metric":{"job":"b"}},
               {"metric":{"job":"a"},"value":[1767225600.123,"-Inf"]},
               {"metric":{"job":"h"},"histogram":[1767225600.123,{"count":"3","buckets":[[0,"1","2","3"]]}]}
             ],"resultType":"vector","stats":{"x":[1]}},"status":"success","warnings":["w"]}
            """);

    List<Series> found = queries.instant("a + \"b\" & c", AT);

    assertThat(found)
        .extracting(series -> series.labels().get("job"))
        .containsExactly("b", "a", "h");
    assertThat(found)
        .extracting(series -> series.values()[0])
        .containsExactly(2.5, Double.NEGATIVE_INFINITY, 0.0);
    assertThat(found.getFirst().timestamps()).containsExactly(AT.toEpochMilli());
    TestHttpServer.Request request = server.requests().getFirst();
    assertThat(request.method() + " " + request.target())
        .isEqualTo("POST /prometheus/api/v1/query");
    assertThat(request.body())
        .isEqualTo("query=a+%2B+%22b%22+%26+c&time=1767225600.123&timeout=20000ms");
  }

  @Test
  void aScalarIsASeriesWithoutLabels() throws Exception {
    RemoteQueries queries =
        answering(
            200,
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1.5,\"7\"]}}");

    Series scalar = queries.instant("7", AT).getFirst();

    assertThat(scalar.labels()).isEqualTo(Labels.EMPTY);
    assertThat(scalar.values()).containsExactly(7);
    assertThat(scalar.timestamps()).containsExactly(1_500);
  }

  @Test
  void theStoresOwnTextIsTheError() {
    RemoteQueries queries =
        answering(
            400,
            "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:3: parse error: x\"}");

    assertThatThrownBy(() -> queries.instant("a(", AT))
        .isInstanceOf(RemoteQueryException.class)
        .hasMessage("1:3: parse error: x");
  }

  @ParameterizedTest
  @CsvSource({
    "400,false",
    "422,false",
    "401,true",
    "404,true",
    "429,true",
    "500,true",
    "502,true",
    "503,true"
  })
  void onlyRefusalsSayAnythingAboutTheQuery(int code, boolean unavailable) {
    RemoteQueries queries =
        answering(code, "{\"status\":\"error\",\"errorType\":\"x\",\"error\":\"y\"}");

    assertThatThrownBy(() -> queries.instant("up", AT))
        .isInstanceOfSatisfying(
            RemoteQueryException.class,
            failure -> assertThat(failure.isUnavailable()).isEqualTo(unavailable));
  }

  @Test
  void aStringIsNoNumber() {
    RemoteQueries queries =
        answering(
            200,
            "{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"7\"]}}");

    assertThatThrownBy(() -> queries.instant("\"7\"", AT)).hasMessageContaining("string");
  }

  @Test
  void whatIsNoAnswerIsAnErrorWithItsBeginning() {
    RemoteQueries queries = answering(502, "<html>\nbad   gateway");

    assertThatThrownBy(() -> queries.instant("up", AT))
        .isInstanceOf(RemoteQueryException.class)
        .hasMessageContaining("502")
        .hasMessageContaining("<html> bad gateway");
  }

  @Test
  void damagedAnswersAreErrors() {
    for (String body :
        List.of(
            "",
            "[]",
            "{\"status\":\"success\",\"data\":{\"result\":7}}",
            "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":[]}]}}",
            "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"value\":[\"x\",\"y\"]}]}}",
            "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"value\":[1,\"2\",3]}]}}",
            "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{}",
            "{\"status\":\"su",
            "{}")) {
      RemoteQueries queries = answering(200, body);

      assertThatThrownBy(() -> queries.instant("up", AT))
          .as(body)
          .isInstanceOf(RemoteQueryException.class);
    }
  }

  @Test
  void anAnswerHasABound() {
    RemoteQueries queries = answering(200, " ".repeat(1_001));

    assertThatThrownBy(() -> queries.instant("up", AT))
        .hasMessage("the answer of the remote store is longer than 1000 bytes");
  }

  @Test
  void aStoreThatIsSilentIsNotWaitedForForEver() {
    server.close();
    server = TestHttpServer.start(exchange -> exchange.server().pause(Duration.ofSeconds(60)));
    RemoteQueries queries = queries(Duration.ofMillis(50), () -> Credentials.NONE);

    assertThatThrownBy(() -> queries.instant("up", AT))
        .isInstanceOfSatisfying(
            RemoteQueryException.class, failure -> assertThat(failure.isUnavailable()).isTrue())
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void credentialsGoOutButAreNeverTold() {
    answering(500, "you sent s3cret-token, that is wrong");
    HttpHeaders headers = HttpHeaders.of("Authorization", "Bearer s3cret-token");
    RemoteQueries queries =
        queries(Duration.ofSeconds(20), () -> new Credentials(headers, TlsOptions.SYSTEM));

    assertThatThrownBy(() -> queries.instant("up", AT))
        .hasMessageContaining("you sent ..., that is wrong");
    assertThat(server.requests().getFirst().headers())
        .containsEntry("authorization", "Bearer s3cret-token");
  }

  @Test
  void credentialsThatCannotBeReadAreTold() {
    RemoteQueries queries =
        queries(
            Duration.ofSeconds(20),
            () -> {
              throw new IOException("the token file /x does not exist");
            });

    assertThatThrownBy(() -> queries.instant("up", AT))
        .hasMessageContaining("the token file /x does not exist");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void queriesOfOthersPassAsTheyAre() throws Exception {
    RemoteQueries queries = answering(422, "{\"status\":\"error\"}");

    RemoteQueries.Passed range = queries.pass("/api/v1/query_range", "query=up&step=1");
    RemoteQueries.Passed values = queries.pass("/api/v1/label/job/values", "limit=3");

    assertThat(range.status()).isEqualTo(422);
    assertThat(range.body().text(StandardCharsets.UTF_8)).isEqualTo("{\"status\":\"error\"}");
    assertThat(values.status()).isEqualTo(422);
    assertThat(server.requests())
        .extracting(request -> request.method() + " " + request.target() + " " + request.body())
        .containsExactly(
            "POST /prometheus/api/v1/query_range query=up&step=1",
            "GET /prometheus/api/v1/label/job/values?limit=3 ");
  }

  @Test
  void namesBeyondThePlainOnesAreQuoted() {
    assertThat(
            RemoteQueries.selector(
                List.of(
                    Matcher.of(Matcher.Type.REGEX, "__name__", "a|b"),
                    Matcher.equal("with.dot", "x\"y"))))
        .isEqualTo("{__name__=~\"a|b\",\"with.dot\"=\"x\\\"y\"}");
  }
}
