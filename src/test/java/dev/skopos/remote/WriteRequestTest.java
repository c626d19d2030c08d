// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.remote.Decoded.Arrived;
import dev.skopos.remote.Decoded.Field;
import dev.skopos.wire.SnappyEncoder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteRequestTest {

  private static final Labels UP = Labels.of("__name__", "up", "job", "a");
  private static final Labels DOWN = Labels.of("__name__", "down");

  @Test
  void theBytesAreThoseOfTheProtocol() {
    byte[] message = WriteRequest.encode(List.of(new QueuedSample.FloatSample(UP, 1_000, 1.0)));

    // WriteRequest.timeseries > {labels > {name, value}} x 2, samples > {value, timestamp}
    assertThat(HexFormat.of().formatHex(message))
        .isEqualTo(
            "0a28"
                + "0a0e0a085f5f6e616d655f5f12027570"
                + "0a080a036a6f62120161"
                + "120c09000000000000f03f10e807");
  }

  @Test
  void samplesOfASeriesStandTogetherInTheirOrder() {
    byte[] message =
        WriteRequest.encode(
            List.of(
                new QueuedSample.FloatSample(UP, 1, 1),
                new QueuedSample.FloatSample(DOWN, 1, 2),
                new QueuedSample.FloatSample(UP, 2, 3)));

    assertThat(Decoded.fields(message)).hasSize(2);
    assertThat(Decoded.samples(SnappyEncoder.compress(message)))
        .containsExactly(
            new Arrived(UP, 1, Double.doubleToRawLongBits(1)),
            new Arrived(UP, 2, Double.doubleToRawLongBits(3)),
            new Arrived(DOWN, 1, Double.doubleToRawLongBits(2)));
  }

  @Test
  void theStaleMarkerKeepsItsBits() {
    byte[] message =
        WriteRequest.encode(List.of(new QueuedSample.FloatSample(UP, 1, Sample.STALE)));

    assertThat(Decoded.samples(SnappyEncoder.compress(message)).getFirst().bits())
        .isEqualTo(0x7ff0000000000002L);
  }

  @Test
  void bucketsOfAHistogramBecomeSpans() {
    Histogram histogram =
        Histogram.exponential(
            ResetHint.GAUGE,
            3,
            0.001,
            2,
            12,
            34.5,
            new Buckets(new int[] {-2, -1, 4}, new double[] {1, 2, 3}),
            Buckets.NONE);

    byte[] message =
        WriteRequest.encode(List.of(new QueuedSample.HistogramSample(DOWN, 7, histogram)));

    Field series = Decoded.fields(message).getFirst();
    List<Field> fields = Decoded.fields(Decoded.fields(series.content()).get(1).content());
    assertThat(fields).extracting(Field::number).containsExactly(2, 3, 4, 5, 7, 11, 11, 13, 14, 15);
    // Offsets are in ZigZag encoding: -2 is 3, and 4 lies 4 behind the end of the first span.
    assertThat(fields.subList(5, 7))
        .extracting(span -> Decoded.fields(span.content()).get(0).value())
        .containsExactly(3L, 8L);
    assertThat(fields.subList(5, 7))
        .extracting(span -> Decoded.fields(span.content()).get(1).value())
        .containsExactly(2L, 1L);
    assertThat(fields.get(8).value()).isEqualTo(3);
    assertThat(fields.get(9).value()).isEqualTo(7);
  }
}
