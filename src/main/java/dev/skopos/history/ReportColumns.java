// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.ReportMessage.Fact;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** How a report stands in its row. */
final class ReportColumns {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Fact>> FACTS = new TypeReference<>() {};

  private ReportColumns() {}

  static ReportRecord report(ResultSet row) throws SQLException {
    return new ReportRecord(
        row.getObject("id", UUID.class),
        source(row),
        row.getString("report_name"),
        row.getString("title"),
        facts(row),
        Columns.time(row, "period_start"),
        Columns.time(row, "period_end"),
        Columns.time(row, "created_at"),
        formats(row));
  }

  static ResourceId source(ResultSet row) throws SQLException {
    return new ResourceId(
        row.getString("source_kind"),
        row.getString("source_namespace"),
        row.getString("source_name"));
  }

  static String facts(List<Fact> facts) {
    try {
      return JSON.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Fact> facts(ResultSet row) throws SQLException {
    try {
      return JSON.readValue(row.getString("facts"), FACTS);
    } catch (JsonProcessingException e) {
      throw Columns.damaged("facts cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  static String formats(List<ReportFormat> formats) {
    return formats.stream().map(Enum::name).collect(Collectors.joining(","));
  }

  private static List<ReportFormat> formats(ResultSet row) throws SQLException {
    List<ReportFormat> formats = new ArrayList<>();
    String names = row.getString("formats");
    try {
      for (String name : names.isEmpty() ? new String[0] : names.split(",")) {
        formats.add(ReportFormat.valueOf(name));
      }
    } catch (IllegalArgumentException e) {
      throw Columns.damaged("a report has the formats " + names + ", one of which is not known", e);
    }
    return formats;
  }
}
