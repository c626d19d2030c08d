// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.format.CorruptDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The blocks of a folder. A new block replaces its parents at once, for readers and for whoever
 * opens the folder after a kill: parents that are still there are deleted then. Damaged blocks are
 * set aside under another name. Reading is thread-safe, and so is setting aside; all other changes
 * are made by one thread at a time.
 */
public final class Blocks {

  private static final Logger LOG = Logger.getLogger(Blocks.class);

  private final Disk disk;
  private final Path folder;
  private final ReentrantLock changing = new ReentrantLock();
  private final LongAdder damaged = new LongAdder();
  private volatile List<Block> blocks = List.of();
  private int nextNumber = 1;

  private Blocks(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /** Opens all blocks in the folder. */
  public static Blocks open(Disk disk, Path folder) throws IOException {
    Blocks blocks = new Blocks(disk, folder);
    for (Path left : BlockFiles.temporaryIn(folder)) {
      disk.delete(left);
    }
    for (Path file : BlockFiles.in(folder)) {
      blocks.nextNumber = Math.max(blocks.nextNumber, BlockFiles.number(file) + 1);
      blocks.openOrSetAside(file);
    }
    blocks.dropParents();
    return blocks;
  }

  private void openOrSetAside(Path file) throws IOException {
    try {
      add(Block.open(file, BlockFiles.number(file)));
    } catch (CorruptDataException e) {
      setAside(file, e);
    }
  }

  private void setAside(Path file, CorruptDataException damage) {
    damaged.increment();
    Path aside = BlockFiles.aside(file);
    LOG.errorf(
        "block %s is damaged (%s); it is kept as %s and not read",
        file, damage.getMessage(), aside);
    try {
      disk.rename(file, aside);
      disk.syncDirectory(folder);
    } catch (IOException e) {
      LOG.errorf("%s could not be renamed: %s", file, e.getMessage());
    }
  }

  private void add(Block block) {
    List<Block> more = new ArrayList<>(blocks);
    more.add(block);
    more.sort(
        Comparator.comparingLong((Block b) -> b.meta().minTime()).thenComparingInt(Block::number));
    blocks = List.copyOf(more);
  }

  private void dropParents() throws IOException {
    Set<Integer> parents = new HashSet<>();
    blocks.forEach(block -> parents.addAll(block.meta().parents()));
    drop(blocks.stream().filter(block -> parents.contains(block.number())).toList());
  }

  /** Fills a block. */
  public interface Content {
    void writeTo(Receiver receiver) throws IOException;
  }

  /** Takes series in ascending order of labels. */
  public interface Receiver {
    void add(Labels labels, Columns samples) throws IOException;
  }

  /** Writes a block and puts it in the place of its parents; nothing when it has no samples. */
  public void write(Content content) throws IOException {
    write(List.of(), content);
  }

  void write(List<Block> parents, Content content) throws IOException {
    Path file = BlockFiles.block(folder, nextNumber++);
    List<Integer> numbers = parents.stream().map(Block::number).toList();
    boolean written = writeFile(disk, file, numbers, content);
    changing.lock();
    try {
      if (written) {
        add(Block.open(file, BlockFiles.number(file)));
      }
      drop(parents);
    } finally {
      changing.unlock();
    }
  }

  /** Writes a block to the file; false, and no file, when it has no samples. */
  static boolean writeFile(Disk disk, Path file, List<Integer> parents, Content content)
      throws IOException {
    Path temporary = BlockFiles.temporary(file);
    try (BlockWriter writer = new BlockWriter(disk, temporary)) {
      content.writeTo(writer::add);
      if (writer.isEmpty()) {
        disk.delete(temporary);
        return false;
      }
      writer.finish(parents);
    } catch (IOException | RuntimeException e) {
      disk.delete(temporary);
      throw e;
    }
    disk.rename(temporary, file);
    disk.syncDirectory(file.resolveSibling("."));
    return true;
  }

  /** Deletes blocks; those who read them may finish. */
  void drop(List<Block> gone) throws IOException {
    changing.lock();
    try {
      for (Block block : gone) {
        if (forget(block)) {
          disk.delete(block.file());
          disk.delete(BlockFiles.tombstones(block.file()));
        }
      }
    } finally {
      changing.unlock();
    }
  }

  private boolean forget(Block block) {
    List<Block> fewer = new ArrayList<>(blocks);
    boolean known = fewer.remove(block);
    blocks = List.copyOf(fewer);
    if (known) {
      block.release();
    }
    return known;
  }

  /** Takes a block that turned out to be damaged out of service. */
  void setAside(Block block, CorruptDataException damage) {
    changing.lock();
    try {
      if (forget(block)) {
        setAside(block.file(), damage);
      }
    } finally {
      changing.unlock();
    }
  }

  /** All blocks, the oldest first. */
  List<Block> all() {
    return blocks;
  }

  /** The blocks with samples in the span, the oldest first; each must be released. */
  List<Block> retain(long from, long to) {
    while (true) {
      List<Block> retained = new ArrayList<>();
      List<Block> current = blocks;
      boolean complete = true;
      for (Block block : current) {
        if (block.overlaps(from, to)) {
          complete &= block.retain() && retained.add(block);
        }
      }
      if (complete) {
        return retained;
      }
      // one was replaced in between: its successor is in the list by now
      retained.forEach(Block::release);
    }
  }

  /** Deletes the samples in the span of the series that fulfil all matchers. */
  public void delete(long from, long to, List<Matcher> matchers) throws IOException {
    for (Block block : blocks) {
      if (block.overlaps(from, to)) {
        int[] found = block.index().find(matchers);
        if (found.length > 0) {
          Tombstones more = block.tombstones().with(found, from, to);
          more.write(disk, BlockFiles.tombstones(block.file()));
          block.tombstones(more);
        }
      }
    }
  }

  /** Drops the blocks that ended before the time. */
  public void dropBefore(long time) throws IOException {
    drop(blocks.stream().filter(block -> block.meta().maxTime() < time).toList());
  }

  /** Drops the oldest blocks until the others take at most so many bytes; how many went. */
  public int dropToFit(long bytes) throws IOException {
    List<Block> gone = new ArrayList<>();
    long left = bytes();
    for (Block block : blocks) {
      if (left > bytes) {
        gone.add(block);
        left -= block.length();
      }
    }
    drop(gone);
    return gone.size();
  }

  /** Puts a copy of every block into the folder; without copying where links work. */
  public void copyTo(Path target) throws IOException {
    for (Block block : blocks) {
      Path copy = target.resolve(block.file().getFileName());
      linkOrCopy(block.file(), copy);
      if (!block.tombstones().isEmpty()) {
        linkOrCopy(BlockFiles.tombstones(block.file()), BlockFiles.tombstones(copy));
      }
    }
  }

  private static void linkOrCopy(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file);
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
      LOG.debugf("%s cannot be linked, it is copied: %s", file, e.getMessage());
      Files.copy(file, copy);
    }
  }

  /** Writes a block into another folder, under a number that no block here has. */
  public void writeTo(Path target, Content content) throws IOException {
    writeFile(disk, BlockFiles.block(target, nextNumber++), List.of(), content);
  }

  public BlockQueries queries() {
    return new BlockQueries(this);
  }

  public Compaction compaction() {
    return new Compaction(this);
  }

  public int count() {
    return blocks.size();
  }

  public long bytes() {
    return blocks.stream().mapToLong(Block::length).sum();
  }

  public long samples() {
    return blocks.stream().mapToLong(block -> block.meta().samples()).sum();
  }

  /** Blocks that were set aside since the start. */
  public long damaged() {
    return damaged.sum();
  }

  /** Of the oldest sample; {@code Long.MAX_VALUE} when there is no block. */
  public long minTime() {
    return blocks.isEmpty() ? Long.MAX_VALUE : blocks.getFirst().meta().minTime();
  }

  /** Of the newest sample; {@code Long.MIN_VALUE} when there is no block. */
  public long maxTime() {
    return blocks.stream().mapToLong(b -> b.meta().maxTime()).max().orElse(Long.MIN_VALUE);
  }
}
