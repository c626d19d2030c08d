// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The objectives of another tool in the cluster, all of one kind, whose definition may appear and
 * vanish at any time: {@link #discover} notices. Nothing is written. Thread-safe.
 */
public final class ClusterObjectives implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ClusterObjectives.class);

  /** A single answer without the definition may come from a server that is about to start. */
  private static final int LOOKS_UNTIL_GONE = 2;

  private final KubernetesClient client;
  private final Kind kind;
  private @Nullable Followed<GenericKubernetesResource> followed;
  private long version;
  private int missed;

  /** Whose objectives. */
  public enum Kind {
    PYRRA("pyrra.dev", "v1alpha1", "ServiceLevelObjective", "servicelevelobjectives"),
    SLOTH("sloth.slok.dev", "v1", "PrometheusServiceLevel", "prometheusservicelevels");

    private final String group;
    private final String version;
    private final String word;
    private final String plural;

    Kind(String group, String version, String word, String plural) {
      this.group = group;
      this.version = version;
      this.word = word;
      this.plural = plural;
    }

    /** Group and version. */
    public String apiVersion() {
      return group + '/' + version;
    }

    /** The kind as its objects have it. */
    public String word() {
      return word;
    }

    private ResourceDefinitionContext type() {
      return new ResourceDefinitionContext.Builder()
          .withGroup(group)
          .withVersion(version)
          .withKind(word)
          .withPlural(plural)
          .withNamespaced(true)
          .build();
    }
  }

  /**
   * What is known of them.
   *
   * @param version another one whenever an object changed
   */
  public record Known(long version, List<GenericKubernetesResource> objects) {}

  /** Knows nothing yet. */
  public ClusterObjectives(KubernetesClient client, Kind kind) {
    this.client = client;
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Looks whether the definition exists, with one request. */
  public void discover() {
    boolean defined;
    try {
      defined = client.supports(kind.apiVersion(), kind.word);
    } catch (KubernetesClientException e) {
      LOG.debugf("Cannot see whether there are %s: %s", kind.plural, e.getMessage());
      return;
    }
    note(defined);
  }

  private synchronized void note(boolean defined) {
    missed = defined ? 0 : Math.min(missed + 1, LOOKS_UNTIL_GONE);
    if (defined && followed == null) {
      followed =
          new Followed<>(
              kind.plural + '.' + kind.group,
              client.genericKubernetesResources(kind.type()).inAnyNamespace().runnableInformer(0),
              _ -> {});
    } else if (followed != null && missed == LOOKS_UNTIL_GONE) {
      LOG.infof("%s.%s are no longer defined", kind.plural, kind.group);
      version += followed.version() + 1;
      followed.close();
      followed = null;
    }
  }

  /**
   * All objects; none when the definition does not exist. Empty as long as neither is known for
   * sure.
   */
  public synchronized Optional<Known> known() {
    if (followed == null) {
      return missed == LOOKS_UNTIL_GONE
          ? Optional.of(new Known(version, List.of()))
          : Optional.empty();
    }
    // Read first: what changes behind it is seen the next time.
    long present = version + followed.version();
    return followed.complete() ? Optional.of(new Known(present, followed.all())) : Optional.empty();
  }

  @Override
  public synchronized void close() {
    if (followed != null) {
      followed.close();
    }
  }
}
