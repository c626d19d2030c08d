// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.api.v1alpha1.Selector;
import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sees who makes use of the annotation that lets a workload get a new pod template although an
 * objective freezes it. Looks at the workloads of active freezes alone; what was changed before the
 * first look at a freeze is not seen. Used by one thread at a time.
 */
public final class FreezeOverrides {

  /** Names the reason; the admission policy of the chart knows it too. */
  public static final String ANNOTATION = "skopos.dev/freeze-override";

  private static final Logger LOG = Logger.getLogger(FreezeOverrides.class);

  private final KubernetesClient client;
  private final Consumer<Overridden> seen;
  private final Map<ResourceId, Map<String, @Nullable PodTemplateSpec>> templates = new HashMap<>();

  /**
   * A freeze that is in force.
   *
   * @param objective whose budget is used up; the workloads are those of its namespace
   */
  public record ActiveFreeze(ResourceId objective, Selector selector) {}

  /**
   * A use of the annotation.
   *
   * @param workload kind and name, for instance {@code Deployment checkout}
   * @param reason what the annotation says
   */
  public record Overridden(ResourceId objective, String workload, String reason) {}

  /** Sees nothing yet. */
  public FreezeOverrides(KubernetesClient client, Consumer<Overridden> seen) {
    this.client = client;
    this.seen = seen;
  }

  /** Compares the workloads of these freezes with what they were before. */
  public void look(List<ActiveFreeze> freezes) {
    templates.keySet().retainAll(freezes.stream().map(ActiveFreeze::objective).toList());
    for (ActiveFreeze freeze : freezes) {
      try {
        compare(freeze, workloads(freeze));
      } catch (KubernetesClientException e) {
        LOG.debugf(
            "Cannot see whether the freeze of %s is overridden: %s",
            freeze.objective(), e.getMessage());
      }
    }
  }

  private void compare(ActiveFreeze freeze, List<HasMetadata> workloads) {
    Map<String, @Nullable PodTemplateSpec> before = templates.get(freeze.objective());
    Map<String, @Nullable PodTemplateSpec> now = new HashMap<>();
    for (HasMetadata workload : workloads) {
      String name = workload.getKind() + ' ' + workload.getMetadata().getName();
      PodTemplateSpec template = template(workload);
      now.put(name, template);
      if (before != null && before.containsKey(name) && !same(before.get(name), template)) {
        reason(workload)
            .ifPresent(why -> seen.accept(new Overridden(freeze.objective(), name, why)));
      }
    }
    templates.put(freeze.objective(), now);
  }

  private static boolean same(@Nullable PodTemplateSpec one, @Nullable PodTemplateSpec other) {
    return one == null ? other == null : one.equals(other);
  }

  private static Optional<String> reason(HasMetadata workload) {
    return Optional.ofNullable(workload.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(ANNOTATION))
        .filter(reason -> !reason.isEmpty());
  }

  private static @Nullable PodTemplateSpec template(HasMetadata workload) {
    return switch (workload) {
      case Deployment one -> one.getSpec().getTemplate();
      case StatefulSet one -> one.getSpec().getTemplate();
      case DaemonSet one -> one.getSpec().getTemplate();
      default -> null;
    };
  }

  private List<HasMetadata> workloads(ActiveFreeze freeze) {
    String namespace = freeze.objective().namespace();
    LabelSelector selector = selector(freeze.selector());
    return Stream.<List<? extends HasMetadata>>of(
            client
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withLabelSelector(selector)
                .list()
                .getItems(),
            client
                .apps()
                .statefulSets()
                .inNamespace(namespace)
                .withLabelSelector(selector)
                .list()
                .getItems(),
            client
                .apps()
                .daemonSets()
                .inNamespace(namespace)
                .withLabelSelector(selector)
                .list()
                .getItems())
        .flatMap(List::stream)
        .map(HasMetadata.class::cast)
        .toList();
  }

  private static LabelSelector selector(Selector selector) {
    List<LabelSelectorRequirement> requirements = new ArrayList<>();
    for (Selector.Requirement wanted : selector.matchExpressions()) {
      requirements.add(
          new LabelSelectorRequirement(wanted.key(), word(wanted.operator()), wanted.values()));
    }
    return new LabelSelectorBuilder()
        .withMatchLabels(selector.matchLabels())
        .withMatchExpressions(requirements)
        .build();
  }

  private static String word(Selector.Operator operator) {
    return switch (operator) {
      case IN -> "In";
      case NOT_IN -> "NotIn";
      case EXISTS -> "Exists";
      case DOES_NOT_EXIST -> "DoesNotExist";
    };
  }
}
