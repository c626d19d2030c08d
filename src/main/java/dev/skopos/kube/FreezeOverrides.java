// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.api.v1alpha1.Selector;
import dev.skopos.kube.FrozenTemplates.Frozen;
import dev.skopos.kube.FrozenTemplates.Workload;
import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sees who makes use of the annotation that lets a workload get a new pod template although an
 * objective freezes it. Looks at the workloads of active freezes alone, from {@link #begin} on,
 * over restarts; an annotation that is gone again at the next look is not seen. Freezes may begin
 * and end in any thread, {@link #look} is for one.
 */
public final class FreezeOverrides {

  /** Names the reason; the admission policy of the chart knows it too. */
  public static final String ANNOTATION = "skopos.dev/freeze-override";

  private static final Logger LOG = Logger.getLogger(FreezeOverrides.class);

  private final KubernetesClient client;
  private final Consumer<Overridden> seen;
  private final FrozenTemplates templates;

  /**
   * A freeze that is in force.
   *
   * @param objective whose budget is used up; the workloads are those of its namespace
   * @param since when it began
   */
  public record ActiveFreeze(ResourceId objective, Selector selector, Instant since) {}

  /**
   * A use of the annotation.
   *
   * @param workload kind and name, for instance {@code Deployment checkout}
   * @param reason what the annotation says
   */
  public record Overridden(ResourceId objective, String workload, String reason) {}

  /** Knows of the past what is remembered of it. */
  public FreezeOverrides(
      KubernetesClient client, FrozenTemplates templates, Consumer<Overridden> seen) {
    this.client = client;
    this.templates = templates;
    this.seen = seen;
  }

  /**
   * Takes note of the workloads as they are; to be called before the freeze takes effect. One that
   * is known since before a restart goes on.
   */
  public void begin(ActiveFreeze freeze) {
    if (known(freeze).isEmpty()) {
      read(freeze).ifPresent(workloads -> remember(freeze, workloads));
    }
  }

  /** The freeze is over, if there was one. */
  public void end(ResourceId objective) {
    templates.forget(objective);
  }

  /** Forgets all objectives but these. */
  public void retainOnly(Set<ResourceId> objectives) {
    templates.retainOnly(objectives);
  }

  /** Compares the workloads of these freezes with what they were before. */
  public void look(List<ActiveFreeze> freezes) {
    for (ActiveFreeze freeze : freezes) {
      read(freeze).ifPresent(workloads -> compare(freeze, workloads));
    }
  }

  private Optional<Frozen> known(ActiveFreeze freeze) {
    return templates.of(freeze.objective()).filter(frozen -> frozen.since().equals(freeze.since()));
  }

  private Optional<List<HasMetadata>> read(ActiveFreeze freeze) {
    try {
      return Optional.of(workloads(freeze));
    } catch (KubernetesClientException e) {
      LOG.debugf(
          "Cannot see whether the freeze of %s is overridden: %s",
          freeze.objective(), e.getMessage());
      return Optional.empty();
    }
  }

  private void compare(ActiveFreeze freeze, List<HasMetadata> workloads) {
    Map<String, Workload> before = known(freeze).map(Frozen::workloads).orElse(Map.of());
    for (HasMetadata workload : workloads) {
      Workload was = before.get(name(workload));
      if (was != null && state(workload).replaces(was)) {
        reason(workload)
            .ifPresent(why -> seen.accept(new Overridden(freeze.objective(), name(workload), why)));
      }
    }
    // Told first: after a kill in between it is rather told twice than never.
    remember(freeze, workloads);
  }

  private void remember(ActiveFreeze freeze, List<HasMetadata> workloads) {
    Map<String, Workload> present = new HashMap<>();
    workloads.forEach(workload -> present.put(name(workload), state(workload)));
    templates.remember(freeze.objective(), new Frozen(freeze.since(), present));
  }

  private static String name(HasMetadata workload) {
    return workload.getKind() + ' ' + workload.getMetadata().getName();
  }

  private static Workload state(HasMetadata workload) {
    ObjectMeta metadata = workload.getMetadata();
    return new Workload(
        Objects.requireNonNullElse(metadata.getUid(), ""),
        Objects.requireNonNullElse(metadata.getGeneration(), 0L),
        digest(Serialization.asJson(template(workload))));
  }

  private static String digest(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
