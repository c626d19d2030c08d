// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import java.net.URI;
import java.time.Duration;

/**
 * Where the store is and how it is spoken to.
 *
 * @param writeUrl takes remote write 1.0, for instance {@code http://prometheus:9090/api/v1/write}
 * @param queryUrl below it lies {@code /api/v1/query}, for instance {@code http://prometheus:9090}
 * @param writeTimeout of one write request
 * @param queryTimeout of one query
 * @param maxAnswerBytes an answer that is longer is an error
 */
public record RemoteOptions(
    URI writeUrl,
    URI queryUrl,
    QueueOptions queue,
    Duration writeTimeout,
    Duration queryTimeout,
    int maxAnswerBytes) {

  public RemoteOptions {
    atLeastOneMilli("write timeout", writeTimeout);
    atLeastOneMilli("query timeout", queryTimeout);
    if (maxAnswerBytes < 1) {
      throw new IllegalArgumentException(
          "the bound of answers is %d instead of at least 1 byte".formatted(maxAnswerBytes));
    }
  }

  private static void atLeastOneMilli(String what, Duration timeout) {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the %s is %s instead of at least 1 ms".formatted(what, timeout));
    }
  }

  /** The address of one of the query API's endpoints, for instance {@code /api/v1/query}. */
  URI query(String path) {
    return URI.create(queryUrl.toString().replaceAll("/+$", "") + path);
  }
}
