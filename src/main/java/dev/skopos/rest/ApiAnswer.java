// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.OptionalInt;

/** Answers of the API that are no query results, in Prometheus' envelope. */
final class ApiAnswer {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  static final String TRUNCATED = "results truncated due to limit";

  private record Success(
      String status,
      Object data,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {}

  private ApiAnswer() {}

  /**
   * Says what was asked for.
   *
   * @param data lists, maps and records
   */
  static Response success(Object data) {
    return json(200, new Success("success", data, List.of()));
  }

  /** Says the first of a list; a caller that gets less than there is, is warned. */
  static Response limited(List<?> data, OptionalInt limit) {
    if (limit.isEmpty() || data.size() <= limit.getAsInt()) {
      return success(data);
    }
    List<?> some = data.subList(0, limit.getAsInt());
    return json(200, new Success("success", some, List.of(TRUNCATED)));
  }

  static Response error(int status, String type, String message) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(PrometheusJson.error(type, message))
        .build();
  }

  static Response badData(BadParameterException problem) {
    return error(400, "bad_data", problem.text());
  }

  private static Response json(int status, Success answer) {
    try {
      return Response.status(status)
          .type(MediaType.APPLICATION_JSON)
          .entity(JSON.writeValueAsString(answer))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer of ours is no JSON", e);
    }
  }
}
