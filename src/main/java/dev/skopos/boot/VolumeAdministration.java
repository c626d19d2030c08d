// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.model.Matcher;
import dev.skopos.rest.StoreAdministration;
import dev.skopos.tsdb.Tsdb;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Administration of the store on the data volume; snapshots go beside it. */
@Singleton
class VolumeAdministration implements StoreAdministration {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Backend backend;
  private final Path snapshots;
  private final InstantSource clock;

  VolumeAdministration(Backend backend, SkoposConfiguration configuration, InstantSource clock) {
    this.backend = backend;
    this.snapshots = configuration.dataDir().resolve("snapshots");
    this.clock = clock;
  }

  @Override
  public boolean available() {
    return switch (backend) {
      case Backend.Embedded _ -> true;
      case Backend.Remote _ -> false;
    };
  }

  private Tsdb store() {
    return switch (backend) {
      case Backend.Embedded(Tsdb tsdb) -> tsdb;
      case Backend.Remote _ -> throw new IllegalStateException("there is no store on the volume");
    };
  }

  @Override
  public void delete(long from, long to, List<Matcher> matchers) throws IOException {
    store().delete(from, to, matchers);
  }

  @Override
  public void removeDeleted() throws IOException {
    store().removeDeleted();
  }

  /** A folder that a store can be opened in. */
  @Override
  public String snapshot(boolean withHead) throws IOException {
    String name = NAME.format(clock.instant());
    store().snapshot(snapshots.resolve(name).resolve("blocks"), withHead);
    return name;
  }
}
