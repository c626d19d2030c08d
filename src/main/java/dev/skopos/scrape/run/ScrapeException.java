// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

/** A scrape that failed; the message is for people and holds no credentials. */
public final class ScrapeException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String message;

  public ScrapeException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
