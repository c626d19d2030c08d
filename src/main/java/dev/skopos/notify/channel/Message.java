// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

/** What a channel is told at once. Immutable. */
public sealed interface Message permits Notification, ReportMessage {

  /** The same for all attempts and after a restart, so that receivers can tell a repetition. */
  String key();

  /** The channel's name. */
  String receiver();

  /** Messages of one group keep their order; mail programs show them as one thread. */
  String groupKey();

  /** Stands before the paths of links, without a slash at its end. */
  String externalUrl();
}
