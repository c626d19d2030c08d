// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Anonymous;
import dev.skopos.access.ClusterAccess;
import dev.skopos.access.Sessions;
import dev.skopos.config.SkoposConfiguration;
import dev.skopos.kube.SelfReviews;
import dev.skopos.promql.EngineOptions;
import dev.skopos.rest.Routes;
import dev.skopos.rest.RuntimeFacts;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what decides who gets in. */
@ApplicationScoped
class Doors {

  @Produces
  @Singleton
  SelfReviews selfReviews(KubernetesClient client) {
    return new SelfReviews(client.getConfiguration());
  }

  void close(@Disposes SelfReviews reviews) {
    reviews.close();
  }

  @Produces
  @Singleton
  AccessControl accessControl(
      SkoposConfiguration configuration, ClusterAccess cluster, InstantSource clock) {
    return new AccessControl(cluster, anonymous(configuration.access().anonymous()), clock);
  }

  private static Anonymous anonymous(String setting) {
    return switch (setting.toLowerCase(Locale.ROOT)) {
      case "none" -> Anonymous.NONE;
      case "view" -> Anonymous.VIEW;
      default ->
          throw new IllegalArgumentException(
              "skopos.access.anonymous is \"%s\"; expected None or View".formatted(setting));
    };
  }

  @Produces
  @Singleton
  Sessions sessions(SkoposConfiguration configuration, InstantSource clock) {
    boolean secure = "https".equalsIgnoreCase(configuration.externalUrl().getScheme());
    return new Sessions(clock, new SecureRandom(), secure);
  }

  @Produces
  @Singleton
  RuntimeFacts runtimeFacts(
      SkoposConfiguration configuration,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new RuntimeFacts(
        version,
        clock.instant(),
        EngineOptions.DEFAULTS.lookback(),
        configuration.query().timeout(),
        configuration.query().maxSamples(),
        configuration.store().retention());
  }

  @Produces
  @Singleton
  Routes routes(SkoposConfiguration configuration) {
    return new Routes(configuration.health().path(), configuration.metrics().path());
  }
}
