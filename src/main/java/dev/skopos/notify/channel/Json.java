// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Writes maps, lists and texts as JSON. */
final class Json {

  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private Json() {}

  static String write(Map<String, ?> value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and texts always have a JSON form", e);
    }
  }
}
