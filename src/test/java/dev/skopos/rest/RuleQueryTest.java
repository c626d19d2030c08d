// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.forecast.judgement.JudgedRule;
import dev.skopos.forecast.judgement.Judgement;
import dev.skopos.forecast.judgement.JudgementSnapshot;
import dev.skopos.forecast.model.Side;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.RuleSnapshot.State;
import dev.skopos.store.InMemoryStore;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleQueryTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private static final List<GroupSnapshot> ALL =
      List.of(
          group("home", "a", alerting("Slow", "info"), recording("a:sum", "x")),
          group("shop", "a", alerting("Down", "critical")),
          group("shop", "b", recording("b:sum", "y")),
          group("shop", "c", alerting("Slow", "critical")));

  private static Optional<JudgementSnapshot> notJudged(ResourceId rule) {
    return Optional.empty();
  }

  private static RuleDefinition alerting(String name, String severity) {
    return new RuleDefinition.Alerting(
        name,
        "up == 0",
        Duration.ZERO,
        Duration.ZERO,
        new TreeMap<>(Map.of("severity", severity)),
        new TreeMap<>());
  }

  private static RuleDefinition recording(String name, String team) {
    return new RuleDefinition.Recording(name, "sum(up)", new TreeMap<>(Map.of("team", team)));
  }

  private static RuleSnapshot firing(RuleDefinition rule) {
    RuleSnapshot.Instance alert =
        new RuleSnapshot.Instance(
            Labels.of(Map.of("alertname", rule.name())),
            State.FIRING,
            NOW,
            NOW.plusSeconds(60),
            1,
            Map.of("summary", "it is slow", "runbook_url", "https://wiki.test/slow"));
    return new RuleSnapshot(rule, State.FIRING, 1, 0, List.of(alert), null, false, null);
  }

  private static GroupSnapshot group(String namespace, String name, RuleDefinition... rules) {
    return new GroupSnapshot(
        new GroupDefinition(
            new ResourceId("RuleGroup", namespace, name),
            GroupDefinition.Form.GROUP,
            Duration.ofSeconds(30),
            Duration.ZERO,
            0,
            false,
            List.of(),
            List.of(rules)),
        State.FIRING,
        rules.length,
        0,
        List.of(),
        Arrays.stream(rules).map(RuleQueryTest::firing).toList(),
        null,
        null,
        null,
        null,
        new GroupSnapshot.Tally(0, 0, 0));
  }

  private static final RuleQuery EVERYTHING =
      new RuleQuery("", List.of(), List.of(), List.of(), List.of(), true, 0, "");

  private static RuleQuery query(String... parameters) throws BadParameterException {
    MultivaluedHashMap<String, String> form = new MultivaluedHashMap<>();
    for (String parameter : parameters) {
      String[] parts = parameter.split("=", 2);
      form.add(parts[0], parts[1]);
    }
    Parameters read = new Parameters(form, new MultivaluedHashMap<>());
    return RuleQuery.of(read, new Engine(new InMemoryStore(), EngineOptions.DEFAULTS));
  }

  /** Each rule as its file, which has the namespace and the group, and its name. */
  private static List<String> rules(RuleQuery.Page page) {
    List<String> rules = new ArrayList<>();
    for (RuleView.Group group : page.groups()) {
      for (RuleView rule : group.rules()) {
        String name =
            switch (rule) {
              case RuleView.Alerting alerting -> alerting.name();
              case RuleView.Recording recording -> recording.name();
            };
        rules.add(group.file() + '/' + name);
      }
    }
    return rules;
  }

  @Test
  void withoutParametersAllIsShown() throws BadParameterException {
    assertThat(query()).isEqualTo(EVERYTHING);
    assertThat(rules(EVERYTHING.page(ALL, RuleQueryTest::notJudged)))
        .containsExactly(
            "home/a/Slow", "home/a/a:sum", "shop/a/Down", "shop/b/b:sum", "shop/c/Slow");
    assertThat(EVERYTHING.page(ALL, RuleQueryTest::notJudged).groupNextToken()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type=alert | home/a/Slow, shop/a/Down, shop/c/Slow",
        "type=Record | home/a/a:sum, shop/b/b:sum",
        "rule_name[]=Slow | home/a/Slow, shop/c/Slow",
        "rule_group[]=a | home/a/Slow, home/a/a:sum, shop/a/Down",
        "file[]=home/a | home/a/Slow, home/a/a:sum",
        "match[]={severity=\"critical\"} | shop/a/Down, shop/c/Slow",
        "match[]={team=~\"[xz]\"} | home/a/a:sum",
        "match[]={severity!=\"\",team=\"\"} | home/a/Slow, shop/a/Down, shop/c/Slow",
      })
  void eachParameterLeavesOutWhatIsNotWanted(String parameter, String expected)
      throws BadParameterException {
    assertThat(String.join(", ", rules(query(parameter).page(ALL, RuleQueryTest::notJudged))))
        .isEqualTo(expected);
  }

  @Test
  void ofSeveralSelectorsOneIsEnough() throws BadParameterException {
    RuleQuery query = query("match[]={team=\"y\"}", "match[]={severity=\"info\"}");

    assertThat(query.selectors()).extracting(List::size).containsExactly(1, 1);
    assertThat(rules(query.page(ALL, RuleQueryTest::notJudged)))
        .containsExactly("home/a/Slow", "shop/b/b:sum");
  }

  @Test
  void pagesFollowEachOtherAndLeaveOutGroupsWithoutWantedRules() throws BadParameterException {
    RuleQuery.Page first = query("type=alert", "group_limit=2").page(ALL, RuleQueryTest::notJudged);
    assertThat(rules(first)).containsExactly("home/a/Slow", "shop/a/Down");

    String token = Objects.requireNonNull(first.groupNextToken());
    RuleQuery.Page second =
        query("type=alert", "group_limit=2", "group_next_token=" + token)
            .page(ALL, RuleQueryTest::notJudged);
    assertThat(rules(second)).containsExactly("shop/c/Slow");
    assertThat(second.groupNextToken()).isNull();
  }

  @Test
  void aPageThatBeganAtAGroupThatIsGoneIsRefused() throws BadParameterException {
    RuleQuery query = query("group_limit=2", "group_next_token=gone");

    assertThatThrownBy(() -> query.page(ALL, RuleQueryTest::notJudged))
        .hasMessageContaining("invalid group_next_token 'gone'. were rule groups changed?");
  }

  @Test
  void alertsComeWithAllTheirAnnotationsUnlessTheyAreLeftOut() throws BadParameterException {
    RuleView.AlertView alert =
        ((RuleView.Alerting)
                query().page(ALL, RuleQueryTest::notJudged).groups().getFirst().rules().getFirst())
            .alerts()
            .getFirst();

    assertThat(alert.annotations())
        .containsOnly(
            Map.entry("runbook_url", "https://wiki.test/slow"), Map.entry("summary", "it is slow"));
    assertThat(alert.keepFiringSince()).isEqualTo("2026-11-01T10:01:00Z");
    assertThat(
            ((RuleView.Alerting)
                    query("exclude_alerts=TRUE")
                        .page(ALL, RuleQueryTest::notJudged)
                        .groups()
                        .getFirst()
                        .rules()
                        .getFirst())
                .alerts())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type=both | \"type\": not supported value \"both\"",
        "exclude_alerts=maybe | \"exclude_alerts\": \"maybe\" is neither true nor false",
        "group_limit=0 | \"group_limit\": group_limit needs to be greater than 0",
        "group_limit=many | \"group_limit\": group_limit needs to be a valid number",
        "group_next_token=x | \"group_next_token\": group_limit needs to be present",
        "match[]=sum(up) | \"match[]\": \"sum(up)\" is no series selector",
      })
  void whatCannotBeUsedIsNamed(String parameter, String message) {
    assertThatThrownBy(() -> query(parameter))
        .isInstanceOf(BadParameterException.class)
        .hasMessageContaining("invalid parameter " + message);
  }

  @Test
  void aJudgedRuleSaysHowAndItsQueryGivesWhatIsFound() throws BadParameterException {
    RuleDefinition rule =
        new RuleDefinition.Alerting(
            "Orders",
            "orders",
            Duration.ZERO,
            Duration.ZERO,
            new TreeMap<>(),
            new TreeMap<>(),
            true);
    GroupSnapshot group = group("shop", "orders", rule);
    JudgedRule judged =
        new JudgedRule(
            group.definition(), new Judgement.Anomaly(0.01, Duration.ofDays(28), Side.ABOVE, 20));
    JudgementSnapshot snapshot = new JudgementSnapshot(judged, NOW, 3, 1, 0, 2, 0.004, null);

    RuleView.Alerting view =
        (RuleView.Alerting)
            query()
                .page(List.of(group), _ -> Optional.of(snapshot))
                .groups()
                .getFirst()
                .rules()
                .getFirst();

    assertThat(view.type()).isEqualTo("alerting");
    assertThat(view.query()).isEqualTo(judged.query());
    assertThat(view.judgement())
        .isEqualTo(
            new JudgementView("anomaly", "orders", "above", 0.01, 20.0, null, null, 3, 1, 0, 2));
    RuleView.Alerting plain =
        (RuleView.Alerting)
            query().page(ALL, RuleQueryTest::notJudged).groups().getFirst().rules().getFirst();
    assertThat(plain.judgement()).isNull();
    assertThat(plain.query()).isEqualTo("up == 0");
  }
}
