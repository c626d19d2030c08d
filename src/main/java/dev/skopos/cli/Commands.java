// SPDX-License-Identifier: Apache-2.0
package dev.skopos.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with what it needs. */
final class Commands implements IFactory {

  private final Files files;

  Commands(Files files) {
    this.files = files;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == ImportCommand.class) {
      return type.cast(new ImportCommand(files));
    }
    if (type == VersionText.class) {
      return type.cast(new VersionText());
    }
    return CommandLine.defaultFactory().create(type);
  }
}
