// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.model.Series;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.remote.TestPrometheus;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks a real Prometheus and the engine the same random queries over equal data, and prints where
 * the answers differ: {@code make compare}.
 */
final class Comparison {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FEATURES =
      "--enable-feature=promql-experimental-functions,promql-delayed-name-removal,"
          + "promql-extended-range-selectors,promql-binop-fill-modifiers";
  private static final String TIMEOUT = "--query.timeout=30s";

  private final TestPrometheus prometheus;
  private final Engine engine;

  private Comparison(TestPrometheus prometheus, Engine engine) {
    this.prometheus = prometheus;
    this.engine = engine;
  }

  /** When a query is evaluated; the step is zero for an instant. */
  private record When(Instant start, Instant end, Duration step) {
    @Override
    public String toString() {
      return step.isZero()
          ? "at " + start.toEpochMilli() / 1e3
          : "from %s to %s step %s"
              .formatted(start.toEpochMilli() / 1e3, end.toEpochMilli() / 1e3, step);
    }
  }

  /** Arguments: how many queries, the seed of data and queries, and one to ask again and again. */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    long begin = Instant.now().toEpochMilli() / 3_600_000 * 3_600_000 - 3_600_000;
    List<Series> data = RandomSeries.make(seed, begin);
    Path folder = Files.createTempDirectory("skopos-compare");
    int different;
    try (TestPrometheus prometheus = TestPrometheus.start(folder, FEATURES, TIMEOUT)) {
      prometheus.write(data);
      Comparison comparison =
          new Comparison(prometheus, new Engine(store(data), EngineOptions.DEFAULTS));
      Random random = new Random(seed);
      RandomQueries queries = new RandomQueries(random, begin);
      different =
          comparison.run(
              count,
              arguments.length > 2
                  ? () -> new RandomQueries.Query(arguments[2], List.of())
                  : queries::next,
              () -> when(random, begin));
    } finally {
      delete(folder);
    }
    System.out.printf("%d queries of seed %d, %d differ%n", count, seed, different);
    System.exit(different == 0 ? 0 : 1);
  }

  private static ScriptStore store(List<Series> data) {
    ScriptStore store = new ScriptStore();
    for (Series series : data) {
      for (int i = 0; i < series.length(); i++) {
        double value = series.values()[i];
        store.add(
            series.labels(),
            series.timestamps()[i],
            new SeriesDescription.Item(false, value, series.histogram(i), false));
      }
    }
    return store;
  }

  private int run(int count, Supplier<RandomQueries.Query> queries, Supplier<When> times) {
    int different = 0;
    for (int i = 0; i < count; i++) {
      RandomQueries.Query query = queries.get();
      When when = times.get();
      if (difference(query, when).isPresent()) {
        different++;
        RandomQueries.Query smallest = smallest(query, when);
        System.out.printf(
            "%s%n  %s%n  %s%n", smallest.text(), when, difference(smallest, when).orElse("?"));
      }
    }
    return different;
  }

  private static When when(Random random, long begin) {
    Instant start = Instant.ofEpochMilli(begin + random.nextInt(2_400) * 1_000L);
    if (random.nextInt(3) > 0) {
      return new When(start, start, Duration.ZERO);
    }
    Duration step = Duration.ofSeconds(1 + random.nextInt(120));
    return new When(start, start.plusSeconds(random.nextInt(900)), step);
  }

  /** The innermost part that differs as well. */
  private RandomQueries.Query smallest(RandomQueries.Query query, When when) {
    for (RandomQueries.Query part : query.parts()) {
      if (difference(part, when).isPresent()) {
        return smallest(part, when);
      }
    }
    return query;
  }

  private Optional<String> difference(RandomQueries.Query query, When when) {
    boolean ordered = query.text().startsWith("sort") && when.step().isZero();
    return theirs(query.text(), when).difference(ours(query.text(), when), ordered);
  }

  private ComparedAnswer theirs(String query, When when) {
    String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    String answer =
        when.step().isZero()
            ? prometheus.post("/api/v1/query", form + "&time=" + seconds(when.start())).body()
            : prometheus
                .post(
                    "/api/v1/query_range",
                    form
                        + "&start="
                        + seconds(when.start())
                        + "&end="
                        + seconds(when.end())
                        + "&step="
                        + when.step().toSeconds())
                .body();
    try {
      return ComparedAnswer.of(JSON.readTree(answer));
    } catch (IOException e) {
      return ComparedAnswer.failed("no JSON: " + answer);
    }
  }

  private static String seconds(Instant time) {
    return String.valueOf(time.getEpochSecond());
  }

  private ComparedAnswer ours(String query, When when) {
    try {
      Expr expr = engine.parse(query);
      Answer answer =
          when.step().isZero()
              ? engine.instant(expr, when.start(), () -> false)
              : engine.range(
                  expr, new Engine.Range(when.start(), when.end(), when.step()), () -> false);
      List<String> notes =
          Stream.concat(answer.warnings(query).stream(), answer.infos(query).stream()).toList();
      return ComparedAnswer.of(answer.value(), notes);
    } catch (ParseException | QueryException e) {
      return ComparedAnswer.failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return ComparedAnswer.failed("internal error: " + e + " " + e.getStackTrace()[0]);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
