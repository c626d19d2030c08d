// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private static final TemplateContext CONTEXT =
      TemplateContext.text(
          "http://skopos.test/path/prefix",
          Instant.parse("2026-03-01T12:00:00Z"),
          QueryFunction.NONE);

  private static String render(String text, Object data) throws TemplateException {
    return Template.parse("test", text).execute(data, CONTEXT);
  }

  private static String alert(String text) throws TemplateException {
    Map<String, Object> data =
        AlertTemplates.data(
            Labels.of("instance", "a:9100", "job", "node"),
            1234567,
            Labels.of("cluster", "west"),
            "http://skopos.test");
    return AlertTemplates.parse("annotations.summary", text).execute(data, CONTEXT);
  }

  @Test
  void annotationsKnowTheVariablesOfPrometheus() throws Exception {
    assertThat(alert("{{ $labels.instance }} has {{ $value }}, {{ $value | humanize }}"))
        .isEqualTo("a:9100 has 1.234567e+06, 1.235M");
    assertThat(alert("{{ $externalLabels.cluster }} {{ $externalURL }} {{ .Labels.job }}"))
        .isEqualTo("west http://skopos.test node");
    assertThat(alert("{{ $labels }}")).isEqualTo("map[instance:a:9100 job:node]");
  }

  @Test
  void aLabelThatIsNotThereIsEmpty() throws Exception {
    assertThat(alert("[{{ $labels.nope }}][{{ index $labels \"nope\" }}]")).isEqualTo("[][]");
  }

  @Test
  void aFieldThatDoesNotExistIsAnErrorThatNamesTheOthers() {
    assertThatThrownBy(() -> render("one\n{{ .Lables }}", Map.of("Labels", Labels.EMPTY)))
        .isInstanceOf(TemplateException.class)
        .hasMessage("template test, line 2: can't evaluate field Lables: there are [Labels]");
  }

  @Test
  void rangesOverListsAndMapsInOrderOfKeys() throws Exception {
    assertThat(
            render(
                "{{ range $i, $v := . }}{{ $i }}={{ $v }};{{ else }}none{{ end }}",
                List.of("a", "b")))
        .isEqualTo("0=a;1=b;");
    assertThat(
            render(
                "{{ range $k, $v := . }}{{ $k }}={{ $v }};{{ end }}",
                Labels.of("b", "1", "a", "2")))
        .isEqualTo("a=2;b=1;");
    assertThat(render("{{ range . }}x{{ else }}none{{ end }}", List.of())).isEqualTo("none");
  }
}
