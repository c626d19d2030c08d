// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.wire.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Valid expositions to begin with, one of each format, and changed ones. */
public final class Seeds {

  private static final String TEXT =
      """
      # HELP go_gc_duration_seconds A "summary" of\\\\the GC\\ninvocation.
      # TYPE go_gc_duration_seconds summary
      go_gc_duration_seconds{quantile="0"} 4.9351e-05
      go_gc_duration_seconds{quantile="0.25",} 7.424100000000001e-05
      go_gc_duration_seconds { quantile = "0.9" , a="b" } 8.3835e-05 123123
      # a comment
      #without a blank
      #   HELP   x y

      # TYPE some:aggregate:rate5m histogram
      some:aggregate:rate5m_bucket{le="1"} 1
      some:aggregate:rate5m_bucket{le="1000000" job="x"} +Inf
      # TYPE "my dotted.metric" counter
      {"my dotted.metric","label.name"="x\\"y\\\\z\\n",b="\u00e4"} 12.5 -\t
      testmetric{label="\\"bar\\""} NaN
      a 9007199254740993 1
      b{__name__x="1"}-1e308
      """;

  private static final String OPEN_METRICS =
      """
      # HELP go_gc_duration_seconds A "summary" of\\\\the GC\\ninvocation.
      # TYPE go_gc_duration_seconds summary
      # UNIT go_gc_duration_seconds seconds
      go_gc_duration_seconds{quantile="0"} 4.9351e-05
      go_gc_duration_seconds{quantile="0.25",} 7.424100000000001e-05 12.345
      # HELP hh help
      # TYPE hh histogram
      hh_bucket{le="1"} 5 # {trace_id="KOO5S4vxi0o",span="a"} 0.67
      hh_bucket{le="+Inf"} 8 1520879607.789 # {trace_id="x"} 9.8 1520879607.789
      hh_count 8
      # TYPE foo counter
      foo_total{a="b"} 17.0 1520879607.789 # {id="counter-test"} 5
      foo_created{a="b"} 1520872607.123
      # TYPE "my dotted.metric" gaugehistogram
      {"my dotted.metric","label.name"="x\\"y\\\\z\\n"} -12.5
      # TYPE ss stateset
      ss{ss="foo"} 1
      # EOF
      """;

  private Seeds() {}

  /** A valid exposition. */
  public static byte[] of(ExpositionFormat format) {
    return switch (format) {
      case PROMETHEUS_TEXT -> TEXT.getBytes(StandardCharsets.UTF_8);
      case OPEN_METRICS_TEXT -> OPEN_METRICS.getBytes(StandardCharsets.UTF_8);
      case PROTOBUF -> protobuf();
    };
  }

  private static byte[] protobuf() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        family("requests_total", 0)
            .message(
                4,
                metric("code", "200")
                    .message(3, new Message().float64(1, 42).message(2, exemplar(true)))
                    .varint(6, 1_500))
            .message(4, metric("code", "500").message(3, new Message().float64(1, Double.NaN)))
            .toDelimited());
    out.writeBytes(family("empty", 1).toDelimited());
    out.writeBytes(
        family("latency_seconds", 2)
            .text(5, "seconds")
            .message(
                4,
                metric("a", "b")
                    .message(
                        4,
                        new Message()
                            .varint(1, 7)
                            .float64(2, 1.5)
                            .message(3, new Message().float64(1, 0.5).float64(2, 0.1))
                            .message(3, new Message().float64(1, 1).float64(2, 0.2))))
            .toDelimited());
    out.writeBytes(
        family("h", 4)
            .message(4, metric("x", "").message(7, histogram(false)))
            .message(4, metric("x", "2").message(7, histogram(false)))
            .toDelimited());
    out.writeBytes(
        family("g", 5).message(4, metric("x", "1").message(7, histogram(true))).toDelimited());
    out.writeBytes(
        family("classic", 4)
            .message(
                4,
                new Message()
                    .message(
                        7,
                        new Message()
                            .varint(1, 9)
                            .float64(2, 3)
                            .message(3, bucket(1, 0.1).message(3, exemplar(false)))
                            .message(3, bucket(8, 1e6))))
            .toDelimited());
    return out.toByteArray();
  }

  private static Message family(String name, int type) {
    return new Message().text(1, name).text(2, "help of " + name).varint(3, type);
  }

  private static Message metric(String name, String value) {
    return new Message().message(1, new Message().text(1, name).text(2, value));
  }

  private static Message exemplar(boolean time) {
    Message exemplar =
        new Message().message(1, new Message().text(1, "trace").text(2, "1a")).float64(2, 0.25);
    return time
        ? exemplar.message(3, new Message().varint(1, 12).varint(2, 345_000_000))
        : exemplar;
  }

  private static Message bucket(long count, double bound) {
    return new Message().varint(1, count).float64(2, bound);
  }

  private static Message histogram(boolean floats) {
    Message histogram =
        new Message()
            .float64(2, 18.4)
            .message(3, bucket(2, 1).message(3, exemplar(true)))
            .message(3, bucket(12, Double.POSITIVE_INFINITY))
            .zigZag(5, 1)
            .float64(6, 0.001)
            .message(12, new Message().zigZag(1, -2).varint(2, 2))
            .message(12, new Message().zigZag(1, 1).varint(2, 2))
            .message(9, new Message().zigZag(1, 0).varint(2, 1));
    return floats
        ? histogram.float64(4, 12.5).float64(8, 2).float64s(14, 1, 2.5, 0, 3).float64s(11, 4)
        : histogram
            .varint(1, 12)
            .varint(7, 2)
            .zigZags(13, 1, 1, -2, 3)
            .zigZag(10, 4)
            .message(16, exemplar(true));
  }

  /** Bytes with a few changes that this random source makes. */
  public static byte[] changed(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 2; i--) {
      bytes = changedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] changedOnce(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int length = random.nextInt(Math.min(12, bytes.length - at)) + 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    switch (random.nextInt(5)) {
      case 0 -> out.write(random.nextInt(256));
      case 1 -> out.write("\n {}\"\\,=#\t01.e+-_:aT\u0000".charAt(random.nextInt(21)));
      case 2 ->
          out.writeBytes(
              List.of("# EOF\n", "\\\"", "\"} 1\n", " # {a=\"b\"} 1")
                  .get(random.nextInt(4))
                  .getBytes(StandardCharsets.UTF_8));
      case 3 -> out.write(bytes, at, length);
      default -> {
        int from = random.nextInt(bytes.length);
        out.write(bytes, from, Math.min(bytes.length - from, 20));
      }
    }
    int rest = random.nextBoolean() ? at + length : random.nextBoolean() ? at + 1 : at;
    out.write(bytes, rest, bytes.length - rest);
    return out.toByteArray();
  }
}
