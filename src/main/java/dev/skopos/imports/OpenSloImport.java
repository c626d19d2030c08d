// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Timeslices;
import dev.skopos.api.v1alpha1.servicelevelobjective.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the kind SLO of {@code openslo/v1}: each of its objectives becomes a resource. */
final class OpenSloImport {

  private static final String REF = "indicatorRef";
  private static final Duration SHORTEST_SLICE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final OpenSloCatalog catalog;
  private final @Nullable String namespace;

  OpenSloImport(OpenSloCatalog catalog, @Nullable String namespace) {
    this.catalog = catalog;
    this.namespace = namespace;
  }

  /** What an SLO says for all of its objectives. */
  private record Common(
      String name, Fields spec, Window window, Method method, Alerting alerting) {}

  /** What the budget is counted in. */
  private enum Method {
    OCCURRENCES,
    TIMESLICES,
    RATIO_TIMESLICES
  }

  List<Objective> read(Fields slo) {
    slo.skip("apiVersion", "kind");
    Fields metadata = slo.needObject("metadata");
    String name = Names.near(metadata.need("name"));
    if (name.isEmpty()) {
      throw metadata.refuse("name", "cannot become the name of a resource");
    }
    Fields spec = slo.needObject("spec");
    List<Fields> objectives = spec.objects("objectives");
    if (objectives.isEmpty()) {
      throw spec.refuse("objectives", "has no objective");
    }
    Window window = OpenSloWindow.read(spec);
    Method method = method(spec);
    Duration slice = longestSlice(method, objectives);
    Alerting alerting =
        new OpenSloAlerts(catalog, OpenSloWindow.nominalLength(window), slice).read(spec);
    Common common = new Common(name, spec, window, method, alerting);
    List<Objective> made = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields objective : objectives) {
      String own = objectives.size() == 1 ? name : ownName(common, objective, names);
      made.add(objective(common, metadata, objective, own));
    }
    return made;
  }

  private static String ownName(Common common, Fields objective, Set<String> names) {
    String label = objective.text("displayName");
    String near = Names.near(common.name() + "-" + (label == null ? "" : label));
    String name = near;
    for (int i = 1; name.equals(common.name()) || !names.add(name); i++) {
      name = Names.near(common.name() + "-" + i);
    }
    return name;
  }

  private static Method method(Fields spec) {
    String method = spec.text("budgetingMethod");
    return switch (method == null ? "Occurrences" : method) {
      case "Occurrences" -> Method.OCCURRENCES;
      case "Timeslices" -> Method.TIMESLICES;
      case "RatioTimeslices" -> Method.RATIO_TIMESLICES;
      default ->
          throw spec.refuse(
              "budgetingMethod", "expected Occurrences, Timeslices or RatioTimeslices");
    };
  }

  private Objective objective(Common common, Fields metadata, Fields objective, String name) {
    OpenSloIndicator indicator = new OpenSloIndicator(catalog, indicator(common, objective));
    Interval slice =
        common.method() == Method.OCCURRENCES
            ? null
            : Interval.of(slice(common.method(), objective));
    OpenSloIndicator.Made made =
        common.method() == Method.RATIO_TIMESLICES && slice != null
            ? indicator.averageOf(slice)
            : indicator.make(objective);
    SpecDraft draft =
        new SpecDraft(
            common.spec().text("service"),
            description(common, metadata, objective),
            target(objective),
            common.window(),
            made.indicator(),
            made.groupBy(),
            timeslices(common, objective, slice),
            common.method() == Method.RATIO_TIMESLICES ? slice : null,
            common.alerting());
    Map<String, String> labels = OpenSloLabels.read(metadata);
    return new Objective(name, namespace, labels, metadata.map("annotations"), draft.spec());
  }

  private Fields indicator(Common common, Fields objective) {
    Fields fields = objective.has("indicator") || objective.has(REF) ? objective : common.spec();
    if (fields.has("indicator") == fields.has(REF)) {
      throw fields.refuse("indicator", "expected exactly one of indicator, indicatorRef");
    }
    if (fields.has(REF)) {
      return catalog.specification("SLI", fields, REF);
    }
    Fields inline = fields.needObject("indicator").skip("metadata", "apiVersion", "kind");
    return inline.needObject("spec");
  }

  private static @Nullable String description(Common common, Fields metadata, Fields objective) {
    String description = common.spec().text("description");
    String title = metadata.text("displayName");
    String part = objective.text("displayName");
    List<String> parts = new ArrayList<>();
    for (String text : new String[] {title, part, description}) {
      if (text != null && !text.isBlank() && !parts.contains(text.strip())) {
        parts.add(text.strip());
      }
    }
    return parts.isEmpty() ? null : String.join(": ", parts);
  }

  private static String target(Fields objective) {
    if (objective.has("target") == objective.has("targetPercent")) {
      throw objective.refuse("target", "expected exactly one of target, targetPercent");
    }
    return objective.has("target")
        ? Percents.share(objective, "target")
        : Percents.percent(objective, "targetPercent");
  }

  /** Below it nothing can be looked at; zero where no slices are counted. */
  private static Duration longestSlice(Method method, List<Fields> objectives) {
    return method == Method.OCCURRENCES
        ? Duration.ZERO
        : objectives.stream()
            .map(objective -> slice(method, objective))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
  }

  /** A number alone is one of minutes. */
  private static Duration slice(Method method, Fields objective) {
    String text = objective.need("timeSliceWindow").strip();
    String written = text.matches("[0-9]{1,6}") ? text + "m" : text;
    Duration length = Periods.length(objective, "timeSliceWindow", written);
    if (length.compareTo(SHORTEST_SLICE) < 0 || length.compareTo(LONGEST) > 0) {
      throw objective.refuse(
          "timeSliceWindow", "expected a length from 1m to " + Periods.text(LONGEST));
    }
    if (method == Method.TIMESLICES
        && (!Periods.isWholeMinutes(length) || LONGEST.toMillis() % length.toMillis() != 0)) {
      throw objective.refuse(
          "timeSliceWindow",
          "expected whole minutes of which an hour has a multiple, not " + Periods.text(length));
    }
    return length;
  }

  private static @Nullable Timeslices timeslices(
      Common common, Fields objective, @Nullable Interval slice) {
    if (common.method() != Method.TIMESLICES || slice == null) {
      return null;
    }
    return new Timeslices(slice, Percents.shareUpToAll(objective, "timeSliceTarget"));
  }
}
