// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleChannelTest {

  @Test
  void theBlockNamesEachAlertWithItsTexts() throws Exception {
    List<String> blocks = new ArrayList<>();
    Channel channel =
        new ConsoleChannel(blocks::add, new Messages(InstantSource.fixed(SampleNotifications.NOW)));
    assertThat(channel.send(SampleNotifications.mixed(), Duration.ofSeconds(1)))
        .isEqualTo(new SendResult.Delivered());
    Golden.assertEquals("console.txt", String.join("\n", blocks));
  }

  @Test
  void aReportIsItsFactsAndALink() throws Exception {
    List<String> blocks = new ArrayList<>();
    Channel channel =
        new ConsoleChannel(blocks::add, new Messages(InstantSource.fixed(SampleNotifications.NOW)));
    assertThat(channel.send(SampleNotifications.report(), Duration.ofSeconds(1)))
        .isEqualTo(new SendResult.Delivered());
    Golden.assertEquals("console-report.txt", String.join("\n", blocks));
  }
}
