// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources although they have values of enums that this version does not know, as objects
 * may that were stored for a newer one: otherwise a single such object would keep all of its kind
 * from being listed. The object then holds no value there, and a note that names field and value.
 * Stateless.
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
    if (!type.isEnum()) {
      return NOT_HANDLED;
    }
    String path = "";
    JsonStreamContext position = context.getParser().getParsingContext();
    while (position != null && !(position.getCurrentValue() instanceof CustomResource<?, ?>)) {
      path = step(position) + path;
      position = position.getParent();
    }
    if (path.contains(STATUS)) {
      return null; // it is written anew
    }
    if (position == null) {
      return NOT_HANDLED;
    }
    if (SPEC.equals(position.getCurrentName())) {
      note(
          (CustomResource<?, ?>) position.getCurrentValue(),
          "%s%s: \"%s\" is unknown to this version of Skopos, which takes %s"
              .formatted(SPEC, path, value, known(context.getParser().getCodec(), type)));
    }
    return null;
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
