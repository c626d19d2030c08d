// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.remote.RemoteStore;
import dev.skopos.schedule.VirtualThreadScheduler;
import dev.skopos.store.Store;
import dev.skopos.tsdb.Tsdb;
import java.io.IOException;
import java.time.Duration;

/** Where samples are kept. */
sealed interface Backend {

  Store store();

  void close() throws IOException;

  /** Here, on the data volume. */
  record Embedded(Tsdb tsdb) implements Backend {
    @Override
    public Store store() {
      return tsdb;
    }

    @Override
    public void close() throws IOException {
      tsdb.close();
    }
  }

  /** Elsewhere; there is no store on the data volume then. */
  record Remote(RemoteStore store, VirtualThreadScheduler requests) implements Backend {

    /** A pod has 30 seconds for everything. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(10);

    @Override
    public void close() {
      store.close(LAST_WRITES);
      requests.close();
    }
  }
}
