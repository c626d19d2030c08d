// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.RemoteSettings;
import dev.skopos.net.http.HttpClient;
import dev.skopos.remote.CredentialFiles;
import dev.skopos.remote.CredentialFiles.ClientCertificate;
import dev.skopos.remote.CredentialFiles.Login;
import dev.skopos.remote.QueueOptions;
import dev.skopos.remote.RemoteOptions;
import dev.skopos.remote.RemoteStore;
import dev.skopos.schedule.SchedulerMetrics;
import dev.skopos.schedule.VirtualThreadScheduler;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns the settings of a remote store into one. */
final class RemoteBackend {

  private static final String NAME = "remote";

  private RemoteBackend() {}

  static Backend.Remote open(
      RemoteSettings settings,
      Duration queryTimeout,
      HttpClient http,
      InstantSource clock,
      MeterRegistry meters) {
    RemoteOptions options = options(settings, queryTimeout);
    // Each shard has one request under way; the measurement of the delay waits beside them.
    int places = 2 * (settings.shards() + 1);
    VirtualThreadScheduler requests =
        new VirtualThreadScheduler(NAME, places, clock, new SchedulerMetrics(NAME, meters));
    return new Backend.Remote(
        RemoteStore.open(options, credentials(settings), http, requests, meters), requests);
  }

  static RemoteOptions options(RemoteSettings settings, Duration queryTimeout) {
    return new RemoteOptions(
        url("write-url", settings.writeUrl()),
        url("query-url", settings.queryUrl()),
        new QueueOptions(
            settings.queueSamples(),
            settings.shards(),
            settings.batchSamples(),
            settings.batchAge()),
        settings.writeTimeout(),
        queryTimeout,
        settings.maxAnswerBytes());
  }

  private static URI url(String name, Optional<URI> setting) {
    URI url =
        setting.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "skopos.metrics.remote.%s is not set, but skopos.metrics.backend=remote needs it"
                        .formatted(name)));
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean usable =
        (scheme.equals("http") || scheme.equals("https"))
            && url.getRawAuthority() != null
            && url.getRawUserInfo() == null
            && url.getRawFragment() == null;
    if (!usable) {
      throw new IllegalArgumentException(
          "skopos.metrics.remote.%s is not an http or https URL without user information"
              .formatted(name));
    }
    return url;
  }

  static CredentialFiles credentials(RemoteSettings settings) {
    return new CredentialFiles(
        headers(settings.headers().orElse(List.of())),
        settings.tokenFile(),
        pair("username", settings.username(), "password-file", settings.passwordFile())
            .map(both -> new Login(both.first(), both.second())),
        settings.caFile(),
        pair("certificate-file", settings.certificateFile(), "key-file", settings.keyFile())
            .map(both -> new ClientCertificate(both.first(), both.second())),
        settings.insecureSkipVerify());
  }

  private record Pair<F, S>(F first, S second) {}

  private static <F> Optional<Pair<F, Path>> pair(
      String firstName, Optional<F> first, String secondName, Optional<Path> second) {
    if (first.isPresent() != second.isPresent()) {
      throw new IllegalArgumentException(
          "skopos.metrics.remote.%s and skopos.metrics.remote.%s belong together, but only one is set"
              .formatted(firstName, secondName));
    }
    return first.flatMap(one -> second.map(other -> new Pair<>(one, other)));
  }

  private static Map<String, String> headers(List<String> settings) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "skopos.metrics.remote.headers holds an entry without a name; expected Name=value");
      }
      headers.put(setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
    }
    return headers;
  }
}
