// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policy of pages, {@code default-src 'self'}, drops what stands inline without a word. */
class TemplatesTest {

  private static final Pattern INLINE =
      Pattern.compile(
          "\\sstyle\\s*=|<style\\b|<script\\b(?![^>]*\\ssrc=)|<[^>]*\\son[a-z]+\\s*=|javascript:",
          Pattern.CASE_INSENSITIVE);

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean hasInline(Path template) {
    try {
      return INLINE.matcher(Files.readString(template)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noPageHasStylesOrScriptsOfItsOwn() throws IOException {
    assertThat(templates()).hasSizeGreaterThan(5).noneMatch(TemplatesTest::hasInline);
  }

  @Test
  void whatThePolicyDropsIsFound() {
    assertThat(
            Stream.of(
                "<p style=\"color: red\">",
                "<style>",
                "<script>start()</script>",
                "<button onclick='go()'>",
                "<a href=\"javascript:go()\">"))
        .allMatch(INLINE.asPredicate());
    assertThat("<script src=\"/ui/assets/skopos.js\"></script>").doesNotContainPattern(INLINE);
  }
}
