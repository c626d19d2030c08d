// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code hack/controlplane/get} against a mirror on this machine, as on a machine with Linux and
 * without a Go that works.
 */
class DownloadTest {

  private static final String KUBERNETES = "/dl.k8s.io/v1.36.3/bin/linux/amd64/";
  private static final String ETCD = "/github.com/etcd-io/etcd/releases/download/v3.7.3/";
  private static final String ETCD_NAME = "etcd-v3.7.3-linux-amd64";
  private static final String HELM = "/get.helm.sh/helm-v3.21.4-linux-amd64.tar.gz";

  @TempDir Path folder;

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private HttpServer mirror;

  @BeforeEach
  void fillTheMirror() throws Exception {
    for (String name : List.of("kube-apiserver", "kubectl")) {
      files.put(KUBERNETES + name, program(name));
      files.put(KUBERNETES + name + ".sha256", sha256(program(name)).getBytes(UTF_8));
    }
    byte[] etcd = archive(ETCD_NAME, "etcd");
    files.put(ETCD + ETCD_NAME + ".tar.gz", etcd);
    String sums = sha256(etcd) + "  " + ETCD_NAME + ".tar.gz\n";
    files.put(ETCD + "SHA256SUMS", ("0  another.tar.gz\n" + sums).getBytes(UTF_8));
    byte[] helm = archive("linux-amd64", "helm");
    files.put(HELM, helm);
    files.put(HELM + ".sha256sum", (sha256(helm) + "  helm.tar.gz\n").getBytes(UTF_8));

    mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mirror.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] file = files.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            if (file != null) {
              exchange.getResponseBody().write(file);
            }
          }
        });
    mirror.start();
    stub("uname", "[[ $1 == -s ]] && echo Linux || echo x86_64");
    stub("go", "echo 'no module can be fetched' >&2; exit 1");
  }

  @AfterEach
  void stop() {
    mirror.stop(0);
  }

  private static byte[] program(String name) {
    return ("#!/bin/sh\necho " + name + "\n").getBytes(UTF_8);
  }

  private byte[] archive(String top, String name) throws IOException, InterruptedException {
    Path member = folder.resolve("archive/" + top).resolve(name);
    Files.createDirectories(member.getParent());
    Files.write(member, program(name));
    Path file = folder.resolve(name + ".tar.gz");
    Process tar =
        new ProcessBuilder("tar", "-czf", file + "", "-C", folder.resolve("archive") + "", top)
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return Files.readAllBytes(file);
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private void stub(String name, String body) throws IOException {
    Path file = folder.resolve("bin").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Command.Result get() {
    return new Command(
            List.of("hack/controlplane/get"),
            Map.of(
                "PATH",
                folder.resolve("bin") + ":" + System.getenv("PATH"),
                "SKOPOS_CONTROLPLANE",
                programs().toString(),
                "SKOPOS_MIRROR",
                "http://127.0.0.1:" + mirror.getAddress().getPort(),
                "SKOPOS_DOWNLOAD",
                "yes",
                "no_proxy",
                "127.0.0.1"))
        .run();
  }

  private Path programs() {
    return folder.resolve("programs");
  }

  @Test
  void whatTheMirrorHasIsDownloadedAndCanBeRun() throws IOException {
    Command.Result result = get();

    assertThat(result.stderr()).doesNotContain("building");
    assertThat(result.orThrow().strip()).isEqualTo(programs().toString());
    for (String name : List.of("etcd", "kube-apiserver", "kubectl", "helm")) {
      assertThat(programs().resolve(name)).isExecutable().hasBinaryContent(program(name));
    }
    try (var left = Files.list(programs())) {
      assertThat(left).as("nothing but the programs").hasSize(4);
    }
  }

  @Test
  void aProgramWithAWrongChecksumIsRefused() {
    files.put(KUBERNETES + "kube-apiserver", "something else".getBytes(UTF_8));

    assertRefused("kube-apiserver");
  }

  @Test
  void anArchiveWithAWrongChecksumIsRefused() {
    files.put(ETCD + "SHA256SUMS", "0  another.tar.gz\n".getBytes(UTF_8));

    assertRefused("etcd");
  }

  private void assertRefused(String name) {
    Command.Result result = get();

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.stderr())
        .contains("is wrong; it is not used")
        .contains(name + ": no download from here")
        .contains(name + ": the build failed");
    assertThat(programs().resolve(name)).doesNotExist();
  }
}
