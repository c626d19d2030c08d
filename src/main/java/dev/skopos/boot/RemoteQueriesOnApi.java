// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.remote.RemoteStore;
import dev.skopos.rest.PassThrough;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Has the query API answered by the remote store, where there is one. */
@ApplicationScoped
class RemoteQueriesOnApi {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  void open(@Observes StartupEvent event, Router router, Backend backend) {
    switch (backend) {
      case Backend.Embedded _ -> {}
      case Backend.Remote(RemoteStore store, _) ->
          new PassThrough(store.queries(), threads).mount(router);
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
