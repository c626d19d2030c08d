// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import com.google.re2j.Pattern;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import dev.skopos.probe.definition.Assertion.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Demands on what a path finds in the JSON body. */
final class JsonPathExpectation implements Expectation {

  private static final MappingProvider MAPPING = new JacksonMappingProvider();

  /** Each compares all elements of two lists with each other in one step. */
  private static final Pattern QUADRATIC =
      Pattern.compile("(?i)\\?.*[\\s)\\]](subsetof|anyof|noneof)[\\s\\[(@$]");

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
    if (QUADRATIC.matcher(path).find()) {
      throw new InvalidAssertionException(
          field + ".jsonPath: filters cannot use subsetof, anyof, noneof; use cel");
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
  public Judgement judge(Response response, TimeLimit limit) {
    try {
      Object document = Json.read(response.body().orElse(""));
      return demands.judge(document == null ? Optional.empty() : find(document, limit), limit);
    } catch (Json.NotJsonException | Json.TooLargeException | UnsuitableException e) {
      return new Judgement(false, String.valueOf(e.getMessage()));
    }
  }

  /** The path does not fit the document; the message says why. */
  private static final class UnsuitableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsuitableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A path that may find many things but found one stands for that one. */
  private Optional<Value> find(Object document, TimeLimit limit) throws UnsuitableException {
    try {
      @Nullable Object found = path.read(document, configuration(limit));
      if (!path.isDefinite() && found instanceof List<?> list && list.size() < 2) {
        return list.isEmpty() ? Optional.empty() : Optional.of(Value.json(list.getFirst()));
      }
      return Optional.of(Value.json(found));
    } catch (PathNotFoundException _) {
      return Optional.empty();
    } catch (Json.TooLargeException | TimeLimit.OverException e) {
      throw e;
    } catch (RuntimeException e) {
      // The library documents JsonPathException, but values of unexpected types give many others.
      throw new UnsuitableException(
          "the path does not fit the body: " + Shown.shortened(String.valueOf(e.getMessage())), e);
    }
  }

  private static Configuration configuration(TimeLimit limit) {
    return Configuration.builder()
        .jsonProvider(new BoundedJson(limit))
        .mappingProvider(MAPPING)
        .build();
  }
}
