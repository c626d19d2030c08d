// SPDX-License-Identifier: Apache-2.0
package dev.skopos.config;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What is done with insights: {@code skopos.insights.*}. */
public interface InsightSettings {

  Report report();

  /** The report of everything by schedule. */
  interface Report {

    /** When it is made, as cron with five fields; never when absent. */
    Optional<String> schedule();

    /** In which the schedule is read and times are told, for instance {@code Europe/Berlin}. */
    @WithDefault("UTC")
    String timeZone();

    /** The hours that it is about, up to when it is made; from 1 to 744. */
    @WithDefault("168")
    int hours();

    /** {@code namespace/name} of the channels that get it; it is kept only when absent. */
    Optional<List<String>> channels();

    /** Of {@code html}, {@code csv}, {@code json} and {@code markdown}: as what it is kept. */
    @WithDefault("html")
    List<String> formats();
  }
}
