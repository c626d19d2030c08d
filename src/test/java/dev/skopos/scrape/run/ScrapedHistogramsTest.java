// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.scrape.HistogramOptions;
import dev.skopos.store.SeriesExemplars;
import dev.skopos.wire.Message;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Native histograms and exemplars of targets. */
class ScrapedHistogramsTest {

  private static final String HOST = "web:80";
  private static final Labels H = Labels.of("__name__", "h", "instance", "web:80", "job", "web");

  private final ScrapeLab lab = new ScrapeLab();

  private void apply(HistogramOptions options) {
    lab.registry.apply(
        ScrapeLab.withHistograms(ScrapeLab.definition(ScrapeLab.target(HOST)), options));
  }

  private void exposeHistogram(long perBucket) {
    lab.exposeProtobuf(
        HOST,
        new Message()
            .text(1, "h")
            .varint(3, 4)
            .message(4, new Message().message(7, histogram(perBucket))));
  }

  /** Two buckets next to each other, in both forms. */
  private static Message histogram(long perBucket) {
    return new Message()
        .varint(1, 2 * perBucket)
        .float64(2, 3.0 * perBucket)
        .message(3, new Message().varint(1, perBucket).float64(2, 1))
        .zigZag(5, 0)
        .float64(6, 1e-128)
        .message(12, new Message().zigZag(1, 1).varint(2, 2))
        .zigZags(13, perBucket, 0)
        .message(16, exemplar("a", 0.5, 1_000))
        .message(16, exemplar("b", 1.5, 2_000));
  }

  private static Message exemplar(String trace, double value, long millis) {
    return new Message()
        .message(1, new Message().text(1, "trace_id").text(2, trace))
        .float64(2, value)
        .message(3, new Message().varint(1, millis / 1000));
  }

  private List<String> names() {
    return lab.all().stream()
        .map(Series::labels)
        .map(Labels::metricName)
        .filter(name -> name.startsWith("h"))
        .toList();
  }

  private Series histograms() {
    return lab.all().stream().filter(series -> series.labels().equals(H)).findFirst().orElseThrow();
  }

  private Histogram histogram(int position) {
    return Objects.requireNonNull(histograms().histogram(position));
  }

  private List<SeriesExemplars> exemplars() {
    return lab.store.exemplars(Long.MIN_VALUE, Long.MAX_VALUE, List.of(List.of()));
  }

  @Test
  void byDefaultOnlyTheClassicFormIsStored() {
    exposeHistogram(3);
    apply(HistogramOptions.CLASSIC);
    lab.nextScrape();

    assertThat(names()).containsExactly("h_bucket", "h_bucket", "h_count", "h_sum");
  }

  @Test
  void nativeHistogramsAreStoredInsteadAndEndedByAHistogram() {
    exposeHistogram(3);
    apply(new HistogramOptions(true, false, 0, 0));
    lab.nextScrape();
    exposeHistogram(5);
    lab.nextScrape();
    lab.bodies.clear();
    lab.nextScrape();

    assertThat(names()).containsExactly("h");
    assertThat(histogram(0))
        .isEqualTo(
            Histogram.exponential(
                Histogram.ResetHint.UNKNOWN,
                0,
                1e-128,
                0,
                6,
                9,
                new Histogram.Buckets(new int[] {1, 2}, new double[] {3, 3}),
                Histogram.Buckets.NONE));
    assertThat(histogram(1).count()).isEqualTo(10);
    assertThat(histogram(2)).isEqualTo(Histogram.STALE);
    assertThat(lab.values("scrape_samples_scraped")).containsExactly("1.0", "1.0", "0.0");
  }

  @Test
  void theClassicFormIsStoredBesideItWhereThatIsAskedFor() {
    exposeHistogram(3);
    apply(new HistogramOptions(true, true, 0, 0));
    lab.nextScrape();

    assertThat(names()).containsExactly("h", "h_bucket", "h_bucket", "h_count", "h_sum");
  }

  @Test
  void histogramsAreMadeCoarserToKeepToTheLimit() {
    exposeHistogram(3);
    apply(new HistogramOptions(true, false, 1, 0));
    lab.nextScrape();

    assertThat(histogram(0).schema()).isEqualTo(-1);
    assertThat(histogram(0).positive())
        .isEqualTo(new Histogram.Buckets(new int[] {1}, new double[] {6}));
  }

  @Test
  void theExemplarsOfANativeHistogramAreStoredOnce() {
    exposeHistogram(3);
    apply(new HistogramOptions(true, false, 0, 0));
    lab.nextScrape();
    lab.nextScrape();

    assertThat(exemplars())
        .containsExactly(
            new SeriesExemplars(
                H,
                List.of(
                    new Exemplar(Labels.of("trace_id", "a"), 1_000, 0.5),
                    new Exemplar(Labels.of("trace_id", "b"), 2_000, 1.5))));
  }

  private void exposeOpenMetrics(String text) {
    lab.exposeOpenMetrics(HOST, text + "# EOF\n");
  }

  @Test
  void anExemplarWithoutATimeGetsThatOfTheScrapeAndIsStoredOnce() {
    exposeOpenMetrics("# TYPE c counter\nc_total 1 # {trace_id=\"a\"} 0.5\n");
    apply(HistogramOptions.CLASSIC);
    lab.nextScrape();
    long first = lab.scheduler.clock().instant().toEpochMilli();
    lab.nextScrape();
    exposeOpenMetrics("# TYPE c counter\nc_total 2 # {trace_id=\"b\"} 0.5\n");
    lab.nextScrape();
    exposeOpenMetrics("# TYPE c counter\nc_total 3 # {trace_id=\"c\"} 0.5 1.5\n");
    lab.nextScrape();

    List<Exemplar> stored = exemplars().getFirst().exemplars();
    assertThat(stored)
        .extracting(exemplar -> exemplar.labels().get("trace_id"))
        .containsExactly("a", "b");
    assertThat(stored.getFirst().timestamp())
        .isBetween(first - ScrapeLab.INTERVAL.toMillis(), first);
    assertThat(lab.values("c_total")).containsExactly("1.0", "1.0", "2.0", "3.0");
  }
}
