// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Instant;

/** When usage reaches its limit. */
public sealed interface Crossing {

  /** In the hour that begins then. */
  record At(Instant time) implements Crossing {}

  /** Not within the horizon of the forecast. */
  record Never() implements Crossing {}
}
