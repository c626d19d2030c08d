// SPDX-License-Identifier: Apache-2.0
package dev.skopos.micro;

import dev.skopos.bench.Folders;
import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A store in a folder of its own, which goes with it. */
final class TemporaryStore implements AutoCloseable {

  private final Path folder;
  private final Tsdb store;

  TemporaryStore(InstantSource clock) {
    try {
      folder = Files.createTempDirectory("skopos-micro");
      store = Tsdb.open(TsdbOptions.defaults(folder, clock));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Tsdb store() {
    return store;
  }

  /** Adds a sample to each series; gives how many went in. */
  int append(Labels[] series, long time) {
    Appender batch = store.appender();
    try {
      for (int i = 0; i < series.length; i++) {
        batch.append(series[i], time, (double) (time / 1_000 * i));
      }
    } catch (AppendException e) {
      throw new IllegalStateException(e);
    }
    return batch.commit();
  }

  @Override
  public void close() throws IOException {
    store.close();
    Folders.delete(folder);
  }
}
