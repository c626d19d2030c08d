// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.relabel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A rule that is ready to run. */
final class RelabelStep {

  private final RelabelRule rule;
  private final Pattern pattern;
  private final Expansion target;
  private final Expansion replacement;

  RelabelStep(RelabelRule rule) {
    demandParts(rule);
    this.rule = rule;
    this.target = Expansion.of(rule.targetLabel());
    this.replacement = Expansion.of(rule.replacement());
    try {
      this.pattern = Pattern.compile("^(?s:" + rule.regex() + ")$");
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a regular expression: \"%s\": %s".formatted(rule.regex(), e.getDescription()), e);
    }
  }

  private static void demandParts(RelabelRule rule) {
    RelabelRule.Action action = rule.action();
    if (action == RelabelRule.Action.HASH_MOD && rule.modulus() < 1) {
      throw new IllegalArgumentException(
          "hashmod needs a modulus of at least 1, got " + rule.modulus());
    }
    boolean needsTarget =
        switch (action) {
          case REPLACE, HASH_MOD, LOWERCASE, UPPERCASE, KEEP_EQUAL, DROP_EQUAL -> true;
          case KEEP, DROP, LABEL_MAP, LABEL_DROP, LABEL_KEEP -> false;
        };
    if (needsTarget && rule.targetLabel().isEmpty()) {
      throw new IllegalArgumentException(action.word() + " needs a targetLabel");
    }
  }

  boolean apply(Map<String, String> labels) {
    String value =
        rule.sourceLabels().stream()
            .map(name -> labels.getOrDefault(name, ""))
            .collect(Collectors.joining(rule.separator()));
    String present = labels.getOrDefault(rule.targetLabel(), "");
    switch (rule.action()) {
      case KEEP -> {
        return pattern.matches(value);
      }
      case DROP -> {
        return !pattern.matches(value);
      }
      case KEEP_EQUAL -> {
        return present.equals(value);
      }
      case DROP_EQUAL -> {
        return !present.equals(value);
      }
      case REPLACE -> replace(labels, value);
      case HASH_MOD -> set(labels, rule.targetLabel(), hash(value));
      case LABEL_MAP -> map(labels);
      case LABEL_DROP -> labels.keySet().removeIf(pattern::matches);
      case LABEL_KEEP -> labels.keySet().removeIf(name -> !pattern.matches(name));
      case LOWERCASE -> set(labels, rule.targetLabel(), value.toLowerCase(Locale.ROOT));
      case UPPERCASE -> set(labels, rule.targetLabel(), value.toUpperCase(Locale.ROOT));
    }
    return true;
  }

  private void replace(Map<String, String> labels, String value) {
    Matcher matcher = pattern.matcher(value);
    if (matcher.matches()) {
      String name = target.expand(matcher);
      if (!name.isEmpty()) {
        set(labels, name, replacement.expand(matcher));
      }
    }
  }

  private void map(Map<String, String> labels) {
    for (String name : List.copyOf(labels.keySet())) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.matches()) {
        set(labels, replacement.expand(matcher), labels.getOrDefault(name, ""));
      }
    }
  }

  /** As Prometheus: the last eight bytes of MD5. */
  private String hash(String value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
      long number = ByteBuffer.wrap(digest).getLong(8);
      return Long.toString(Long.remainderUnsigned(number, rule.modulus()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static void set(Map<String, String> labels, String name, String value) {
    if (value.isEmpty()) {
      labels.remove(name);
    } else {
      labels.put(name, value);
    }
  }
}
