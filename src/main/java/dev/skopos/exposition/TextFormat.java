// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.exposition.MetricFamily.Point;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text formats of Prometheus and of OpenMetrics. Names beyond ASCII letters, digits and
 * underscores are quoted, as Prometheus 3 reads them.
 */
public enum TextFormat {
  PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private static final Pattern PLAIN_METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern PLAIN_LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final String COUNTER_SUFFIX = "_total";

  private final String contentType;

  TextFormat(String contentType) {
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }

  /** Writes families; more may follow until {@link #writeEnd}. */
  public void write(Appendable out, List<MetricFamily> families) throws IOException {
    write(out, families, Set.of());
  }

  /**
   * Writes families.
   *
   * @param shownIfAbsent names of labels that are written as empty where a sample has none
   */
  public void write(Appendable out, List<MetricFamily> families, Set<String> shownIfAbsent)
      throws IOException {
    for (MetricFamily family : families) {
      writeFamily(out, family, shownIfAbsent);
    }
  }

  /** Ends the text, where the format wants that. */
  public void writeEnd(Appendable out) throws IOException {
    if (this == OPEN_METRICS) {
      out.append("# EOF\n");
    }
  }

  private void writeFamily(Appendable out, MetricFamily family, Set<String> shownIfAbsent)
      throws IOException {
    String name = metricName(familyName(family));
    if (!family.help().isEmpty()) {
      out.append("# HELP ").append(name).append(' ').append(help(family.help())).append('\n');
    }
    out.append("# TYPE ").append(name).append(' ').append(keyword(family.type())).append('\n');
    for (Point point : family.points()) {
      writePoint(out, point, shownIfAbsent);
    }
  }

  /**
   * Prometheus names a counter's family as its samples are named, OpenMetrics without the suffix.
   */
  private String familyName(MetricFamily family) {
    String name = family.name();
    if (family.type() != MetricFamily.Type.COUNTER) {
      return name;
    }
    String stem =
        name.endsWith(COUNTER_SUFFIX)
            ? name.substring(0, name.length() - COUNTER_SUFFIX.length())
            : name;
    return switch (this) {
      case PROMETHEUS -> stem + COUNTER_SUFFIX;
      case OPEN_METRICS -> stem;
    };
  }

  /** What Prometheus' own format has no word for is untyped there. */
  private String keyword(MetricFamily.Type type) {
    return switch (type) {
      case COUNTER, GAUGE, HISTOGRAM, SUMMARY -> type.word();
      case UNTYPED, GAUGE_HISTOGRAM, INFO, STATESET ->
          this == OPEN_METRICS ? type.word() : "untyped";
    };
  }

  private String help(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return this == OPEN_METRICS ? escaped.replace("\"", "\\\"") : escaped;
  }

  private static String metricName(String name) {
    return PLAIN_METRIC.matcher(name).matches() ? name : quoted(name);
  }

  private void writePoint(Appendable out, Point point, Set<String> shownIfAbsent)
      throws IOException {
    String name = point.labels().metricName();
    boolean plain = PLAIN_METRIC.matcher(name).matches();
    out.append(plain ? name : "");
    List<String> parts = new ArrayList<>();
    if (!plain) {
      parts.add(quoted(name));
    }
    point.labels().withoutMetricName().forEach((label, value) -> parts.add(pair(label, value)));
    shownIfAbsent.stream()
        .filter(label -> !point.labels().has(label))
        .forEach(label -> parts.add(pair(label, "")));
    if (!parts.isEmpty()) {
      out.append('{').append(String.join(",", parts)).append('}');
    }
    out.append(' ').append(number(point.value()));
    Long timestamp = point.timestamp();
    if (timestamp != null) {
      out.append(' ').append(time(timestamp));
    }
    out.append('\n');
  }

  private static String pair(String label, String value) {
    return (PLAIN_LABEL.matcher(label).matches() ? label : quoted(label)) + '=' + quoted(value);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = Math.rint(value) == value && Math.abs(value) < 1e15;
    return whole && value != 0 ? Long.toString((long) value) : fraction(value);
  }

  private static String fraction(double value) {
    return value == 0 ? (1 / value < 0 ? "-0" : "0") : Double.toString(value);
  }

  private String time(long millis) {
    return switch (this) {
      case PROMETHEUS -> Long.toString(millis);
      case OPEN_METRICS -> BigDecimal.valueOf(millis, 3).toPlainString();
    };
  }
}
