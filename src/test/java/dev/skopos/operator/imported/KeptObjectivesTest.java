// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.imported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.imports.Format;
import dev.skopos.imports.Importer;
import dev.skopos.imports.Source;
import dev.skopos.mapping.ObjectiveMapper;
import dev.skopos.model.ResourceId;
import dev.skopos.operator.imported.KeptObjectives.Kept;
import dev.skopos.slo.definition.ObjectiveOrigin;
import dev.skopos.volume.AcceptedSpec;
import dev.skopos.volume.AcceptedSpecs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptObjectivesTest {

  private static final ResourceId ID = ObjectiveOrigin.PYRRA.id("shop", "checkout");
  private static final ResourceId OTHER = ObjectiveOrigin.PYRRA.id("shop", "search");

  @TempDir Path folder;

  private AcceptedSpecs specs() {
    return new AcceptedSpecs(folder, new SimpleMeterRegistry());
  }

  private static KeptObjectives pyrra(AcceptedSpecs specs) {
    return new KeptObjectives(ObjectiveOrigin.PYRRA, specs);
  }

  private static ServiceLevelObjectiveSpec imported() {
    String text =
        """
        apiVersion: pyrra.dev/v1alpha1
        kind: ServiceLevelObjective
        metadata: {name: checkout, namespace: shop}
        spec:
          target: "99.5"
          window: 4w
          indicator:
            ratio:
              errors: {metric: 'requests_total{code=~"5.."}'}
              total: {metric: requests_total}
              grouping: [route]
          alerting: {severities: {fast: critical}, absent: true}
        """;
    return Importer.read(List.of(new Source("checkout", text)), Format.PYRRA, "shop")
        .documents()
        .getFirst()
        .objectives()
        .getFirst()
        .spec();
  }

  @Test
  void whatIsReadAfterARestartIsTheSameObjective() {
    ServiceLevelObjectiveSpec spec = imported();
    pyrra(specs()).keep(new Kept(ID, "uid-1", 3, spec, List.of("not carried over: a")));

    List<Kept> read = pyrra(specs()).load();

    ObjectiveMapper mapper = new ObjectiveMapper();
    assertThat(mapper.toObjective(ID, "checkout", read.getFirst().spec()))
        .isEqualTo(mapper.toObjective(ID, "checkout", spec));
    assertThat(read)
        .containsExactly(
            new Kept(ID, "uid-1", 3, read.getFirst().spec(), List.of("not carried over: a")));
  }

  @Test
  void whatCannotBeReadKeepsNoOtherFromBeingInForce() {
    AcceptedSpecs specs = specs();
    pyrra(specs).keep(new Kept(ID, "uid-1", 3, imported(), List.of()));
    specs.keep(new AcceptedSpec(OTHER, "uid-2", 1, "{\"findings\":[]}"));
    specs.keep(
        new AcceptedSpec(
            ObjectiveOrigin.PYRRA.id("shop", "third"), "uid-3", 1, "{\"spec\":{\"window\":[]}}"));

    assertThat(pyrra(specs()).load()).extracting(Kept::id).containsExactly(ID);
  }

  @Test
  void theOthersOfTheToolAreForgotten() {
    AcceptedSpecs specs = specs();
    pyrra(specs).keep(new Kept(ID, "uid-1", 3, imported(), List.of()));
    pyrra(specs).keep(new Kept(OTHER, "uid-2", 3, imported(), List.of()));
    ResourceId sloth = ObjectiveOrigin.SLOTH.id("shop", "web:web-availability");
    new KeptObjectives(ObjectiveOrigin.SLOTH, specs)
        .keep(new Kept(sloth, "uid-3", 1, imported(), List.of()));

    pyrra(specs).retainOnly(Set.of(OTHER));

    assertThat(pyrra(specs()).load()).extracting(Kept::id).containsExactly(OTHER);
    assertThat(new KeptObjectives(ObjectiveOrigin.SLOTH, specs()).load())
        .extracting(Kept::id)
        .containsExactly(sloth);
  }
}
