// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A ledger that lasts as long as its test; {@link DeliveryLedgerContract} checks it. */
public final class LedgerInMemory implements DeliveryLedger {

  private final Map<List<ResourceId>, GroupRecord> records = new ConcurrentHashMap<>();

  @Override
  public List<GroupRecord> load() {
    return List.copyOf(records.values());
  }

  @Override
  public void save(GroupRecord group) {
    records.put(List.of(group.source(), group.channel()), group);
  }

  @Override
  public void delete(ResourceId source, ResourceId channel) {
    records.remove(List.of(source, channel));
  }
}
