// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.net.http.HttpBody;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.http.HttpResponse;
import dev.skopos.remote.AnswerReader.Answer;
import dev.skopos.remote.StoreClient.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks the store by Prometheus' HTTP API: it evaluates expressions itself, next to the samples.
 * Bounded in time and size. Thread-safe.
 */
public final class RemoteQueries {

  private static final HttpHeaders FORM =
      HttpHeaders.of("Content-Type", "application/x-www-form-urlencoded");

  /** Prometheus takes the others by GET alone. */
  private static final Set<String> POSTED =
      Set.of(
          "/api/v1/query",
          "/api/v1/query_range",
          "/api/v1/query_exemplars",
          "/api/v1/series",
          "/api/v1/labels");

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Bad data and failed executions, as Prometheus 3: all others may pass. */
  private static final Set<Integer> REFUSALS = Set.of(400, 422);

  private final StoreClient client;
  private final RemoteOptions options;
  private final MeterRegistry meters;

  RemoteQueries(StoreClient client, RemoteOptions options, MeterRegistry meters) {
    this.client = client;
    this.options = options;
    this.meters = meters;
  }

  /**
   * Evaluates an expression at one instant.
   *
   * @return the series with their values; a scalar comes as one series without labels, a native
   *     histogram with the value 0
   * @throws RemoteQueryException with the store's own text where it refused the expression
   */
  public List<Series> instant(String expression, Instant at) throws RemoteQueryException {
    return instant(expression, at, options.queryTimeout());
  }

  List<Series> instant(String expression, Instant at, Duration timeout)
      throws RemoteQueryException {
    String seconds = timeout.toMillis() + "ms";
    Form form = Form.EMPTY.and("query", expression).and("time", at).and("timeout", seconds);
    Answer answer = ask("/api/v1/query", form, timeout);
    if (answer.resultType().equals("string")) {
      throw RemoteQueryException.refused("the expression gives a string instead of numbers");
    }
    return answer.result();
  }

  /** The label sets of the series with a sample in the span. */
  List<Labels> series(long from, long to, List<Matcher> matchers, Duration timeout)
      throws RemoteQueryException {
    Form form = Form.EMPTY.and("match[]", selector(matchers)).and("start", from).and("end", to);
    return ask("/api/v1/series", form, timeout).labelSets();
  }

  /** Matchers as PromQL has them; names beyond the plain ones in quotes, as in Prometheus 3. */
  static String selector(List<Matcher> matchers) {
    return matchers.stream().map(RemoteQueries::written).collect(Collectors.joining(",", "{", "}"));
  }

  /** Selects exactly this series, and those that have more labels. */
  static String selector(Labels labels) {
    return selector(
        IntStream.range(0, labels.size())
            .mapToObj(i -> Matcher.equal(labels.name(i), labels.value(i)))
            .toList());
  }

  private static String written(Matcher matcher) {
    String text = matcher.toString();
    return PLAIN_NAME.matcher(matcher.name()).matches()
        ? text
        : quoted(matcher.name()) + text.substring(matcher.name().length());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private Answer ask(String path, Form form, Duration timeout) throws RemoteQueryException {
    Reply.Answered reply = post(path, form.text(), timeout);
    HttpResponse response = reply.response();
    Answer answer;
    try {
      answer = AnswerReader.read(response.body().stream());
    } catch (IOException e) {
      throw RemoteQueryException.unavailable(
          "the remote store answers %d and no answer of the query API%s"
              .formatted(response.code(), suffix(reply.message())),
          e);
    }
    if (!answer.succeeded()) {
      String reason =
          answer.error().isEmpty()
              ? "the remote store answers " + response.code() + " without a reason"
              : answer.error();
      throw REFUSALS.contains(response.code())
          ? RemoteQueryException.refused(reason)
          : RemoteQueryException.unavailable(reason, null);
    }
    return answer;
  }

  private static String suffix(String message) {
    return message.isEmpty() ? "" : ": " + message;
  }

  /**
   * Sends a query of somebody else as it is.
   *
   * @param path of Prometheus' API, for instance {@code /api/v1/query_range}
   * @param form the parameters, encoded
   * @return the store's own answer, be it an error
   * @throws RemoteQueryException when there is no answer, or one that is too long
   */
  public Passed pass(String path, String form) throws RemoteQueryException {
    HttpResponse response =
        (POSTED.contains(path) ? post(path, form, options.queryTimeout()) : get(path, form))
            .response();
    return new Passed(response.code(), response.headers().first("Content-Type"), response.body());
  }

  /** What the store answered. */
  public record Passed(int status, Optional<String> contentType, HttpBody body) {}

  private Reply.Answered post(String path, String form, Duration timeout)
      throws RemoteQueryException {
    return send(
        new StoreClient.Call(
            "POST",
            options.query(path),
            FORM,
            HttpBody.of(form),
            options.maxAnswerBytes(),
            timeout));
  }

  private Reply.Answered get(String path, String form) throws RemoteQueryException {
    return send(
        new StoreClient.Call(
            "GET",
            options.query(form.isEmpty() ? path : path + "?" + form),
            HttpHeaders.EMPTY,
            HttpBody.EMPTY,
            options.maxAnswerBytes(),
            options.queryTimeout()));
  }

  private Reply.Answered send(StoreClient.Call call) throws RemoteQueryException {
    long begin = System.nanoTime();
    Reply reply = client.send(call);
    meters
        .timer("skopos.remote.query.duration", "answered", answered(reply))
        .record(Duration.ofNanos(System.nanoTime() - begin));
    return switch (reply) {
      case Reply.Answered whole when !whole.response().truncated() -> whole;
      case Reply.Answered _ ->
          throw RemoteQueryException.refused(
              "the answer of the remote store is longer than %d bytes"
                  .formatted(options.maxAnswerBytes()));
      case Reply.Unreachable(String message) ->
          throw RemoteQueryException.unavailable("the remote store: " + message, null);
    };
  }

  private static String answered(Reply reply) {
    return switch (reply) {
      case Reply.Answered _ -> "true";
      case Reply.Unreachable _ -> "false";
    };
  }
}
