// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.target;

import dev.skopos.model.Labels;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.relabel.Relabeling;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes targets of discovered labels, as Prometheus does. */
public final class TargetBuilder {

  private static final String ADDRESS = "__address__";
  private static final String SCHEME = "__scheme__";
  private static final String PATH = "__metrics_path__";
  private static final String INTERVAL = "__scrape_interval__";
  private static final String TIMEOUT = "__scrape_timeout__";
  private static final String PARAMETER = "__param_";
  private static final String RESERVED = "__";

  private final ScrapeDefinition definition;
  private final Relabeling relabeling;

  /**
   * A builder.
   *
   * @throws IllegalArgumentException when a rule is not valid
   */
  public TargetBuilder(ScrapeDefinition definition) {
    this.definition = definition;
    this.relabeling = Relabeling.of("spec.relabelings", definition.rewriting().targets());
  }

  /**
   * The target with these labels; empty when relabeling drops it.
   *
   * @throws InvalidTargetException when it has no address, or one that is none
   */
  public Optional<Target> build(Map<String, String> found) throws InvalidTargetException {
    TreeMap<String, String> labels = new TreeMap<>(found);
    labels.putIfAbsent("job", definition.job());
    labels.putIfAbsent(SCHEME, definition.request().scheme());
    labels.putIfAbsent(PATH, definition.request().path());
    labels.putIfAbsent(INTERVAL, ScrapeDurations.text(definition.schedule().interval()));
    labels.putIfAbsent(TIMEOUT, ScrapeDurations.text(definition.schedule().timeout()));
    definition
        .parameters()
        .forEach((name, values) -> labels.putIfAbsent(PARAMETER + name, values.getFirst()));
    labels.values().removeIf(String::isEmpty);
    Labels discovered = Labels.of(labels);
    if (!relabeling.apply(labels)) {
      return Optional.empty();
    }
    String address = labels.getOrDefault(ADDRESS, "");
    URI url = url(labels, address);
    Duration interval = duration(INTERVAL, labels);
    Duration timeout = duration(TIMEOUT, labels);
    if (timeout.compareTo(interval) > 0) {
      throw new InvalidTargetException(
          "%s: the timeout %s is longer than the interval %s"
              .formatted(url, labels.get(TIMEOUT), labels.get(INTERVAL)));
    }
    labels.putIfAbsent("instance", address);
    labels.keySet().removeIf(name -> name.startsWith(RESERVED));
    return Optional.of(new Target(Labels.of(labels), discovered, url, interval, timeout));
  }

  /** What relabeling may have set. */
  private static Duration duration(String name, Map<String, String> labels)
      throws InvalidTargetException {
    String text = labels.getOrDefault(name, "");
    return ScrapeDurations.parse(text)
        .filter(Duration::isPositive)
        .orElseThrow(
            () ->
                new InvalidTargetException(
                    "%s is \"%s\"; expected a duration such as 30s or 1m".formatted(name, text)));
  }

  private URI url(Map<String, String> labels, String address) throws InvalidTargetException {
    if (address.isEmpty() || address.indexOf('/') >= 0 || address.indexOf('@') >= 0) {
      throw new InvalidTargetException(
          "the address is \"%s\"; expected host:port".formatted(address));
    }
    String scheme = labels.getOrDefault(SCHEME, "");
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new InvalidTargetException(
          "%s: the scheme is \"%s\"; expected http or https".formatted(address, scheme));
    }
    String path = labels.getOrDefault(PATH, "");
    try {
      URI url =
          new URI(
              scheme + "://" + address + (path.startsWith("/") ? "" : "/") + path + query(labels));
      if (url.getHost() == null) {
        throw new InvalidTargetException(
            "the address is \"%s\"; expected host:port".formatted(address));
      }
      return url;
    } catch (URISyntaxException e) {
      throw new InvalidTargetException("%s: %s".formatted(address, e.getReason()));
    }
  }

  /** The first value of a parameter is a label; the others stay as they are. */
  private String query(Map<String, String> labels) {
    StringBuilder query = new StringBuilder();
    labels.forEach(
        (name, value) -> {
          if (name.startsWith(PARAMETER)) {
            append(query, name.substring(PARAMETER.length()), value);
          }
        });
    for (Map.Entry<String, List<String>> parameter : definition.parameters().entrySet()) {
      parameter.getValue().stream()
          .skip(1)
          .forEach(value -> append(query, parameter.getKey(), value));
    }
    return query.toString();
  }

  private static void append(StringBuilder query, String name, String value) {
    query
        .append(query.isEmpty() ? '?' : '&')
        .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
