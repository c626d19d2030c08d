// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test of queries in the format of Prometheus' promqltest: samples to load, queries, and what
 * they must give.
 */
record Script(String name, List<Command> commands) {

  /** One step of a script. */
  sealed interface Command {

    /** Forgets all samples. */
    record Clear() implements Command {}

    /**
     * Adds series whose values are an interval apart.
     *
     * @param withCustomBounds whether classic histograms are to be added as native ones too
     */
    record Load(String interval, List<String> series, boolean withCustomBounds)
        implements Command {}

    /** Asks and compares. */
    record Eval(int line, String kind, Times times, String query, List<String> wants)
        implements Command {}
  }

  /** When a query is evaluated; without a step only at {@code from}. */
  record Times(String from, String to, String step) {

    boolean isInstant() {
      return step.isEmpty();
    }
  }

  private static final Pattern INSTANT =
      Pattern.compile("eval(?:_(\\w+))?\\s+instant(?:\\s+at\\s+(\\S+))?\\s+(.+)", Pattern.DOTALL);
  private static final Pattern RANGE =
      Pattern.compile(
          "eval(?:_(\\w+))?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)\\s+(.+)",
          Pattern.DOTALL);

  static Script parse(String name, String text) {
    List<Command> commands = new ArrayList<>();
    List<String> lines = text.lines().toList();
    int line = 0;
    while (line < lines.size()) {
      String first = lines.get(line).strip();
      int end = line + 1;
      List<String> block = new ArrayList<>();
      if (first.startsWith("load") || first.startsWith("eval")) {
        while (end < lines.size() && isIndented(lines.get(end))) {
          String content = lines.get(end++).strip();
          if (!content.startsWith("#")) {
            block.add(content);
          }
        }
      }
      if (!first.isEmpty() && !first.startsWith("#")) {
        commands.add(command(line + 1, first, block));
      }
      line = end;
    }
    return new Script(name, commands);
  }

  private static boolean isIndented(String line) {
    return !line.isBlank() && Character.isWhitespace(line.charAt(0));
  }

  private static Command command(int line, String first, List<String> block) {
    if (first.equals("clear")) {
      return new Command.Clear();
    }
    if (first.startsWith("load")) {
      String interval = first.substring(first.indexOf(' ')).strip();
      return new Command.Load(interval, block, first.startsWith("load_with_nhcb"));
    }
    Matcher instant = INSTANT.matcher(first);
    if (instant.matches()) {
      String at = instant.group(2) == null ? "0" : instant.group(2);
      return new Command.Eval(
          line, kind(instant.group(1)), new Times(at, at, ""), instant.group(3), block);
    }
    Matcher range = RANGE.matcher(first);
    if (range.matches()) {
      return new Command.Eval(
          line,
          kind(range.group(1)),
          new Times(range.group(2), range.group(3), range.group(4)),
          range.group(5),
          block);
    }
    throw new IllegalArgumentException("line " + line + ": not understood: " + first);
  }

  private static String kind(String suffix) {
    return suffix == null ? "" : suffix;
  }
}
