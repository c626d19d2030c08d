// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.template.TemplateException;
import java.util.List;

/** Makes channels of their settings. Thread-safe. */
public interface ChannelFactory {

  /**
   * The channel; it needs no closing.
   *
   * @throws TemplateException when a template of the settings does not parse
   */
  Channel open(ChannelSettings settings) throws TemplateException;

  /** A sentence for each Secret or ConfigMap that the settings name and that does not exist. */
  List<String> missing(ChannelSettings settings);
}
