// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Opens the ports of health and metrics where they are not the main one. */
@ApplicationScoped
class ListenersOnOwnPorts {

  private static final Logger LOG = Logger.getLogger(ListenersOnOwnPorts.class);

  private final SkoposConfiguration configuration;
  private final Vertx vertx;
  private final String host;
  private final int mainPort;

  ListenersOnOwnPorts(
      SkoposConfiguration configuration,
      Vertx vertx,
      @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host,
      @ConfigProperty(name = "quarkus.http.port") int mainPort) {
    this.configuration = configuration;
    this.vertx = vertx;
    this.host = host;
    this.mainPort = mainPort;
  }

  /** The router is the main one, so the same gate stands before every port. */
  void open(@Observes StartupEvent event, Router router) {
    TreeSet<Integer> ports = new TreeSet<>();
    configuration.health().port().ifPresent(ports::add);
    configuration.metrics().port().ifPresent(ports::add);
    ports.remove(mainPort);
    for (int port : ports) {
      vertx
          .createHttpServer(new HttpServerOptions().setHost(host).setPort(port))
          .requestHandler(router)
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      LOG.infof("health and metrics also on port %d", port);
    }
  }
}
