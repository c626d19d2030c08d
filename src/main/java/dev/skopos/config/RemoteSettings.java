// SPDX-License-Identifier: Apache-2.0
package dev.skopos.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The store that samples are written to and expressions are evaluated in when {@code
 * skopos.metrics.backend} is {@code remote}: {@code skopos.metrics.remote.*}.
 */
public interface RemoteSettings {

  /** Takes remote write 1.0, for instance {@code http://prometheus:9090/api/v1/write}. */
  Optional<URI> writeUrl();

  /** {@code /api/v1/query} lies below it, for instance {@code http://prometheus:9090}. */
  Optional<URI> queryUrl();

  /** Headers that every request carries, each {@code Name=value}, for instance of a tenant. */
  Optional<List<String>> headers();

  /** A file with a bearer token. This and the other files are read again for each request. */
  Optional<Path> tokenFile();

  /** The user name of basic authentication. */
  Optional<String> username();

  /** The file with its password. */
  Optional<Path> passwordFile();

  /** Certificates in PEM that are trusted instead of the JDK's. */
  Optional<Path> caFile();

  /** A client certificate in PEM. */
  Optional<Path> certificateFile();

  /** The key of the client certificate in PEM. */
  Optional<Path> keyFile();

  /** Takes any certificate. */
  @WithDefault("false")
  boolean insecureSkipVerify();

  /** How many samples may wait while the store is away; then the oldest give way. */
  @WithDefault("500000")
  int queueSamples();

  /** How many write requests are made at a time. */
  @WithDefault("4")
  int shards();

  /** The most samples in one write request. */
  @WithDefault("2000")
  int batchSamples();

  /** The longest that a sample waits for others to go with it. */
  @WithDefault("5s")
  Duration batchAge();

  /** How long one write request may take. */
  @WithDefault("30s")
  Duration writeTimeout();

  /** An answer to a query that is longer is an error. */
  @WithDefault("16777216")
  int maxAnswerBytes();
}
