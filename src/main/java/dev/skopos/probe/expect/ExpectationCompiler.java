// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import dev.skopos.probe.definition.Assertion;
import dev.skopos.probe.definition.Assertion.Condition;
import dev.skopos.probe.definition.DnsProbe;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.Probe;
import dev.skopos.probe.definition.TcpProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Compiles assertions. Thread-safe; costly to make, so there is one. */
public final class ExpectationCompiler {

  private final CelExpressions http = new CelExpressions(ResponseType.HTTP);
  private final CelExpressions tcp = new CelExpressions(ResponseType.TCP);
  private final CelExpressions dns = new CelExpressions(ResponseType.DNS);

  /**
   * Compiles the assertions of a check.
   *
   * @throws InvalidAssertionException for the first that cannot work
   */
  public Expectations compile(Probe probe, List<Assertion> assertions)
      throws InvalidAssertionException {
    List<Expectations.Compiled> compiled = new ArrayList<>();
    for (int i = 0; i < assertions.size(); i++) {
      Assertion assertion = assertions.get(i);
      String field = "spec.assertions[%d]".formatted(i);
      compiled.add(new Expectations.Compiled(assertion, compile(probe, assertion, field)));
    }
    return new Expectations(compiled);
  }

  private Expectation compile(Probe probe, Assertion assertion, String field)
      throws InvalidAssertionException {
    return switch (assertion.condition()) {
      case Condition.Cel cel -> expressions(probe).compile(cel.expression(), field + ".cel");
      case Condition.JsonPath json -> {
        requireBody(probe, field + ".jsonPath");
        yield JsonPathExpectation.compile(json, field);
      }
      case Condition.Header header -> {
        requireBody(probe, field + ".header");
        yield new TextExpectation(
            "header " + header.header(),
            response -> response.header(header.header()),
            ValueDemands.compile(header.matchers(), field));
      }
      case Condition.Body body -> {
        requireBody(probe, field + ".body");
        yield new TextExpectation(
            "body", Response::body, ValueDemands.compile(body.matchers(), field));
      }
    };
  }

  private CelExpressions expressions(Probe probe) {
    return switch (probe) {
      case HttpProbe _ -> http;
      case TcpProbe _ -> tcp;
      case DnsProbe _ -> dns;
    };
  }

  private static void requireBody(Probe probe, String field) throws InvalidAssertionException {
    if (!(probe instanceof HttpProbe)) {
      throw new InvalidAssertionException(
          field + ": only answers to http checks have headers and a body");
    }
  }

  /** Demands on a text of the answer, absent or not. */
  private record TextExpectation(
      String subject, Function<Response, Optional<String>> look, ValueDemands demands)
      implements Expectation {

    @Override
    public String description() {
      return subject + ' ' + demands.description();
    }

    @Override
    public Judgement judge(Response response, TimeLimit limit) {
      return demands.judge(look.apply(response).map(Value::text), limit);
    }
  }
}
