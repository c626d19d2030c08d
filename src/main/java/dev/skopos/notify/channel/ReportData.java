// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.ReportMessage.Fact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A report as templates and the JSON of webhooks have it. */
final class ReportData {

  /** Of the JSON; a new one when something that is there changes its meaning. */
  private static final String VERSION = "1";

  private ReportData() {}

  static Map<String, Object> forTemplates(ReportMessage report) {
    return Map.of(
        "Title", report.title(),
        "Name", report.name(),
        "Facts", report.facts().stream().map(ReportData::templateFact).toList(),
        "Link", report.url(),
        "Receiver", report.receiver(),
        "ExternalURL", report.externalUrl());
  }

  private static Map<String, Object> templateFact(Fact fact) {
    return Map.of("Name", fact.name(), "Value", fact.value());
  }

  static Map<String, Object> forJson(ReportMessage report) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "Report");
    data.put("version", VERSION);
    data.put("receiver", report.receiver());
    data.put("externalURL", report.externalUrl());
    data.put("title", report.title());
    data.put("source", jsonSource(report.source()));
    data.put("name", report.name());
    data.put("from", report.from().toString());
    data.put("to", report.to().toString());
    data.put("created", report.created().toString());
    data.put("url", report.url());
    data.put("facts", report.facts().stream().map(ReportData::jsonFact).toList());
    data.put("report", Json.read(report.json()));
    return data;
  }

  private static Map<String, Object> jsonSource(ResourceId source) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", source.kind());
    data.put("namespace", source.namespace());
    data.put("name", source.name());
    return data;
  }

  private static Map<String, Object> jsonFact(Fact fact) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", fact.name());
    data.put("value", fact.value());
    return data;
  }

  /** With texts that are no markup where it is shown. */
  static ReportMessage escaped(ReportMessage report, UnaryOperator<String> escape) {
    List<Fact> facts =
        report.facts().stream()
            .map(fact -> new Fact(escape.apply(fact.name()), escape.apply(fact.value())))
            .toList();
    return new ReportMessage(
        report.key(),
        report.receiver(),
        report.source(),
        report.name(),
        escape.apply(report.title()),
        facts,
        report.from(),
        report.to(),
        report.created(),
        report.url(),
        report.externalUrl(),
        report.json(),
        report.attachments());
  }
}
