// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.imported;

import dev.skopos.imports.Format;
import dev.skopos.imports.Imported;
import dev.skopos.imports.Importer;
import dev.skopos.imports.Source;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Objects;

/** A resource of another tool, as the API server has it. */
record ForeignResource(GenericKubernetesResource resource) {

  String namespace() {
    return metadata().getNamespace();
  }

  String name() {
    return metadata().getName();
  }

  /** Namespace and name. */
  String path() {
    return namespace() + '/' + name();
  }

  String uid() {
    return Objects.requireNonNullElse(metadata().getUid(), "");
  }

  long generation() {
    return Objects.requireNonNullElse(metadata().getGeneration(), 0L);
  }

  private ObjectMeta metadata() {
    return resource.getMetadata();
  }

  /** What can be made of it. */
  Imported read(Format format, KubernetesSerialization json) {
    String text = json.asJson(withoutTheServers());
    return Importer.read(List.of(new Source(name(), text)), format, namespace());
  }

  private GenericKubernetesResource withoutTheServers() {
    GenericKubernetesResource plain = new GenericKubernetesResource();
    plain.setApiVersion(resource.getApiVersion());
    plain.setKind(resource.getKind());
    plain.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(namespace())
            .withName(name())
            .withLabels(metadata().getLabels())
            .withAnnotations(metadata().getAnnotations())
            .build());
    plain.setAdditionalProperty("spec", resource.getAdditionalProperties().get("spec"));
    return plain;
  }
}
