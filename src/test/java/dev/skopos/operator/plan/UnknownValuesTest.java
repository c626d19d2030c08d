// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownValuesTest {

  private static final String EXPECTED =
      "spec.severity: \"page\" is unknown to this version of Skopos, which takes"
          + " critical, high, error, medium, warning, low, info, none";

  private final ObjectMapper mapper = new ObjectMapper();
  private final KubernetesSerialization json;

  UnknownValuesTest() {
    mapper.addHandler(new UnknownValues());
    json = new KubernetesSerialization(mapper, true);
    json.registerKubernetesResource(AlertRule.class);
  }

  private static String rule(String name, String severity) {
    return """
    {"apiVersion": "skopos.dev/v1alpha1", "kind": "AlertRule",
     "metadata": {"name": "%s", "namespace": "shop"},
     "spec": {"expr": "up == 0", "severity": "%s"},
     "status": {"state": "Inactive"}}
    """
        .formatted(name, severity);
  }

  /** A list as informers read it. */
  static final class Rules extends DefaultKubernetesResourceList<AlertRule> {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void oneObjectWithAnUnknownValueDoesNotKeepTheOthersFromBeingListed() {
    String list =
        """
        {"apiVersion": "skopos.dev/v1alpha1", "kind": "AlertRuleList", "items": [%s, %s, %s]}
        """
            .formatted(rule("a", "info"), rule("b", "page"), rule("c", "high"));

    List<AlertRule> rules = json.unmarshal(list, Rules.class).getItems();

    assertThat(rules)
        .extracting(rule -> rule.getMetadata().getName())
        .containsExactly("a", "b", "c");
    assertThat(rules.stream().flatMap(rule -> UnknownValues.in(rule).stream()))
        .containsExactly(EXPECTED);
    assertThat(UnknownValues.in(rules.get(1))).contains(EXPECTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"spec\": {\"expr\": {\"promql\": \"up\"}} | spec.expr: this version of Skopos does not"
            + " take an object",
        "\"spec\": {\"expr\": [\"up\"]} | spec.expr: this version of Skopos does not take a list",
        "\"spec\": {\"interval\": {\"seconds\": 5}} | spec.interval: this version of Skopos does"
            + " not take an object",
        "\"spec\": {\"interval\": {\"a\": [5], \"b\": {\"c\": 1}}} | spec.interval: this version of"
            + " Skopos does not take an object",
        "\"spec\": {\"interval\": {}} | spec.interval: this version of Skopos does not take an"
            + " object",
        "\"spec\": {\"interval\": 5} | spec.interval: this version of Skopos does not take a"
            + " number",
        "\"spec\": {\"suspend\": {\"since\": 5}} | spec.suspend: this version of Skopos does not"
            + " take an object",
        "\"spec\": {\"suspend\": \"today\"} | spec.suspend: \"today\" is no boolean, which this"
            + " version of Skopos takes",
        "\"spec\": {\"labels\": \"team=web\"} | spec.labels: this version of Skopos does not take a"
            + " text",
        "\"spec\": {\"notify\": true} | spec.notify: this version of Skopos does not take true or"
            + " false",
        "\"spec\": {\"notify\": {\"channels\": [{\"name\": {}}]}} | spec.notify.channels[0].name:"
            + " this version of Skopos does not take an object",
        "\"spec\": [] | spec: this version of Skopos does not take a list"
      })
  void aFieldOfAnotherJsonTypeIsToldAndTheOthersAreRead(String spec, String expected) {
    String odd =
        """
        {"apiVersion": "skopos.dev/v1alpha1", "kind": "AlertRule",
         "metadata": {"name": "b", "namespace": "shop"}, %s,
         "status": {"state": "Inactive"}}
        """
            .formatted(spec);
    String list =
        """
        {"apiVersion": "skopos.dev/v1alpha1", "kind": "AlertRuleList", "items": [%s, %s]}
        """
            .formatted(odd, rule("c", "high"));

    List<AlertRule> rules = json.unmarshal(list, Rules.class).getItems();

    assertThat(UnknownValues.in(rules.getFirst())).contains(expected);
    assertThat(rules.getLast().getSpec())
        .isEqualTo(json.unmarshal(rule("c", "high"), AlertRule.class).getSpec());
    assertThat(UnknownValues.in(rules.getLast())).isEmpty();
  }

  @Test
  void aStatusOfAnotherShapeIsForgotten() {
    String rule = rule("a", "info").replace("{\"state\": \"Inactive\"}", "{\"instances\": 5}");

    AlertRule read = json.unmarshal(rule, AlertRule.class);

    assertThat(UnknownValues.in(read)).isEmpty();
    assertThat(Objects.requireNonNull(read.getStatus()).instances()).isEmpty();
  }

  @Test
  void whatIsUnknownIsStillSaidOfACopy() {
    AlertRule rule = json.unmarshal(rule("b", "page"), AlertRule.class);

    assertThat(UnknownValues.in(json.clone(rule))).contains(EXPECTED);
  }

  @Test
  void eventsOfAWatchAreReadInTheSameWay() {
    String event = "{\"type\": \"MODIFIED\", \"object\": %s}".formatted(rule("b", "page"));

    Object object = json.unmarshal(event, WatchEvent.class).getObject();

    assertThat(UnknownValues.in((AlertRule) object)).contains(EXPECTED);
  }

  @Test
  void anUnknownValueOfTheStatusIsForgotten() {
    AlertRule rule =
        json.unmarshal(rule("a", "info").replace("Inactive", "Sleeping"), AlertRule.class);

    assertThat(UnknownValues.in(rule)).isEmpty();
    assertThat(Objects.requireNonNull(rule.getStatus()).state()).isNull();
  }

  @Test
  void otherObjectsAreReadAsStrictlyAsBefore() {
    assertThatThrownBy(() -> mapper.readValue("\"nope\"", Thread.State.class))
        .hasMessageContaining("not one of the values accepted");
  }
}
