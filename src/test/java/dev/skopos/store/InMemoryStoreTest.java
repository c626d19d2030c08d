// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

/** The fake keeps the contract, or tests that use it would prove nothing. */
class InMemoryStoreTest extends StoreContract {

  @Override
  protected Store emptyStore() {
    return new InMemoryStore();
  }
}
