// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats that a report can have. */
public enum ReportFormat {
  HTML("text/html;charset=UTF-8", "html"),
  CSV("text/csv;charset=UTF-8;header=present", "csv"),
  JSON("application/json", "json"),
  MARKDOWN("text/markdown;charset=UTF-8", "md");

  private static final int MOST_FILE = 120;

  private final String mediaType;
  private final String extension;

  ReportFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Of a file, without the dot. */
  public String extension() {
    return extension;
  }

  /** A name for a file with a report of that title. */
  public String file(String title) {
    String words = title.replaceAll("[^A-Za-z0-9.-]+", "-");
    return words.substring(0, Math.min(words.length(), MOST_FILE)) + '.' + extension;
  }

  /** {@code markdown}, as requests and resources name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of a word; empty when there is none. */
  public static Optional<ReportFormat> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
