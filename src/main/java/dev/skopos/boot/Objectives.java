// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.boot.ObjectiveSources.Tool;
import dev.skopos.config.SkoposConfiguration;
import dev.skopos.config.SkoposConfiguration.Follow;
import dev.skopos.kube.ClusterObjectives;
import dev.skopos.kube.ClusterObjectives.Kind;
import dev.skopos.kube.EventWriter;
import dev.skopos.model.ResourceId;
import dev.skopos.operator.imported.ObjectiveSource;
import dev.skopos.operator.objective.FreezeWatch;
import dev.skopos.operator.plan.Groundwork;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.slo.EventCountings;
import dev.skopos.slo.ImportedObjectives;
import dev.skopos.slo.ObjectiveEnvironment;
import dev.skopos.slo.ObjectiveEvents;
import dev.skopos.slo.ObjectiveRegistry;
import dev.skopos.slo.ObjectivesAtWork;
import dev.skopos.slo.count.CountedBlocks;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.ObjectiveOrigin;
import dev.skopos.store.Store;
import dev.skopos.volume.FrozenTemplateFiles;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Makes what watches over objectives. */
@ApplicationScoped
class Objectives {

  @Produces
  @Singleton
  ObjectivesAtWork atWork() {
    return new ObjectivesAtWork();
  }

  @Produces
  @Singleton
  EventCountings countings(
      SkoposConfiguration configuration,
      Store store,
      RuleQueriesByGroup queries,
      CountedBlocks blocks,
      InstantSource clock,
      MeterRegistry meters) {
    // No group of that name is the operator's own, so the store answers.
    ResourceId anyone = new ResourceId(ObjectiveDefinition.KIND, configuration.namespace(), "");
    return new EventCountings(store, queries.apply(anyone), blocks, clock, meters);
  }

  @Produces
  @Singleton
  ObjectiveRegistry objectives(
      ObjectivesAtWork atWork,
      EventCountings countings,
      RuleRegistry rules,
      RuleSamples samples,
      ObjectiveEvents events,
      Schedules schedules) {
    return new ObjectiveRegistry(
        new ObjectiveEnvironment(atWork, countings, rules, samples, events, schedules.upkeep()),
        schedules.rules());
  }

  @Produces
  @Singleton
  ImportedObjectives imported() {
    return new ImportedObjectives();
  }

  @Produces
  @Singleton
  ObjectiveSources sources(
      SkoposConfiguration configuration,
      KubernetesClient client,
      ObjectiveRegistry objectives,
      ImportedObjectives imported,
      Groundwork groundwork) {
    List<ObjectiveSources.Tool> tools = new ArrayList<>();
    List<ObjectiveOrigin> off = new ArrayList<>();
    if (configuration.sources().pyrra() == Follow.AUTO) {
      tools.add(tool(new ClusterObjectives(client, Kind.PYRRA), objectives, imported, groundwork));
    } else {
      off.add(ObjectiveOrigin.PYRRA);
    }
    if (configuration.sources().sloth() == Follow.AUTO) {
      tools.add(tool(new ClusterObjectives(client, Kind.SLOTH), objectives, imported, groundwork));
    } else {
      off.add(ObjectiveOrigin.SLOTH);
    }
    return new ObjectiveSources(tools, off, groundwork.specs());
  }

  private static ObjectiveSources.Tool tool(
      ClusterObjectives cluster,
      ObjectiveRegistry objectives,
      ImportedObjectives imported,
      Groundwork groundwork) {
    return new Tool(cluster, new ObjectiveSource(cluster, objectives, imported, groundwork));
  }

  @Produces
  @Singleton
  FreezeWatch freezes(
      SkoposConfiguration configuration,
      KubernetesClient client,
      FrozenTemplateFiles templates,
      EventWriter events,
      ObjectiveEvents records,
      InstantSource clock) {
    return new FreezeWatch(
        client, templates, events, records, clock, configuration.freeze().enabled());
  }
}
