// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.model.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * A command for a shell that changes one field of a rule.
 *
 * @param old what the field has to hold, so that the command fails when the group was changed
 *     meanwhile; null: anything
 */
record RulePatch(KnownRule rule, String field, @Nullable String old) {

  /** The command that sets this value. */
  String with(String value) {
    ResourceId source = rule.source();
    return switch (rule.group().form()) {
      case SINGLE ->
          "kubectl -n %s patch alertrule %s --type=merge -p %s"
              .formatted(
                  source.namespace(),
                  source.name(),
                  quoted("{\"spec\":{%s:%s}}".formatted(json(field), json(value))));
      case GROUP -> {
        String path = json("/spec/rules/%d/%s".formatted(rule.position(), field));
        String test =
            old == null
                ? ""
                : "{\"op\":\"test\",\"path\":%s,\"value\":%s},".formatted(path, json(old));
        // A test of a value, and an operation that sets it whether it was there or not.
        yield "kubectl -n %s patch rulegroup %s --type=json -p %s"
            .formatted(
                source.namespace(),
                source.name(),
                quoted(
                    "[%s{\"op\":\"add\",\"path\":%s,\"value\":%s}]"
                        .formatted(test, path, json(value))));
      }
    };
  }

  /** As a shell takes it as one word. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String json(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                  if (c < ' ') {
                    json.append("\\u%04x".formatted(c));
                  } else {
                    json.append((char) c);
                  }
                }
              }
            });
    return json.append('"').toString();
  }
}
