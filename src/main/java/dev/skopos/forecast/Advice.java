// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.Recommendation.Term;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.Growth;
import dev.skopos.forecast.model.Limit;
import dev.skopos.forecast.model.ModelKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what could be done about one resource. Used once. */
final class Advice {

  /** What is to be free at the end of the horizon, even if things go worse than expected. */
  private static final double ROOM = 1.2;

  private static final double LEAST_RAISE = 1.25;
  private static final double FREED = 0.2;
  private static final double MUCH_TOO_LARGE = 0.4;

  private final CapacityDefinition definition;
  private final ResourceSnapshot found;
  private final CapacityResource resource;
  private final Outlooks outlooks;
  private final Quantities quantities;

  Advice(CapacityDefinition definition, ResourceSnapshot found, Outlooks outlooks) {
    this.definition = definition;
    this.found = found;
    this.resource = found.resource();
    this.outlooks = outlooks;
    this.quantities = Quantities.of(resource.type().unit());
  }

  List<Recommendation> recommendations() {
    Outlook outlook = found.outlook();
    if (outlook == null || found.risk() == Risk.UNKNOWN) {
      return List.of();
    }
    List<Recommendation> advice = new ArrayList<>();
    if (found.risk() != Risk.LOW) {
      advice.add(raise(outlook));
      advice.add(free(outlook));
    }
    growth(outlook).ifPresent(advice::add);
    lower(outlook).ifPresent(advice::add);
    return advice;
  }

  private Term term() {
    return switch (found.risk()) {
      case CRITICAL -> Term.IMMEDIATE;
      case HIGH -> Term.SHORT;
      case MEDIUM -> Term.MEDIUM;
      case LOW, UNKNOWN -> Term.LONG;
    };
  }

  private Recommendation raise(Outlook outlook) {
    double worst = outlook.at(end(outlook)).p90();
    double wanted = quantities.roundedUp(Math.max(worst * ROOM, found.ceiling() * LEAST_RAISE));
    String text = quantities.text(wanted);
    return new Recommendation(
        term(),
        "Raise the limit of %s from %s to %s"
            .formatted(resource.name(), quantities.text(found.ceiling()), text),
        reason(outlook),
        effect(outlook, wanted),
        Patch.raising(definition, resource, text).orElse(null));
  }

  private Recommendation free(Outlook outlook) {
    double freed = found.usage() * FREED;
    return new Recommendation(
        term(),
        "%s of %s: %s is a fifth of what is used now"
            .formatted(
                resource.type() == ResourceType.STORAGE ? "Free space" : "Lower the usage",
                resource.name(),
                quantities.text(freed)),
        reason(outlook),
        effect(outlook, found.ceiling() + freed),
        null);
  }

  private Instant end(Outlook outlook) {
    return outlook.from().plus(definition.horizon());
  }

  private String reason(Outlook outlook) {
    String now =
        "%s of %s (%.1f %%) is used"
            .formatted(
                quantities.text(found.usage()),
                quantities.text(found.ceiling()),
                100 * found.utilization());
    return found.usage() >= found.ceiling()
        ? now + ": the limit is reached"
        : "%s, and the limit is reached %s".formatted(now, when(outlook));
  }

  private static String when(Outlook outlook) {
    return switch (outlook.exhaustion().p50()) {
      case Crossing.At(Instant time) -> "around " + day(time);
      case Crossing.Never() ->
          "within 30 days with a probability of %.0f %%"
              .formatted(100 * outlook.exhaustion().probability30d());
    };
  }

  private static String day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** The same forecast held against another limit. */
  private String effect(Outlook outlook, double limit) {
    Crossing before = outlook.exhaustion().p50();
    Crossing after =
        outlooks
            .of(resource, found.history(), new Limit.Constant(limit), Outlooks.horizon(definition))
            .map(other -> other.exhaustion().p50())
            .orElse(before);
    return date(after).equals(date(before))
        ? "this alone does not move the expected date of exhaustion: %s".formatted(date(before))
        : "expected date of exhaustion: %s instead of %s".formatted(date(after), date(before));
  }

  private String date(Crossing crossing) {
    return switch (crossing) {
      case Crossing.At(Instant time) -> day(time);
      case Crossing.Never() ->
          "none within %d days".formatted(Outlooks.horizon(definition).toDays());
    };
  }

  private Optional<Recommendation> growth(Outlook outlook) {
    if (outlook.model().model() == ModelKind.SAWTOOTH && resource.type() == ResourceType.MEMORY) {
      return Optional.of(
          new Recommendation(
              Term.MEDIUM,
              "Look for a leak: the memory of %s grows until it is given back at once"
                  .formatted(resource.name()),
              "the usage rises and drops again and again, as with restarts",
              null,
              null));
    }
    return switch (outlook.growth()) {
      case Growth.Changing(double perDay, _) when perDay > 0 && found.risk() == Risk.LOW ->
          Optional.of(
              new Recommendation(
                  Term.LONG,
                  "Keep an eye on the growth of %s".formatted(resource.name()),
                  "it grows by %s a day; the limit is not expected to be reached soon"
                      .formatted(quantities.text(perDay)),
                  null,
                  null));
      case Growth.Changing _, Growth.Stable _ -> Optional.empty();
    };
  }

  private Optional<Recommendation> lower(Outlook outlook) {
    boolean lowered = resource.type() == ResourceType.MEMORY || resource.type() == ResourceType.CPU;
    double most = 0;
    for (Outlook.Expected each : outlook.path()) {
      most = Math.max(most, each.p90());
    }
    for (int hour = 0; hour < found.history().size(); hour++) {
      most =
          Double.isNaN(found.history().at(hour)) ? most : Math.max(most, found.history().at(hour));
    }
    if (!lowered || found.risk() != Risk.LOW || most > MUCH_TOO_LARGE * found.ceiling()) {
      return Optional.empty();
    }
    double enough = quantities.roundedUp(most * 1.5);
    return Optional.of(
        new Recommendation(
            Term.LONG,
            "Lower the limit of %s from %s to %s"
                .formatted(
                    resource.name(), quantities.text(found.ceiling()), quantities.text(enough)),
            "no more than %s was used or is expected".formatted(quantities.text(most)),
            null,
            Patch.lowering(definition, resource, quantities.text(enough)).orElse(null)));
  }
}
