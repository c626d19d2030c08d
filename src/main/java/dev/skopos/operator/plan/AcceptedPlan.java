// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.net.SecretReference;
import dev.skopos.volume.AcceptedSpec;
import dev.skopos.volume.AcceptedSpecs;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts the resources of one kind in force. The newest valid spec of each is kept on the data volume
 * and is in force again after {@link #restore}, before and without an API server. Thread-safe as
 * long as one resource is applied by one thread at a time.
 */
public final class AcceptedPlan<R extends HasMetadata> {

  private static final Logger LOG = Logger.getLogger(AcceptedPlan.class);

  private static final String INVALID = "InvalidSpec";

  private record Version(String uid, long generation) {}

  private record InForce(Version version, List<SecretReference> secrets) {}

  private final PlannedKind<R> kind;
  private final AcceptedSpecs specs;
  private final KubernetesSerialization json = new KubernetesSerialization();
  private final Map<ResourceId, InForce> accepted = new ConcurrentHashMap<>();

  /** A sweep must not remove what is applied between its look at the cluster and its end. */
  private final ReadWriteLock sweeping = new ReentrantReadWriteLock();

  public AcceptedPlan(PlannedKind<R> kind, AcceptedSpecs specs) {
    this.kind = kind;
    this.specs = specs;
  }

  /** Puts in force what was accepted before the restart. */
  public void restore() {
    String name = HasMetadata.getKind(kind.type());
    specs.load(name).forEach(this::restore);
    LOG.infof("%s: %d in force as accepted before the restart", name, accepted.size());
  }

  private void restore(AcceptedSpec spec) {
    try {
      R resource = json.unmarshal(spec.json(), kind.type());
      if (kind.apply().apply(resource) instanceof Applied.Rejected rejected) {
        LOG.warnf("%s was accepted once and no longer is: %s", spec.id(), rejected.message());
        return;
      }
      Version version = new Version(spec.uid(), spec.generation());
      accepted.put(spec.id(), new InForce(version, kind.secrets().apply(resource)));
    } catch (IllegalArgumentException | KubernetesClientException e) {
      LOG.warnf("%s was accepted once and cannot be read: %s", spec.id(), e.getMessage());
    }
  }

  /** Puts the resource in force; when it is refused, what was accepted before goes on. */
  public Verdict apply(R resource) {
    sweeping.readLock().lock();
    try {
      ResourceId id = ResourceIds.of(resource);
      Version version = version(resource);
      forgetNamesake(id, version.uid());
      Applied applied = mapAndApply(resource);
      switch (applied) {
        case Applied.Accepted _ -> keep(id, version, resource);
        case Applied.Rejected _ -> {}
      }
      return new Verdict(applied, acceptedGeneration(id));
    } finally {
      sweeping.readLock().unlock();
    }
  }

  private Applied mapAndApply(R resource) {
    Optional<String> unknown = UnknownValues.in(resource);
    if (unknown.isPresent()) {
      return new Applied.Rejected(INVALID, unknown.get());
    }
    try {
      return kind.apply().apply(resource);
    } catch (IllegalArgumentException e) {
      return new Applied.Rejected(INVALID, Optional.ofNullable(e.getMessage()).orElse("invalid"));
    }
  }

  /** What the generation in force refers to, which may be older than the resource. */
  public List<SecretReference> secrets(ResourceId id) {
    InForce inForce = accepted.get(id);
    return inForce == null ? List.of() : inForce.secrets();
  }

  /** What all that is in force refers to. */
  public Set<SecretReference> secrets() {
    return accepted.values().stream()
        .flatMap(inForce -> inForce.secrets().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable Long acceptedGeneration(ResourceId id) {
    InForce inForce = accepted.get(id);
    return inForce == null ? null : inForce.version().generation();
  }

  /** What an earlier resource of the same name was allowed to do is over with it. */
  private void forgetNamesake(ResourceId id, String uid) {
    InForce before = accepted.get(id);
    if (before != null && !before.version().uid().equals(uid)) {
      accepted.remove(id);
      kind.remove().accept(id);
      specs.drop(id);
    }
  }

  private void keep(ResourceId id, Version version, R resource) {
    InForce before = accepted.put(id, new InForce(version, kind.secrets().apply(resource)));
    if (before == null || !version.equals(before.version())) {
      specs.keep(new AcceptedSpec(id, version.uid(), version.generation(), specOnly(resource)));
    }
  }

  private String specOnly(R resource) {
    GenericKubernetesResource whole = json.convertValue(resource, GenericKubernetesResource.class);
    GenericKubernetesResource spec = new GenericKubernetesResource();
    spec.setApiVersion(whole.getApiVersion());
    spec.setKind(whole.getKind());
    ObjectMeta metadata = resource.getMetadata();
    spec.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .withGeneration(metadata.getGeneration())
            .build());
    spec.setAdditionalProperty("spec", whole.getAdditionalProperties().get("spec"));
    return json.asJson(spec);
  }

  private static Version version(HasMetadata resource) {
    ObjectMeta metadata = resource.getMetadata();
    return new Version(
        Optional.ofNullable(metadata.getUid()).orElse(""),
        Optional.ofNullable(metadata.getGeneration()).orElse(0L));
  }

  /**
   * Takes out of force what is not among the resources of the cluster.
   *
   * @param present asked while nothing is applied
   * @return what is left
   */
  public Set<ResourceId> retainOnly(Supplier<Set<ResourceId>> present) {
    sweeping.writeLock().lock();
    try {
      Set<ResourceId> ids = present.get();
      accepted.keySet().retainAll(ids);
      kind.retainOnly().accept(ids);
      specs.retainOnly(HasMetadata.getKind(kind.type()), ids);
      return ids;
    } finally {
      sweeping.writeLock().unlock();
    }
  }
}
