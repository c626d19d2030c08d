// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

class LedgerInMemoryTest extends DeliveryLedgerContract {

  private final LedgerInMemory ledger = new LedgerInMemory();

  @Override
  protected DeliveryLedger open() {
    return ledger;
  }
}
