// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.model.ResourceId;
import dev.skopos.net.SecretSource;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.http.HttpClient;
import dev.skopos.notify.ChannelRegistry;
import dev.skopos.notify.DeliveryLedger;
import dev.skopos.notify.Notifier;
import dev.skopos.notify.NotifyOptions;
import dev.skopos.notify.channel.ChannelFactory;
import dev.skopos.notify.channel.Channels;
import dev.skopos.report.ReportDispatch;
import dev.skopos.report.ReportOutbox;
import dev.skopos.report.ReportRecords;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes what notifies and delivers. */
@ApplicationScoped
class Delivery {

  private static final Logger CONSOLE = Logger.getLogger("skopos.console");

  @Produces
  @Singleton
  ChannelFactory channelFactory(
      HttpClient http, Dialer dialer, SecretSource secrets, InstantSource clock) {
    return new Channels(http, dialer, secrets, clock, CONSOLE::info);
  }

  @Produces
  @Singleton
  ChannelRegistry channels(ChannelFactory factory, Schedules schedules, MeterRegistry meters) {
    return new ChannelRegistry(
        factory, schedules.deliveries(), new SecureRandom(), meters, ChannelRegistry.QUEUE_BOUND);
  }

  @Produces
  @Singleton
  Notifier notifier(
      SkoposConfiguration configuration,
      ChannelRegistry channels,
      DeliveryLedger ledger,
      Schedules schedules) {
    NotifyOptions options =
        new NotifyOptions(
            configuration.notifications().groupInterval(),
            configuration.notifications().repeatInterval(),
            configuration.notifications().defaultChannel().flatMap(Delivery::defaultChannel),
            address(configuration));
    return Notifier.open(options, channels, ledger, schedules.deliveries(), new SecureRandom());
  }

  @Produces
  @Singleton
  ReportDispatch reports(
      SkoposConfiguration configuration,
      ReportRecords records,
      ReportOutbox outbox,
      ChannelRegistry channels,
      Schedules schedules,
      MeterRegistry meters) {
    return new ReportDispatch(
        records, outbox, channels, schedules.upkeep().clock(), address(configuration), meters);
  }

  /** Empty for an empty setting, which is how an environment says "none". */
  private static Optional<ResourceId> defaultChannel(String setting) {
    return setting.isBlank()
        ? Optional.empty()
        : Optional.of(channel("skopos.notify.default-channel", setting));
  }

  /**
   * The channel that a setting names.
   *
   * @throws IllegalArgumentException that names the setting, its value and what was expected
   */
  static ResourceId channel(String setting, String value) {
    String[] parts = value.strip().split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException(
          "%s is \"%s\"; expected namespace/name".formatted(setting, value));
    }
    return new ResourceId("NotificationChannel", parts[0], parts[1]);
  }

  /** The address that people use, without a slash at its end. */
  static String address(SkoposConfiguration configuration) {
    return configuration.externalUrl().toString().replaceAll("/+$", "");
  }
}
