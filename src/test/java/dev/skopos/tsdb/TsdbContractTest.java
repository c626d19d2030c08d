// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.store.Store;
import dev.skopos.store.StoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class TsdbContractTest extends StoreContract {

  @TempDir private Path directory;
  private @Nullable Tsdb tsdb;

  @Override
  protected Store emptyStore() throws IOException {
    Tsdb opened = Tsdb.open(TsdbOptions.defaults(directory, () -> Instant.ofEpochMilli(T)));
    tsdb = opened;
    return opened;
  }

  @AfterEach
  void close() throws IOException {
    if (tsdb != null) {
      tsdb.close();
    }
  }
}
