// SPDX-License-Identifier: Apache-2.0
package dev.skopos.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the archive. */
final class VersionText implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {"skopos " + (version == null ? "(not packaged)" : version)};
  }
}
