// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.skopos.exposition.MetricFamily;
import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.InMemoryStore;
import dev.skopos.store.SeriesExemplars;
import dev.skopos.store.Source;
import dev.skopos.wire.Message;
import dev.skopos.wire.SnappyWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RemoteWriteTest {

  private final InMemoryStore store = new InMemoryStore();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RemoteWrite remoteWrite = new RemoteWrite(store, meters);

  private Written write(WriteProtocol protocol, Message message) {
    return remoteWrite.write(protocol, Source.SKOPOS, SnappyWriter.block(message.toBytes()));
  }

  private static Message label(String name, String value) {
    return new Message().text(1, name).text(2, value);
  }

  private static Message sample(double value, long timestamp) {
    return new Message().float64(1, value).varint(2, timestamp);
  }

  private static Message seriesV1(String name, Message... samples) {
    Message series =
        new Message().message(1, label("__name__", name)).message(1, label("job", "a"));
    for (Message sample : samples) {
      series.message(2, sample);
    }
    return series;
  }

  private List<Series> stored() {
    return store.select(
        Long.MIN_VALUE, Long.MAX_VALUE, List.of(Matcher.of(Matcher.Type.REGEX, "__name__", ".+")));
  }

  private double refused(String reason) {
    return meters.get("skopos.ingest.rejected.samples").tag("reason", reason).counter().count();
  }

  @Test
  void storesVersion1AndKnowsTheSeriesTheNextTime() {
    for (int round = 1; round <= 2; round++) {
      Message request =
          new Message()
              .message(1, seriesV1("m", sample(round, 1_000L * round)))
              .message(1, seriesV1("n", sample(Sample.STALE, 1_000L * round)));
      assertThat(write(WriteProtocol.V1, request))
          .isEqualTo(new Written.Stored(new Written.Counts(2, 0, 0)));
    }
    assertThat(stored())
        .extracting(Series::labels)
        .extracting(Object::toString)
        .containsExactly("{__name__=\"m\", job=\"a\"}", "{__name__=\"n\", job=\"a\"}");
    assertThat(stored().getFirst().values()).containsExactly(1, 2);
    assertThat(Sample.isStale(stored().getLast().values()[0])).isTrue();
  }

  @Test
  void storesVersion2BySymbols() {
    Message request =
        new Message()
            .message(
                5,
                new Message()
                    .varints(1, 1, 2, 4, 3)
                    .message(2, sample(7, 1_000).varint(3, 500))
                    .message(5, new Message().varint(1, 1).varint(3, 5).varint(4, 6)))
            .text(4, "")
            .text(4, "__name__")
            .text(4, "calls_total")
            .text(4, "b")
            .text(4, "a")
            .text(4, "how many calls")
            .text(4, "calls");
    assertThat(write(WriteProtocol.V2, request))
        .isEqualTo(new Written.Stored(new Written.Counts(1, 0, 0)));
    assertThat(stored().getFirst().labels()).hasToString("{__name__=\"calls_total\", a=\"b\"}");
    assertThat(remoteWrite.metadata())
        .containsEntry(
            "calls_total",
            new FamilyMetadata(MetricFamily.Type.COUNTER, "how many calls", "calls"));
  }

  @Test
  void keepsWhatIsValidOfARequestThatIsRefused() {
    Message request =
        new Message()
            .message(1, new Message().message(1, label("job", "a")).message(2, sample(1, 1_000)))
            .message(1, seriesV1("twice", sample(1, 1_000)).message(1, label("job", "b")))
            .message(1, seriesV1("long", sample(1, 1)).message(1, label("x", "y".repeat(1 << 20))))
            .message(1, seriesV1("m", sample(5, 2_000), sample(6, 2_000)));
    Written written = write(WriteProtocol.V1, request);
    assertThat(written)
        .isInstanceOfSatisfying(
            Written.Refused.class,
            refused ->
                assertThat(refused.problem())
                    .contains("a series without a metric name: {job=\"a\"}")
                    .contains("the label name job is there twice")
                    .contains("a label value of 1048576 bytes, more than 16384"));
    assertThat(written.counts().samples()).isEqualTo(1);
    assertThat(stored()).singleElement().extracting(Series::values).isEqualTo(new double[] {5});
    assertThat(refused("invalid-series")).isEqualTo(3);
    assertThat(refused("duplicate-timestamp")).isEqualTo(1);
  }

  @Test
  void tellsOnlyTheFirstOfManyProblems() {
    Message request = new Message();
    for (int i = 0; i < 1_000; i++) {
      request.message(1, new Message().message(2, sample(1, i)));
    }
    assertThat(write(WriteProtocol.V1, request))
        .isInstanceOfSatisfying(
            Written.Refused.class,
            refused ->
                assertThat(refused.problem()).endsWith("and 995 more").hasSizeLessThan(1_000));
  }

  private static Message exemplarV1(String trace, double value, long timestamp) {
    return new Message()
        .message(1, label("trace_id", trace))
        .float64(2, value)
        .varint(3, timestamp);
  }

  private List<SeriesExemplars> exemplars() {
    return store.exemplars(Long.MIN_VALUE, Long.MAX_VALUE, List.of(List.of()));
  }

  @Test
  void storesExemplarsOfVersion1AlsoWithoutASample() {
    Message first =
        seriesV1("m").message(3, exemplarV1("1", 0.5, 900)).message(2, sample(1, 1_000));
    Message second = seriesV1("m").message(3, exemplarV1("2", 0.7, 1_900));
    Message unknown = seriesV1("never").message(3, exemplarV1("3", 1, 1_900));

    assertThat(write(WriteProtocol.V1, new Message().message(1, first)))
        .isEqualTo(new Written.Stored(new Written.Counts(1, 0, 1)));
    assertThat(write(WriteProtocol.V1, new Message().message(1, second).message(1, unknown)))
        .isEqualTo(new Written.Stored(new Written.Counts(0, 0, 1)));
    assertThat(
            write(
                WriteProtocol.V1,
                new Message().message(1, seriesV1("m").message(3, exemplarV1("0", 1, 1)))))
        .isEqualTo(new Written.Stored(Written.Counts.NONE));
    assertThat(exemplars())
        .containsExactly(
            new SeriesExemplars(
                Labels.of("__name__", "m", "job", "a"),
                List.of(
                    new Exemplar(Labels.of("trace_id", "1"), 900, 0.5),
                    new Exemplar(Labels.of("trace_id", "2"), 1_900, 0.7))));
  }

  private static Message exemplarV2(double value, long timestamp) {
    return new Message().varints(1, 3, 4).float64(2, value).varint(3, timestamp);
  }

  private static Message requestV2(Message series) {
    return new Message()
        .text(4, "")
        .text(4, "__name__")
        .text(4, "m")
        .text(4, "trace_id")
        .text(4, "1a")
        .message(5, series.varints(1, 1, 2));
  }

  @Test
  void storesExemplarsOfVersion2AndTellsWhichAreOutOfOrder() {
    Message series =
        new Message()
            .message(2, sample(1, 1_000))
            .message(4, exemplarV2(0.5, 900))
            .message(4, exemplarV2(0.7, 950));
    Message late = new Message().message(2, sample(1, 2_000)).message(4, exemplarV2(0.1, 100));

    assertThat(write(WriteProtocol.V2, requestV2(series)))
        .isEqualTo(new Written.Stored(new Written.Counts(1, 0, 2)));
    Written written = write(WriteProtocol.V2, requestV2(late));
    assertThat(written).isInstanceOf(Written.Refused.class);
    assertThat(written.counts()).isEqualTo(new Written.Counts(1, 0, 0));
    assertThat(exemplars().getFirst().exemplars())
        .extracting(Exemplar::value)
        .containsExactly(0.5, 0.7);
    assertThat(
            meters
                .get("skopos.ingest.samples")
                .tags("protocol", WriteProtocol.V2.label(), "kind", "exemplar")
                .counter()
                .count())
        .isEqualTo(2);
  }

  @Test
  void anExemplarWithImpossibleLabelsIsToldAndTheSampleIsStored() {
    Message series =
        seriesV1("m", sample(1, 1_000)).message(3, new Message().message(1, label("", "x")));

    assertThat(write(WriteProtocol.V1, new Message().message(1, series)))
        .isEqualTo(new Written.Refused(new Written.Counts(1, 0, 0), "a label without a name"));
    assertThat(refused("invalid-exemplar")).isEqualTo(1);
  }

  @Test
  void refusesReferencesBeyondTheSymbols() {
    Message request =
        new Message()
            .text(4, "")
            .message(5, new Message().varints(1, 0, 9).message(2, sample(1, 1)));
    assertThat(write(WriteProtocol.V2, request))
        .isEqualTo(new Written.Refused(Written.Counts.NONE, "a reference to symbol 9 of 1"));
  }

  @Test
  void refusesWhatIsNoMessage() {
    assertThat(remoteWrite.write(WriteProtocol.V1, Source.SKOPOS, new byte[] {1, 2, 3}))
        .isInstanceOf(Written.Refused.class);
    assertThat(
            remoteWrite.write(
                WriteProtocol.V1, Source.SKOPOS, SnappyWriter.block(new byte[] {10, 99})))
        .isEqualTo(
            new Written.Refused(Written.Counts.NONE, "protobuf: a field at byte 2 is cut off"));
  }

  @Test
  void whatCannotBeMadeDurableIsNotAcknowledgedAndMayComeAgain() {
    Message request = new Message().message(1, seriesV1("m", sample(1, 1_000)));
    store.full(true);

    assertThat(write(WriteProtocol.V1, request))
        .isEqualTo(new Written.Unavailable("nothing can be stored: full"));
    store.full(false);

    assertThat(write(WriteProtocol.V1, request))
        .isEqualTo(new Written.Stored(new Written.Counts(1, 0, 0)));
    assertThat(stored()).singleElement().extracting(Series::length).isEqualTo(1);
  }

  @Test
  void oddNansAreStoredAsTheUsualOne() {
    double odd = Double.longBitsToDouble(0x7ff8dead_beef0001L);
    write(WriteProtocol.V1, new Message().message(1, seriesV1("m", sample(odd, 1_000))));
    assertThat(Double.doubleToRawLongBits(stored().getFirst().values()[0]))
        .isEqualTo(Double.doubleToRawLongBits(Double.NaN));
  }

  @RepeatedTest(8)
  void changedRequestsAreStoredOrRefused(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    byte[] seed =
        new Message()
            .text(4, "__name__")
            .text(4, "m")
            .message(1, seriesV1("m", sample(1, 1), sample(2, 2)).message(3, exemplarV1("t", 1, 2)))
            .message(3, new Message().varint(1, 1).text(2, "m").text(4, "help"))
            .message(5, new Message().varints(1, 0, 1).message(2, sample(1, 1)))
            .toBytes();
    for (int i = 0; i < 2_000; i++) {
      byte[] body = seed.clone();
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      try {
        WriteProtocol protocol = random.nextBoolean() ? WriteProtocol.V1 : WriteProtocol.V2;
        assertThat(remoteWrite.write(protocol, Source.SKOPOS, SnappyWriter.block(body)))
            .isNotInstanceOf(Written.Unavailable.class);
      } catch (RuntimeException e) {
        fail("repetition %d, number %d".formatted(repetition.getCurrentRepetition(), i), e);
      }
    }
  }
}
