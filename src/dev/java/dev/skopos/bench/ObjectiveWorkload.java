// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.bench.AlertEdges.Comparison;
import dev.skopos.bench.AlertEdges.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * slo: objectives against the rules that Pyrra would make of them. What they cost is what is used
 * above taking the samples alone.
 */
final class ObjectiveWorkload implements Workload {

  static final String NAME = "slo";

  private static final Duration LONGEST = Duration.ofMinutes(6);

  /** So that alerts of all tiers begin, and those of the fastest fire. */
  private static final Duration TURMOIL = Duration.ofSeconds(150);

  private static final Measure CPU =
      new Measure("CPU s a minute above taking the samples", "0.2", "");
  private static final Measure ALL = new Measure("the same with taking the samples", "", "");
  private static final Measure TURNED =
      new Measure("CPU s a minute while 300 alerts begin or end", "", "");
  private static final Measure APART =
      new Measure("alert edges more than one evaluation apart", "0", "0");
  private static final Measure ERROR = new Measure("SLI of a week, relative error", "1e-9", "");

  private final ObjectMapper json = new ObjectMapper();
  private final StringBuilder details = new StringBuilder();

  /** Of the program that ran first. */
  private @Nullable AlertEdges expected;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "300 objectives with the four tiers of Pyrra for a week, each over two counters with a"
        + " sample every 15 s, all evaluated every 30 s, against the rules that `skopos export"
        + " --dialect pyrra` makes of them (3,300 every 30 s, and 300 over the week every minute);"
        + " the same samples by remote write, and a week of them from before; what was counted"
        + " is known, and the error is that against it";
  }

  @Override
  public List<Measure> measures() {
    return List.of(CPU, ALL, TURNED, APART, ERROR);
  }

  @Override
  public Map<String, Double> run(Contender program, Durations durations)
      throws IOException, InterruptedException {
    ObjectiveTraffic traffic = ObjectiveTraffic.until(Instant.now());
    program.load(traffic);
    try (MeasuredProcess process = program.start();
        Api api = new Api(program);
        TrafficSender sender = new TrafficSender(program, traffic)) {
      TimeUnit.MILLISECONDS.sleep(durations.warmUp().dividedBy(8).toMillis());
      double without = cores(process, durations.measured().dividedBy(6));
      ObjectiveOutput output = program.watchObjectives();
      awaitWholeWindow(api, output);
      TimeUnit.MILLISECONDS.sleep(durations.warmUp().toMillis());
      Instant turn = traffic.turnAfter(Instant.now().plus(durations.measured().dividedBy(4)));
      double with = cores(process, Duration.between(Instant.now(), turn));
      double turned = cores(process, TURMOIL);
      sender.requireNoFailure();
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(CPU.text(), (with - without) * 60);
      figures.put(ALL.text(), with * 60);
      figures.put(TURNED.text(), (turned - without) * 60);
      figures.put(APART.text(), (double) compare(edges(api, output, turn)));
      figures.put(ERROR.text(), error(api, output, traffic));
      return figures;
    }
  }

  private static double cores(MeasuredProcess process, Duration time)
      throws IOException, InterruptedException {
    double before = process.cpuSeconds();
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
    return (process.cpuSeconds() - before) * 1_000 / time.toMillis();
  }

  /** Until all events of the week were counted. */
  private void awaitWholeWindow(Api api, ObjectiveOutput output)
      throws IOException, InterruptedException {
    double least =
        0.8 * ObjectiveTraffic.REQUESTS * ObjectiveTraffic.WINDOW.dividedBy(ObjectiveTraffic.STEP);
    String query =
        String.format(
            Locale.ROOT,
            "count(sum by (service) (%s) + sum by (service) (%s) > %.0f)",
            output.bad(),
            output.others(),
            least);
    long begin = System.nanoTime();
    while (!Integer.toString(ObjectiveTraffic.SERVICES)
        .equals(ask(api, query).path(0).path("value").path(1).asText())) {
      if (System.nanoTime() - begin > LONGEST.toNanos()) {
        throw new IllegalStateException("the objectives are not evaluated within " + LONGEST);
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private AlertEdges edges(Api api, ObjectiveOutput output, Instant turn)
      throws IOException, InterruptedException {
    Duration looked = Duration.between(turn, Instant.now());
    String query =
        "ALERTS{alertname=\"ErrorBudgetBurn\"}[%ds]".formatted(looked.plusMinutes(2).toSeconds());
    return AlertEdges.of(ask(api, query), output, turn, looked);
  }

  /** How many edges are too far from those of the program that ran first. */
  private long compare(AlertEdges edges) {
    AlertEdges theirs = expected;
    if (theirs == null) {
      expected = edges;
      return 0;
    }
    List<Comparison> all = edges.compare(theirs);
    for (int tier = 0; tier < ObjectiveOutput.SKOPOS.tiers().size(); tier++) {
      for (Kind kind : Kind.values()) {
        describe(all, tier, kind);
      }
    }
    List<Comparison> far = all.stream().filter(each -> each.apart() > 1).toList();
    far.stream()
        .limit(20)
        .forEach(
            each ->
                details.append(
                    "%s: %s, the other program: %s%n"
                        .formatted(
                            each.edge(),
                            edges.times().get(each.edge()),
                            theirs.times().get(each.edge()))));
    return far.size();
  }

  private void describe(List<Comparison> all, int tier, Kind kind) {
    List<Comparison> some =
        all.stream()
            .filter(each -> each.edge().tier() == tier && each.edge().kind() == kind)
            .toList();
    if (!some.isEmpty()) {
      long equal = some.stream().filter(each -> each.apart() == 0).count();
      long one = some.stream().filter(each -> each.apart() == 1).count();
      details.append(
          "| %s | %s | %d | %d | %d | %d |%n"
              .formatted(
                  ObjectiveOutput.SKOPOS.tiers().get(tier),
                  kind.name().toLowerCase(Locale.ROOT),
                  some.size(),
                  equal,
                  one,
                  some.size() - equal - one));
    } else if (kind == Kind.BEGINS || kind == Kind.ENDS) {
      throw new IllegalStateException("no alert of tier %d that %s".formatted(tier, kind));
    }
  }

  /** Of the worst service: the share of good requests of the week against what is known. */
  private double error(Api api, ObjectiveOutput output, ObjectiveTraffic traffic)
      throws IOException, InterruptedException {
    Map<String, NavigableMap<Long, Double>> others = samples(api, output.others());
    Map<String, NavigableMap<Long, Double>> bad = samples(api, output.bad());
    double worst = 0;
    for (int service = 0; service < ObjectiveTraffic.SERVICES; service++) {
      String name = ObjectiveTraffic.name(service);
      NavigableMap<Long, Double> all = others.getOrDefault(name, new TreeMap<>());
      NavigableMap<Long, Double> some = bad.getOrDefault(name, new TreeMap<>());
      // of the newest evaluation that both know
      some.keySet().retainAll(all.keySet());
      if (some.isEmpty()) {
        throw new IllegalStateException(name + " has no SLI");
      }
      long time = some.lastKey();
      double failed = some.getOrDefault(time, Double.NaN);
      double other = all.getOrDefault(time, Double.NaN);
      double total = output.othersAreAll() ? other : other + failed;
      worst = Math.max(worst, error(1 - failed / total, traffic, service, time));
    }
    return worst;
  }

  /** The newest sample may have come too late for the evaluation. */
  private static double error(double found, ObjectiveTraffic traffic, int service, long time) {
    long begin = Math.floorDiv(time - ObjectiveTraffic.WINDOW.toMillis(), 60_000L) * 60_000;
    double least = Double.MAX_VALUE;
    for (long newest = traffic.step(time) - 1; newest <= traffic.step(time); newest++) {
      long first = traffic.step(begin);
      double bad = traffic.failed(service, newest) - traffic.failed(service, first);
      double total = traffic.total(service, newest) - traffic.total(service, first);
      double truth = 1 - bad / total;
      least = Math.min(least, Math.abs(found - truth) / truth);
    }
    return least;
  }

  /** By service and time. */
  private Map<String, NavigableMap<Long, Double>> samples(Api api, String selector)
      throws IOException, InterruptedException {
    Map<String, NavigableMap<Long, Double>> samples = new HashMap<>();
    for (JsonNode series : ask(api, selector + "[3m]")) {
      NavigableMap<Long, Double> times =
          samples.computeIfAbsent(
              series.path("metric").path("service").asText(), _ -> new TreeMap<>());
      for (JsonNode sample : series.path("values")) {
        times.put(Math.round(sample.path(0).asDouble() * 1_000), sample.path(1).asDouble());
      }
    }
    return samples;
  }

  private JsonNode ask(Api api, String query) throws IOException, InterruptedException {
    return json.readTree(api.post("/api/v1/query", Map.of("query", query)))
        .path("data")
        .path("result");
  }

  /** A section of the report; empty before both programs ran. */
  String section() {
    return details.isEmpty()
        ? ""
        : """
        ## Alerts of objectives

        Of the workload slo: how many whole evaluations (of 30 s) lie between an alert of Skopos and
        the same of Prometheus. Both were given the same samples up to the same turn for the
        worse or the better; the phases of their evaluations differ.

        | tier | | edges | none | one | more |
        | --- | --- | --- | --- | --- | --- |
        %s\
        """
            .formatted(details);
  }
}
