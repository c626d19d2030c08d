// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.ingest.RemoteWrite;
import dev.skopos.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what takes samples from outside. */
@ApplicationScoped
class Intake {

  @Produces
  @Singleton
  RemoteWrite remoteWrite(Store store, MeterRegistry meters) {
    return new RemoteWrite(store, meters);
  }
}
