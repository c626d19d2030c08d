// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.skopos.probe.definition.Assertion.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Demands on what a path finds in the JSON body. */
final class JsonPathExpectation implements Expectation {

  private static final Configuration CONFIGURATION =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .build();

  private final String text;
  private final JsonPath path;
  private final ValueDemands demands;

  private JsonPathExpectation(String text, JsonPath path, ValueDemands demands) {
    this.text = text;
    this.path = path;
    this.demands = demands;
  }

  static JsonPathExpectation compile(Condition.JsonPath condition, String field)
      throws InvalidAssertionException {
    requireBounded(condition.path(), field);
    try {
      return new JsonPathExpectation(
          condition.path(),
          JsonPath.compile(condition.path()),
          ValueDemands.compile(condition.matchers(), field));
    } catch (InvalidPathException | IllegalArgumentException e) {
      throw new InvalidAssertionException(
          "%s.jsonPath: not a JSONPath: %s".formatted(field, e.getMessage()), e);
    }
  }

  /** The time that these would take is not bounded by the size of the document. */
  private static void requireBounded(String path, String field) throws InvalidAssertionException {
    if (path.contains("=~")) {
      throw new InvalidAssertionException(
          field + ".jsonPath: filters cannot use =~; use matches, or cel");
    }
    if (path.indexOf("..") != path.lastIndexOf("..")) {
      throw new InvalidAssertionException(field + ".jsonPath: .. can be used once only");
    }
  }

  @Override
  public String description() {
    return text + ' ' + demands.description();
  }

  @Override
  public Judgement judge(Response response) {
    try {
      Object document = Json.read(response.body().orElse(""));
      return demands.judge(document == null ? Optional.empty() : find(document));
    } catch (Json.NotJsonException | Json.TooLargeException e) {
      return new Judgement(false, String.valueOf(e.getMessage()));
    } catch (JsonPathException e) {
      return new Judgement(false, Shown.shortened(String.valueOf(e.getMessage())));
    }
  }

  /** A path that may find many things but found one stands for that one. */
  private Optional<Value> find(Object document) {
    try {
      @Nullable Object found = path.read(document, CONFIGURATION);
      if (!path.isDefinite() && found instanceof List<?> list && list.size() < 2) {
        return list.isEmpty() ? Optional.empty() : Optional.of(Value.json(list.getFirst()));
      }
      return Optional.of(Value.json(found));
    } catch (PathNotFoundException _) {
      return Optional.empty();
    }
  }
}
