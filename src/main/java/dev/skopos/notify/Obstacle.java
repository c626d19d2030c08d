// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

/** What keeps a channel from taking anything of a source. */
public enum Obstacle {
  MISSING("the channel does not exist or was never valid"),
  REFUSED("the channel takes nothing of that namespace"),
  SUSPENDED("the channel is suspended");

  private final String text;

  Obstacle(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
