// SPDX-License-Identifier: Apache-2.0
package dev.skopos.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Puts the packaged operator into an image: {@code java dev.skopos.image.ImageBuild BASE IMAGE
 * [TAR]} writes a tar file when one is named, and pushes to the registry otherwise. The flags of
 * the Java machine come from the file that all others use as well.
 */
public final class ImageBuild {

  private static final String USER = "10001:10001";
  private static final String HOME = "/opt/skopos";
  private static final Path APPLICATION = Path.of("target/quarkus-app");
  private static final Path OPTIONS = Path.of("src/main/jvm/jvm.options");

  private ImageBuild() {}

  /** See {@link ImageBuild}. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("expected: BASE IMAGE [TAR]");
    }
    if (arguments.length > 2) {
      toTar(arguments[0], arguments[1], Path.of(arguments[2]));
    } else {
      builder(arguments[0]).containerize(containerizer(Containerizer.to(inRegistry(arguments[1]))));
    }
    System.out.println("built " + arguments[1]);
  }

  /** Writes the image to a file, as {@code docker load} reads it. */
  public static void toTar(String base, String image, Path tar)
      throws IOException,
          InterruptedException,
          InvalidImageReferenceException,
          RegistryException,
          CacheDirectoryCreationException,
          ExecutionException {
    builder(base).containerize(containerizer(Containerizer.to(TarImage.at(tar).named(image))));
  }

  /** With the credentials that {@code docker login} or a credential helper left for it. */
  private static RegistryImage inRegistry(String image) throws InvalidImageReferenceException {
    ImageReference reference = ImageReference.parse(image);
    CredentialRetrieverFactory credentials =
        CredentialRetrieverFactory.forImage(reference, _ -> {});
    return RegistryImage.named(reference)
        .addCredentialRetriever(credentials.dockerConfig())
        .addCredentialRetriever(credentials.wellKnownCredentialHelpers());
  }

  private static Containerizer containerizer(Containerizer containerizer) {
    return containerizer.setToolName("skopos").setApplicationLayersCache(Path.of("target/jib"));
  }

  private static JibContainerBuilder builder(String base)
      throws IOException, InvalidImageReferenceException {
    JibContainerBuilder builder =
        base.equals("scratch") ? Jib.fromScratch() : Jib.from(inRegistry(base));
    return builder
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get(HOME))
        .setEntrypoint(entrypoint())
        .addExposedPort(Port.tcp(8080))
        .setCreationTime(Instant.EPOCH)
        .setLabels(
            Map.of(
                "org.opencontainers.image.title", "Skopos",
                "org.opencontainers.image.licenses", "Apache-2.0",
                "org.opencontainers.image.source", "https://github.com/skopos-dev/skopos"))
        .addFileEntriesLayer(layer("dependencies", "lib"))
        .addFileEntriesLayer(layer("framework", "quarkus", "quarkus-run.jar"))
        .addFileEntriesLayer(command())
        .addFileEntriesLayer(layer("application", "app"));
  }

  /** What {@code skopos import} and its like run by, in a container of this image. */
  private static FileEntriesLayer command() {
    return FileEntriesLayer.builder()
        .setName("command")
        .addEntry(
            Path.of("bin/skopos"),
            AbsoluteUnixPath.get(HOME + "/bin/skopos"),
            FilePermissions.fromOctalString("755"))
        .build();
  }

  private static List<String> entrypoint() throws IOException {
    List<String> line = new ArrayList<>();
    line.add("java");
    try (Stream<String> options = Files.lines(OPTIONS)) {
      options.map(String::strip).filter(option -> option.startsWith("-")).forEach(line::add);
    }
    line.addAll(List.of("-jar", HOME + "/quarkus-run.jar"));
    return line;
  }

  private static FileEntriesLayer layer(String name, String... entries) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (String entry : entries) {
      layer.addEntryRecursive(APPLICATION.resolve(entry), AbsoluteUnixPath.get(HOME + "/" + entry));
    }
    return layer.build();
  }
}
