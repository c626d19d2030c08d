// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.scrape.relabel.RelabelRule.Action;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelabelingTest {

  /** The labels afterwards; "dropped" alone when they are not kept. */
  private static String relabel(RelabelRule... rules) {
    TreeMap<String, String> labels =
        new TreeMap<>(Map.of("a", "foo", "b", "bar", "c", "baz", "__meta_x", "X-y"));
    boolean kept = Relabeling.of("rules", List.of(rules)).apply(labels);
    labels.remove("__meta_x");
    return kept ? labels.toString() : "dropped";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f(.*)        | d       | ch${1}-ch${1} | {a=foo, b=bar, c=baz, d=choo-choo}",
        "(f)(.*)      | $2_$1   | $0            | {a=foo, b=bar, c=baz, f=foo}",
        "(f)(.*)      | ${2}_$1 | $0            | {a=foo, b=bar, c=baz, oo_f=foo}",
        "f            | d       | x             | {a=foo, b=bar, c=baz}",
        ".*           | a       | ''            | {b=bar, c=baz}",
        "(?P<n>o+)?.* | d       | $n$$x$        | {a=foo, b=bar, c=baz, d=$x$}"
      })
  void replaces(String regex, String target, String replacement, String labels) {
    RelabelRule rule =
        RelabelRule.of(Action.REPLACE, regex.strip(), "a").to(target.strip(), replacement.strip());
    assertThat(relabel(rule)).isEqualTo(labels);
  }

  @Test
  void keepsAndDropsByTheWholeOfTheJoinedValues() {
    assertThat(relabel(RelabelRule.of(Action.KEEP, "foo;bar", "a", "b"))).isNotEqualTo("dropped");
    assertThat(relabel(RelabelRule.of(Action.KEEP, "foo", "a", "b"))).isEqualTo("dropped");
    assertThat(relabel(RelabelRule.of(Action.DROP, "f.o", "a"))).isEqualTo("dropped");
    assertThat(relabel(RelabelRule.of(Action.DROP, "", "missing"))).isEqualTo("dropped");
  }

  @Test
  void comparesLabels() {
    RelabelRule keep = RelabelRule.of(Action.KEEP_EQUAL, "(.*)", "a");
    assertThat(relabel(keep.to("b", "$1"))).isEqualTo("dropped");
    assertThat(relabel(keep.to("a", "$1"))).isNotEqualTo("dropped");
    RelabelRule drop = RelabelRule.of(Action.DROP_EQUAL, "(.*)", "a");
    assertThat(relabel(drop.to("a", "$1"))).isEqualTo("dropped");
    assertThat(relabel(drop.to("b", "$1"))).isNotEqualTo("dropped");
  }

  @Test
  void hashesAsPrometheusDoes() {
    RelabelRule rule = RelabelRule.of(Action.HASH_MOD, "(.*)", "c").to("d", "$1").withModulus(1000);
    assertThat(relabel(rule)).isEqualTo("{a=foo, b=bar, c=baz, d=976}");
    RelabelRule all = RelabelRule.of(Action.HASH_MOD, "(.*)", "a").to("d", "$1").withModulus(1000);
    assertThat(relabel(all)).isEqualTo("{a=foo, b=bar, c=baz, d=696}");
  }

  @Test
  void mapsDropsAndKeepsNames() {
    assertThat(relabel(RelabelRule.of(Action.LABEL_MAP, "__meta_(.+)").to("", "m_$1")))
        .isEqualTo("{a=foo, b=bar, c=baz, m_x=X-y}");
    assertThat(relabel(RelabelRule.of(Action.LABEL_DROP, "[ab]"))).isEqualTo("{c=baz}");
    assertThat(relabel(RelabelRule.of(Action.LABEL_KEEP, "a|b"))).isEqualTo("{a=foo, b=bar}");
  }

  @Test
  void changesTheCase() {
    assertThat(relabel(RelabelRule.of(Action.LOWERCASE, "(.*)", "__meta_x").to("a", "$1")))
        .startsWith("{a=x-y,");
    assertThat(relabel(RelabelRule.of(Action.UPPERCASE, "(.*)", "__meta_x").to("a", "$1")))
        .startsWith("{a=X-Y,");
  }

  @Test
  void namesTheRuleThatIsNotValid() {
    assertThatThrownBy(
            () ->
                Relabeling.of(
                    "spec.relabelings",
                    List.of(
                        RelabelRule.of(Action.LABEL_DROP, "ok"),
                        RelabelRule.of(Action.LABEL_DROP, "(a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("spec.relabelings[1]: not a regular expression: \"(a\"");
    assertThatThrownBy(() -> Relabeling.of("r", List.of(RelabelRule.of(Action.LOWERCASE, "", "a"))))
        .hasMessage("r[0]: lowercase needs a targetLabel");
  }
}
