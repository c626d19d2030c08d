// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.forecast.TargetAmounts;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Target;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatus;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads how much objects of the cluster have: the size of claims, the limits of containers (their
 * requests where there is no limit), the quotas of a namespace. Asks the API server each time; when
 * it does not answer, others are told so for some seconds without being asked. Thread-safe.
 */
public final class ClusterAmounts implements TargetAmounts, AutoCloseable {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final Duration AWAY = Duration.ofSeconds(10);
  private static final String STORAGE = "storage";

  private final KubernetesClient client;
  private volatile @Nullable Long failedAt;

  /** Asks as the operator does, but waits less. */
  public ClusterAmounts(Config operator) {
    this.client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(operator)
                    .withRequestRetryBackoffLimit(0)
                    .withConnectionTimeout(TIMEOUT_MILLIS)
                    .withRequestTimeout(TIMEOUT_MILLIS)
                    .build())
            .build();
  }

  @Override
  public List<Amount> read(Target target, String namespace) throws UnreadableTargetException {
    String name = target.name();
    return switch (target.kind()) {
      case PERSISTENT_VOLUME_CLAIM -> claim(existing(target, namespace, claims(namespace, name)));
      case DEPLOYMENT ->
          containers(
              existing(
                      target,
                      namespace,
                      () -> client.apps().deployments().inNamespace(namespace).withName(name).get())
                  .getSpec()
                  .getTemplate());
      case DAEMON_SET ->
          containers(
              existing(
                      target,
                      namespace,
                      () -> client.apps().daemonSets().inNamespace(namespace).withName(name).get())
                  .getSpec()
                  .getTemplate());
      case STATEFUL_SET -> statefulSet(target, namespace);
      case NAMESPACE -> name.equals(namespace) ? quotas(target, namespace) : List.of();
      case RESOURCE_QUOTA ->
          quota(existing(target, namespace, () -> quota(namespace, name))).toList();
      case NODE -> List.of();
    };
  }

  private Supplier<@Nullable PersistentVolumeClaim> claims(String namespace, String name) {
    return () -> client.persistentVolumeClaims().inNamespace(namespace).withName(name).get();
  }

  private <T> T existing(Target target, String namespace, Supplier<@Nullable T> object)
      throws UnreadableTargetException {
    T found = asked(target.kind().word() + ' ' + target.name(), namespace, object);
    if (found == null) {
      throw new UnreadableTargetException(
          "%s %s does not exist in %s".formatted(target.kind().word(), target.name(), namespace),
          true);
    }
    return found;
  }

  private <T extends @Nullable Object> T asked(String what, String namespace, Supplier<T> question)
      throws UnreadableTargetException {
    Long failed = failedAt;
    if (failed != null && System.nanoTime() - failed < AWAY.toNanos()) {
      throw unreadable(what, namespace, "the API server does not answer");
    }
    try {
      T answer = question.get();
      failedAt = null;
      return answer;
    } catch (KubernetesClientException e) {
      ReadFailure failure = ReadFailure.of(e);
      failedAt = e.getCode() > 0 ? null : System.nanoTime();
      throw unreadable(what, namespace, failure.explanation());
    }
  }

  private static UnreadableTargetException unreadable(String what, String namespace, String why) {
    return new UnreadableTargetException(
        "%s in %s cannot be read: %s".formatted(what, namespace, why), false);
  }

  private List<Amount> statefulSet(Target target, String namespace)
      throws UnreadableTargetException {
    StatefulSet set =
        existing(
            target,
            namespace,
            () ->
                client.apps().statefulSets().inNamespace(namespace).withName(target.name()).get());
    List<Amount> amounts = new ArrayList<>(containers(set.getSpec().getTemplate()));
    List<Pattern> names =
        set.getSpec().getVolumeClaimTemplates().stream()
            .map(template -> template.getMetadata().getName() + '-' + target.name())
            .map(prefix -> Pattern.compile(Pattern.quote(prefix) + "-[0-9]+"))
            .toList();
    if (!names.isEmpty()) {
      asked(
              "the claims of StatefulSet " + target.name(),
              namespace,
              () -> client.persistentVolumeClaims().inNamespace(namespace).list().getItems())
          .stream()
          .filter(claim -> names.stream().anyMatch(name -> isNamed(claim, name)))
          .forEach(claim -> amounts.addAll(claim(claim)));
    }
    return List.copyOf(amounts);
  }

  private static boolean isNamed(PersistentVolumeClaim claim, Pattern name) {
    return name.matcher(claim.getMetadata().getName()).matches();
  }

  /** What it got; a claim that is not bound yet: what it asks for. */
  private static List<Amount> claim(PersistentVolumeClaim claim) {
    Quantity got = claim.getStatus() == null ? null : of(claim.getStatus().getCapacity(), STORAGE);
    var asked = claim.getSpec().getResources();
    Quantity size = got != null ? got : asked == null ? null : of(asked.getRequests(), STORAGE);
    Map<String, String> part = Map.of("persistentvolumeclaim", claim.getMetadata().getName());
    return Stream.ofNullable(size)
        .map(each -> new Amount(ResourceType.STORAGE, part, number(each), Double.NaN))
        .toList();
  }

  private static List<Amount> containers(PodTemplateSpec template) {
    return template.getSpec().getContainers().stream()
        .flatMap(
            container ->
                Stream.of(
                        amount(container, ResourceType.MEMORY, "memory"),
                        amount(container, ResourceType.CPU, "cpu"))
                    .flatMap(Optional::stream))
        .toList();
  }

  private static Optional<Amount> amount(Container container, ResourceType type, String resource) {
    ResourceRequirements resources = container.getResources();
    if (resources == null) {
      return Optional.empty();
    }
    Quantity limit = of(resources.getLimits(), resource);
    Map<String, String> part = Map.of("container", container.getName());
    return Optional.ofNullable(limit != null ? limit : of(resources.getRequests(), resource))
        .map(each -> new Amount(type, part, number(each), Double.NaN));
  }

  private List<Amount> quotas(Target target, String namespace) throws UnreadableTargetException {
    return asked(
            "the quotas of Namespace " + target.name(),
            namespace,
            () -> client.resourceQuotas().inNamespace(namespace).list().getItems())
        .stream()
        .flatMap(ClusterAmounts::quota)
        .toList();
  }

  /** Out of a list, which takes no other permission than that for a namespace. */
  private @Nullable ResourceQuota quota(String namespace, String name) {
    return client
        .resourceQuotas()
        .inNamespace(namespace)
        .withField("metadata.name", name)
        .list()
        .getItems()
        .stream()
        .findFirst()
        .orElse(null);
  }

  private static Stream<Amount> quota(ResourceQuota quota) {
    ResourceQuotaStatus status = quota.getStatus();
    return status == null || status.getHard() == null
        ? Stream.empty()
        : status.getHard().entrySet().stream()
            .flatMap(
                hard ->
                    type(hard.getKey())
                        .map(
                            type ->
                                new Amount(
                                    type,
                                    Map.of(
                                        "resourcequota",
                                        quota.getMetadata().getName(),
                                        "resource",
                                        hard.getKey()),
                                    number(hard.getValue()),
                                    used(status, hard.getKey())))
                        .stream());
  }

  private static double used(ResourceQuotaStatus status, String resource) {
    Quantity used = of(status.getUsed(), resource);
    return used == null ? Double.NaN : number(used);
  }

  private static Optional<ResourceType> type(String resource) {
    return switch (resource) {
      case "requests.storage" -> Optional.of(ResourceType.STORAGE);
      case "memory", "requests.memory", "limits.memory" -> Optional.of(ResourceType.MEMORY);
      case "cpu", "requests.cpu", "limits.cpu" -> Optional.of(ResourceType.CPU);
      default -> Optional.empty();
    };
  }

  private static @Nullable Quantity of(@Nullable Map<String, Quantity> amounts, String resource) {
    return amounts == null ? null : amounts.get(resource);
  }

  private static double number(Quantity quantity) {
    return Objects.requireNonNull(Quantity.getAmountInBytes(quantity)).doubleValue();
  }

  @Override
  public void close() {
    client.close();
  }
}
