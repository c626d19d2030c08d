// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that is measured. Its data and its port stay the same from start to start, so that what
 * it finds after a kill can be measured too.
 */
interface Contender extends AutoCloseable {

  /** As the report calls it. */
  String name();

  /** Where its HTTP API is, without a slash at the end. */
  String url();

  /** What a request has to carry, as for {@code HttpRequest.Builder.headers}. */
  List<String> headers();

  /** The folder that holds the samples. */
  Path data();

  /** Starts it and waits until it is ready. */
  MeasuredProcess start() throws IOException, InterruptedException;

  /** Makes it scrape these addresses (host and port) every five seconds, from its start on. */
  void scrape(List<String> addresses);

  /** Makes it evaluate these rules every 15 seconds, while it runs. */
  void evaluate(RuleSet rules) throws IOException, InterruptedException;

  /** Puts the past of the traffic into its store, before its start. */
  void load(ObjectiveTraffic traffic) throws IOException;

  /**
   * Makes it watch {@link ObjectiveSet} while it runs.
   *
   * @return where to find how they stand
   */
  ObjectiveOutput watchObjectives() throws IOException, InterruptedException;

  /** Ends what is left of it. */
  @Override
  void close();
}
