// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

class InMemoryCountedBlocksTest extends CountedBlocksContract {

  private final InMemoryCountedBlocks blocks = new InMemoryCountedBlocks();

  @Override
  protected CountedBlocks blocks() {
    return blocks;
  }
}
