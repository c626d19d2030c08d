// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.wire.Numbers;
import dev.skopos.wire.ProtoReader;
import dev.skopos.wire.WireException;

/** The message {@code io.prometheus.client.MetricFamily}, its metrics as positions; for reuse. */
final class FamilyMessage {

  private final ProtoReader reader = new ProtoReader();
  private final Numbers metrics = new Numbers();
  int nameFrom;
  int nameTo;
  String name = "";
  String help = "";
  String unit = "";
  MetricFamily.Type type = MetricFamily.Type.COUNTER;

  void read(byte[] bytes, int from, int to) throws WireException, InvalidExpositionException {
    metrics.clear();
    nameFrom = 0;
    nameTo = 0;
    help = "";
    unit = "";
    type = MetricFamily.Type.COUNTER;
    reader.open(bytes, from, to);
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> {
          reader.span();
          nameFrom = reader.from();
          nameTo = reader.to();
        }
        case 2 -> help = text("the help", bytes);
        case 3 -> type = type(reader.varint());
        case 4 -> {
          reader.span();
          metrics.add(reader.from());
          metrics.add(reader.to());
        }
        case 5 -> unit = text("the unit", bytes);
        default -> {}
      }
    }
    name = Excerpt.utf8("the metric name", bytes, nameFrom, nameTo);
    if (name.isEmpty() && metrics() > 0) {
      throw new InvalidExpositionException("a family without a name");
    }
  }

  private String text(String what, byte[] bytes) throws WireException, InvalidExpositionException {
    reader.span();
    return Excerpt.utf8(what, bytes, reader.from(), reader.to());
  }

  private static MetricFamily.Type type(long number) throws InvalidExpositionException {
    return switch ((int) number) {
      case 0 -> MetricFamily.Type.COUNTER;
      case 1 -> MetricFamily.Type.GAUGE;
      case 2 -> MetricFamily.Type.SUMMARY;
      case 3 -> MetricFamily.Type.UNTYPED;
      case 4 -> MetricFamily.Type.HISTOGRAM;
      case 5 -> MetricFamily.Type.GAUGE_HISTOGRAM;
      default -> throw new InvalidExpositionException("unknown metric type " + number);
    };
  }

  int metrics() {
    return metrics.size() / 2;
  }

  int metricFrom(int index) {
    return (int) metrics.get(2 * index);
  }

  int metricTo(int index) {
    return (int) metrics.get(2 * index + 1);
  }
}
