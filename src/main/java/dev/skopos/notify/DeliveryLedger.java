// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import java.util.List;

/**
 * Keeps what was told to whom over restarts. A record is saved before a notification is sent and
 * again when its result is known; what has no result at a restart is sent again under the same key.
 * Thread-safe. A record that cannot be saved or read is counted and logged by the ledger; delivery
 * goes on.
 */
public interface DeliveryLedger {

  /** All records, in no order. */
  List<GroupRecord> load();

  /**
   * Keeps the record in place of an earlier one of the same source and channel; durable on return.
   */
  void save(GroupRecord group);

  /** Forgets a group; nothing happens when there is no record. */
  void delete(ResourceId source, ResourceId channel);
}
