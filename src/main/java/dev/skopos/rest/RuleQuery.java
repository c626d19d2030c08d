// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.forecast.judgement.JudgementSnapshot;
import dev.skopos.model.Matcher;
import dev.skopos.model.ResourceId;
import dev.skopos.promql.Engine;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which rules a caller wants to see, as Prometheus 3 reads the parameters of {@code /api/v1/rules}.
 * An empty list takes everything.
 *
 * @param type {@code alert}, {@code record}, or empty for both
 * @param selectors a rule is wanted when its labels fulfil all matchers of one of them
 * @param groupLimit how many groups are shown at once; 0: all
 * @param nextToken the first group to show, from the page before; empty: the first of all
 */
record RuleQuery(
    String type,
    List<String> names,
    List<String> groups,
    List<String> files,
    List<List<Matcher>> selectors,
    boolean withAlerts,
    int groupLimit,
    String nextToken) {

  /**
   * Some of the groups.
   *
   * @param groupNextToken where the next page begins; null: there is none
   */
  record Page(
      List<RuleView.Group> groups,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String groupNextToken) {}

  static RuleQuery of(Parameters parameters, Engine engine) throws BadParameterException {
    List<List<Matcher>> matchers = Selectors.of(parameters, "match[]", engine);
    String type = parameters.text("type").toLowerCase(Locale.ROOT);
    if (!List.of("", "alert", "record").contains(type)) {
      throw new BadParameterException("type", "not supported value \"" + type + "\"");
    }
    return new RuleQuery(
        type,
        parameters.all("rule_name[]"),
        parameters.all("rule_group[]"),
        parameters.all("file[]"),
        matchers,
        !isTrue(parameters, "exclude_alerts"),
        groupLimit(parameters),
        parameters.text("group_next_token"));
  }

  private static boolean isTrue(Parameters parameters, String name) throws BadParameterException {
    return switch (parameters.text(name).toLowerCase(Locale.ROOT)) {
      case "1", "t", "true" -> true;
      case "", "0", "f", "false" -> false;
      default ->
          throw new BadParameterException(
              name, "\"" + parameters.text(name) + "\" is neither true nor false");
    };
  }

  private static int groupLimit(Parameters parameters) throws BadParameterException {
    String text = parameters.text("group_limit");
    if (text.isEmpty() && !parameters.text("group_next_token").isEmpty()) {
      throw new BadParameterException(
          "group_next_token",
          "group_limit needs to be present in order to paginate over the groups");
    }
    if (text.isEmpty()) {
      return 0;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit <= 0) {
        throw new BadParameterException("group_limit", "group_limit needs to be greater than 0");
      }
      return limit;
    } catch (NumberFormatException _) {
      throw new BadParameterException(
          "group_limit", "group_limit needs to be a valid number, not \"" + text + "\"");
    }
  }

  /**
   * The page that is asked for.
   *
   * @param all in an order that stays
   * @param judgements of those rules that are judged
   * @throws BadParameterException when the page before ended at a group that is gone
   */
  Page page(List<GroupSnapshot> all, Function<ResourceId, Optional<JudgementSnapshot>> judgements)
      throws BadParameterException {
    List<RuleView.Group> page = new ArrayList<>();
    for (GroupSnapshot group : all.subList(first(all), all.size())) {
      List<RuleSnapshot> rules = wanted(group);
      if (rules.isEmpty()) {
        continue;
      }
      if (groupLimit > 0 && page.size() == groupLimit) {
        return new Page(page, token(group.definition()));
      }
      page.add(RuleView.group(group, rules, withAlerts, judgements.apply(group.definition().id())));
    }
    return new Page(page, null);
  }

  private int first(List<GroupSnapshot> all) throws BadParameterException {
    if (nextToken.isEmpty()) {
      return 0;
    }
    for (int i = 0; i < all.size(); i++) {
      if (token(all.get(i).definition()).equals(nextToken)) {
        return i;
      }
    }
    throw new BadParameterException(
        "group_next_token",
        "invalid group_next_token '%s'. were rule groups changed?".formatted(nextToken));
  }

  private List<RuleSnapshot> wanted(GroupSnapshot group) {
    GroupDefinition definition = group.definition();
    return among(groups, definition.id().name()) && among(files, RuleView.file(definition))
        ? group.rules().stream().filter(rule -> isWanted(rule.definition())).toList()
        : List.of();
  }

  private boolean isWanted(RuleDefinition rule) {
    boolean ofType =
        switch (rule) {
          case RuleDefinition.Alerting _ -> !type.equals("record");
          case RuleDefinition.Recording _ -> !type.equals("alert");
        };
    return ofType && among(names, rule.name()) && isSelected(rule.labels());
  }

  private boolean isSelected(Map<String, String> labels) {
    return selectors.isEmpty()
        || selectors.stream()
            .anyMatch(
                matchers ->
                    matchers.stream()
                        .allMatch(
                            matcher -> matcher.matches(labels.getOrDefault(matcher.name(), ""))));
  }

  private static boolean among(List<String> wanted, String value) {
    return wanted.isEmpty() || wanted.contains(value);
  }

  /** The hash of what names a group, as Prometheus. */
  private static String token(GroupDefinition group) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (RuleView.file(group) + ';' + group.id().name())
                      .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
