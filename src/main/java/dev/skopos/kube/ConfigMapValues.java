// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of ConfigMaps, texts and bytes. */
record ConfigMapValues(KubernetesClient client) implements Watched.Values<ConfigMap> {

  @Override
  public byte @Nullable [] read(ConfigMap map, String key) {
    Map<String, String> texts = map.getData();
    String text = texts == null ? null : texts.get(key);
    if (text != null) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    Map<String, String> binaries = map.getBinaryData();
    String binary = binaries == null ? null : binaries.get(key);
    return binary == null ? null : Base64.getDecoder().decode(binary);
  }

  @Override
  public ConfigMap withoutValues(ConfigMap map) {
    return new ConfigMapBuilder(map).withData(null).withBinaryData(null).build();
  }

  @Override
  public @Nullable ConfigMap fetch(String namespace, String name) {
    return client.configMaps().inNamespace(namespace).withName(name).get();
  }
}
