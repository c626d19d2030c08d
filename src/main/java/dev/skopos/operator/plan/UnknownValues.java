// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources although they have values that this version does not know, of an enum or of
 * another JSON type, as objects may that were stored for a newer one: otherwise a single such
 * object would keep all of its kind from being listed. The object then holds no value there, and a
 * note that names field and value. Stateless.
 */
public final class UnknownValues extends DeserializationProblemHandler {

  /** Survives a copy of the object; has a blank, so that none of the API server's can have it. */
  private static final String NOTE = "skopos.dev/unknown value";

  private static final String SPEC = "spec";

  /** Jackson forgets which resource it reads once it has read the record of the spec. */
  private static final String STATUS = ".status.";

  /** What is unknown in the spec of the resource; empty when nothing is. */
  static Optional<String> in(HasMetadata resource) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(NOTE));
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String value, String failure) {
    String found =
        type.isEnum()
            ? "\"%s\" is unknown to this version of Skopos, which takes %s"
                .formatted(value, known(context.getParser().getCodec(), type))
            : "\"%s\" is no %s, which this version of Skopos takes"
                .formatted(value, type.getSimpleName());
    return passOver(context, type, found);
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType type,
      JsonToken token,
      JsonParser parser,
      String failure)
      throws IOException {
    Object left = passOver(context, type.getRawClass(), unexpected(token));
    if (!Objects.equals(left, NOT_HANDLED)) {
      skip(parser);
    }
    return left;
  }

  /** To the end of the value; the parser may be at the first field of an object already. */
  private static void skip(JsonParser parser) throws IOException {
    parser.skipChildren();
    while (parser.currentToken() == JsonToken.FIELD_NAME) {
      parser.nextToken();
      parser.skipChildren();
      parser.nextToken();
    }
  }

  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> type,
      ValueInstantiator instantiator,
      JsonParser parser,
      String failure)
      throws IOException {
    return handleUnexpectedToken(
        context, context.constructType(type), parser.currentToken(), parser, failure);
  }

  private static String unexpected(JsonToken token) {
    String found =
        switch (token) {
          case START_OBJECT, FIELD_NAME, END_OBJECT -> "an object";
          case START_ARRAY -> "a list";
          case VALUE_STRING -> "a text";
          case VALUE_TRUE, VALUE_FALSE -> "true or false";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
          default -> "such a value";
        };
    return "this version of Skopos does not take " + found;
  }

  /** What the field holds instead; {@code NOT_HANDLED} when it is none of a resource of ours. */
  private static @Nullable Object passOver(
      DeserializationContext context, Class<?> type, String found) {
    String path = "";
    JsonStreamContext position = position(context.getParser());
    while (position != null && !(position.getCurrentValue() instanceof CustomResource<?, ?>)) {
      path = step(position) + path;
      position = position.getParent();
    }
    if (position == null && !path.contains(STATUS)) {
      return NOT_HANDLED;
    }
    if (position != null && SPEC.equals(position.getCurrentName())) {
      note((CustomResource<?, ?>) position.getCurrentValue(), SPEC + path + ": " + found);
    }
    return nothing(type); // a status is written anew
  }

  /** Where the value stands: a parser that begins to read an object is inside of it already. */
  private static @Nullable JsonStreamContext position(JsonParser parser) {
    JsonStreamContext position = parser.getParsingContext();
    JsonToken token = parser.currentToken();
    boolean inside = token != null && (token.isStructStart() || token == JsonToken.FIELD_NAME);
    return inside ? position.getParent() : position;
  }

  private static @Nullable Object nothing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    return type == int.class ? (Object) 0 : null;
  }

  private static String step(JsonStreamContext position) {
    return position.inArray()
        ? "[" + position.getCurrentIndex() + "]"
        : "." + position.getCurrentName();
  }

  private static String known(@Nullable ObjectCodec codec, Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(value -> codec instanceof ObjectMapper json ? written(json, value) : value.toString())
        .collect(Collectors.joining(", "));
  }

  private static String written(ObjectMapper json, Object value) {
    TreeNode node = json.valueToTree(value);
    return json.convertValue(node, String.class);
  }

  /** The first counts. The metadata come before the spec, as the API server sorts its fields. */
  private static void note(CustomResource<?, ?> resource, String text) {
    ObjectMeta metadata = resource.getMetadata();
    Map<String, String> annotations =
        Optional.ofNullable(metadata.getAnnotations()).map(HashMap::new).orElseGet(HashMap::new);
    annotations.putIfAbsent(NOTE, text);
    metadata.setAnnotations(annotations);
  }
}
