// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

/**
 * How protobuf expositions are read; text has no native histograms.
 *
 * @param nativeHistograms whether native histograms are read; else only their classic form
 * @param classicBesideNative whether the classic form of a native histogram is read as well
 */
public record ExpositionOptions(boolean nativeHistograms, boolean classicBesideNative) {

  /** As Prometheus does unless told otherwise. */
  public static final ExpositionOptions USUAL = new ExpositionOptions(false, false);
}
