// SPDX-License-Identifier: Apache-2.0
package dev.skopos.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of an installation. Each is a property {@code skopos.*} and an environment variable
 * in capitals, for instance {@code SKOPOS_DATA_DIR}.
 */
@ConfigMapping(prefix = "skopos")
public interface SkoposConfiguration {

  /** The folder on the data volume. */
  @WithDefault("/var/lib/skopos")
  Path dataDir();

  /** Where people reach this installation; stands in links. */
  @WithDefault("http://localhost:8080")
  URI externalUrl();

  /** The namespace that the operator runs in. */
  @WithDefault("skopos-system")
  String namespace();

  /** The namespaces whose Secrets and ConfigMaps may be read; all when absent. */
  Optional<List<String>> secretNamespaces();

  Health health();

  Metrics metrics();

  Access access();

  Probe probe();

  Scrape scrape();

  Rules rules();

  Query query();

  @WithName("notify")
  Notifications notifications();

  Freeze freeze();

  Sources sources();

  Store store();

  RecordsSettings records();

  InsightSettings insights();

  /** Where the health endpoints are, besides {@code /q/health} on the main port. */
  interface Health {

    /** The path of the summary; {@code /live} and {@code /ready} lie below it. */
    @WithDefault("/health")
    String path();

    /** A port of its own. */
    OptionalInt port();
  }

  /** Where samples are kept, and where the metrics are besides {@code /q/metrics}. */
  interface Metrics {

    /** {@code embedded}: on the data volume; {@code remote}: in another store. */
    @WithDefault("embedded")
    String backend();

    RemoteSettings remote();

    @WithDefault("/metrics")
    String path();

    /** A port of its own. */
    OptionalInt port();
  }

  /** Who may call. */
  interface Access {

    /** What callers without a token may do: {@code None} or {@code View}. */
    @WithDefault("None")
    String anonymous();
  }

  /** Probing. */
  interface Probe {

    /**
     * How many checks may run at the same time; a fifth of it is kept for those that were just
     * created or changed.
     */
    @WithDefault("100")
    int concurrency();

    /** Networks, with a port or without, that checks and channels may reach although denied. */
    Optional<List<String>> allow();

    /** Networks, with a port or without, that checks and channels must not reach. */
    Optional<List<String>> deny();
  }

  /** Collecting metrics. */
  interface Scrape {

    /** How many targets may be scraped at the same time. */
    @WithDefault("100")
    int concurrency();

    /** Whether ServiceMonitors and PodMonitors of monitoring.coreos.com are followed. */
    @WithDefault("true")
    boolean monitors();

    /** How often the operator's own metrics go to its store. */
    @WithDefault("15s")
    Duration ownInterval();
  }

  /** Evaluation of rules. */
  interface Rules {

    /** How many rules may be evaluated at the same time. */
    @WithDefault("4")
    int concurrency();
  }

  /** Queries, of clients and of rules; the names are those of Prometheus' flags. */
  interface Query {

    /** How many queries of clients may run at the same time; the others wait. */
    @WithDefault("20")
    int maxConcurrency();

    /** How many samples one query may load. */
    @WithDefault("50000000")
    long maxSamples();

    /** How long one query may take. */
    @WithDefault("2m")
    Duration timeout();
  }

  /** Delivery. */
  interface Notifications {

    /** The least time between two notifications of one group. */
    @WithDefault("5m")
    Duration groupInterval();

    /** When a group that still fires is notified again. */
    @WithDefault("4h")
    Duration repeatInterval();

    /** {@code namespace/name} of the channel for alerts that name none. */
    Optional<String> defaultChannel();
  }

  /** Freezes of deployments by budget policies. */
  interface Freeze {

    /** Whether the admission policy of the chart is installed, which enforces them. */
    @WithDefault("false")
    boolean enabled();
  }

  /** Objectives of other tools in the cluster. */
  interface Sources {

    /** Pyrra's ServiceLevelObjectives. */
    @WithDefault("Auto")
    Follow pyrra();

    /** Sloth's PrometheusServiceLevels. */
    @WithDefault("Auto")
    Follow sloth();
  }

  /** Whether resources of another tool are put in force. */
  enum Follow {
    /** Where their definition exists. */
    AUTO,
    OFF
  }

  /** The embedded store. */
  interface Store {

    /** How long samples are kept. */
    @WithDefault("30d")
    Duration retention();

    /** How much of the volume's size the store may take; then the oldest samples go. */
    @WithDefault("80")
    int maxVolumePercent();

    /**
     * How often samples are made durable; what a kill may lose of probes and rules. Zero: with
     * every single commit.
     */
    @WithDefault("200ms")
    Duration commitInterval();

    /** By how much samples may be older than the newest one. */
    @WithDefault("10m")
    Duration outOfOrderWindow();

    /** The most series that the store takes; the heap may allow fewer, which is logged. */
    @WithDefault("1000000")
    int maxSeries();

    /**
     * The most series that one source may have: a resource whose targets are scraped, a sender of
     * remote write by its user's name, all rules together. Its further series are refused, the
     * others go on.
     */
    @WithDefault("500000")
    int maxSeriesPerSource();

    /** The most exemplars that the store keeps, the newest ones; 0: none. */
    @WithDefault("10000")
    int maxExemplars();
  }
}
