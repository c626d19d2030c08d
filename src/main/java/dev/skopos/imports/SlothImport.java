// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Period;
import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Sloth's {@code PrometheusServiceLevel} and its specification {@code prometheus/v1}, whose
 * fields are written in snake case.
 */
final class SlothImport {

  private static final Pattern WINDOW = Pattern.compile("[{][{]-?\\s*[.]window\\s*-?[}][}]");
  private static final Period PERIOD = new Period("30d");

  private final SlothDialect dialect;
  private final @Nullable String namespace;
  private final Map<String, String> metadataLabels;
  private final Map<String, String> metadataAnnotations;

  private SlothImport(
      SlothDialect dialect,
      @Nullable String namespace,
      Map<String, String> metadataLabels,
      Map<String, String> metadataAnnotations) {
    this.dialect = dialect;
    this.namespace = namespace;
    this.metadataLabels = metadataLabels;
    this.metadataAnnotations = metadataAnnotations;
  }

  /** The objectives of a resource. */
  static List<Objective> resource(Fields resource, @Nullable String namespace) {
    Metadata metadata = Metadata.read(resource, namespace);
    return new SlothImport(
            SlothDialect.RESOURCE, metadata.namespace(), metadata.labels(), metadata.annotations())
        .service(resource.needObject("spec"));
  }

  /** The objectives of a plain specification. */
  static List<Objective> plain(Fields specification, @Nullable String namespace) {
    return new SlothImport(SlothDialect.PLAIN, namespace, Map.of(), Map.of())
        .service(specification.skip("version"));
  }

  private List<Objective> service(Fields spec) {
    String service = spec.need("service");
    SlothLabels labels = SlothLabels.read(spec, service);
    List<Fields> slos = spec.objects("slos");
    if (slos.isEmpty()) {
      throw spec.refuse("slos", "has no objective");
    }
    spec.note("slos", "the window is a setting of Sloth: its default of 30d is taken");
    if (spec.has(dialect.plugins())) {
      spec.lost(dialect.plugins(), "plugins of Sloth do not run here");
      spec.skip(dialect.plugins());
    }
    List<Objective> objectives = new ArrayList<>();
    for (Fields slo : slos) {
      objectives.add(objective(service, labels, slo));
    }
    return objectives;
  }

  private Objective objective(String service, SlothLabels common, Fields slo) {
    String name = Names.near(service + "-" + slo.need("name"));
    if (name.isEmpty()) {
      throw slo.refuse("name", "cannot become the name of a resource");
    }
    SlothLabels labels = common.with(SlothLabels.read(slo, service));
    Ratios.@Nullable Made ratio = ratio(slo);
    Indicator indicator = ratio == null ? raw(slo) : Ratios.indicator(ratio.ratio());
    List<String> groups = ratio == null ? List.of() : ratio.groupBy();
    SpecDraft draft =
        new SpecDraft(
            service,
            slo.text("description"),
            Percents.percent(slo, "objective"),
            Periods.rolling(PERIOD),
            indicator,
            Groups.checked(slo, "sli", groups),
            null,
            null,
            SlothAlerts.read(slo, labels, dialect));
    return new Objective(name, namespace, metadataLabels, metadataAnnotations, draft.spec());
  }

  private Ratios.@Nullable Made ratio(Fields slo) {
    Fields sli = slo.needObject("sli");
    if (sli.has("plugin")) {
      throw sli.refuse("plugin", "plugins of Sloth do not run here; write events or raw");
    }
    if (sli.has("events") == sli.has("raw")) {
      throw slo.refuse("sli", "expected exactly one of events, raw");
    }
    Fields events = sli.object("events");
    return events == null
        ? null
        : Ratios.make(
            Ratios.Part.ERRORS,
            query(events, dialect.errorQuery()),
            query(events, dialect.totalQuery()));
  }

  private Indicator raw(Fields slo) {
    Fields raw = slo.needObject("sli").needObject("raw");
    String name = dialect.errorRatioQuery();
    Ratios.Query query = query(raw, name);
    if (query.query().usesWindow()) {
      raw.note(name, "is looked at over 5m in each evaluation");
    }
    String text = query.query().written().replace(WindowQuery.WINDOW, "5m");
    return new Indicator(
        null, null, null, null, new Indicator.Expression("1 - (" + text + ")"), null);
  }

  /** The query with the variable of Skopos in place of Sloth's. */
  static Ratios.Query query(Fields fields, String name) {
    String text = WINDOW.matcher(fields.need(name)).replaceAll("\\$window");
    if (text.contains("{{")) {
      throw fields.refuse(name, "has a template other than {{.window}}");
    }
    return new Ratios.Query(fields, name, WindowQuery.read(fields, name, text));
  }
}
