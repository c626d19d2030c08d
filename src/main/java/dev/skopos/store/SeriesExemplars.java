// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import java.util.List;

/**
 * The exemplars of one series.
 *
 * @param series identifies the series
 * @param exemplars in ascending order of time, at least one
 */
public record SeriesExemplars(Labels series, List<Exemplar> exemplars) {

  public SeriesExemplars {
    exemplars = List.copyOf(exemplars);
  }
}
