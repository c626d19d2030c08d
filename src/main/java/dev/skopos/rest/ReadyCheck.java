// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: the plan is in force and the store can be read. What is wrong with a component is
 * said, but makes nothing unready: nobody is helped by a monitor that is taken out of service.
 */
@Readiness
@ApplicationScoped
class ReadyCheck implements HealthCheck {

  private final Components components;

  ReadyCheck(Components components) {
    this.components = components;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("skopos").status(components.ready());
    components
        .components()
        .forEach(
            part -> answer.withData(part.name(), (part.up() ? "up: " : "down: ") + part.detail()));
    return answer.build();
  }
}
