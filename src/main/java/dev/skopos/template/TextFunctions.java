// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prometheus' and Alertmanager's functions on texts and links. */
final class TextFunctions {

  private static final java.util.regex.Pattern HOST_PORT =
      java.util.regex.Pattern.compile("(?:\\[([^\\[\\]]*)]|([^:\\[\\]]*)):([^:\\[\\]]*)");

  static final Map<String, TemplateFunction> ALL =
      Map.ofEntries(
          Map.entry("title", (a, _) -> title(a.exactly(1).text(0))),
          Map.entry("toUpper", (a, _) -> a.exactly(1).text(0).toUpperCase(Locale.ROOT)),
          Map.entry("toLower", (a, _) -> a.exactly(1).text(0).toLowerCase(Locale.ROOT)),
          Map.entry("trimSpace", (a, _) -> a.exactly(1).text(0).strip()),
          Map.entry("join", (a, _) -> String.join(a.exactly(2).text(0), a.texts(1))),
          Map.entry("stringSlice", (a, _) -> a.values().stream().map(Values::text).toList()),
          Map.entry("args", (a, _) -> args(a)),
          Map.entry("safeHtml", (a, _) -> new SafeHtml(a.exactly(1).text(0))),
          Map.entry("match", (a, _) -> compile(a.exactly(2).text(0)).matcher(a.text(1)).find()),
          Map.entry("reReplaceAll", (a, _) -> replaceAll(a.exactly(3))),
          Map.entry("stripPort", (a, _) -> stripPort(a.exactly(1).text(0))),
          Map.entry("stripDomain", (a, _) -> stripDomain(a.exactly(1).text(0))),
          Map.entry("externalURL", (a, context) -> externalUrl(a.exactly(0), context)),
          Map.entry("pathPrefix", (a, context) -> pathPrefix(a.exactly(0), context)),
          Map.entry("graphLink", (a, _) -> link(a.exactly(1).text(0), 0)),
          Map.entry("tableLink", (a, _) -> link(a.exactly(1).text(0), 1)));

  private TextFunctions() {}

  private static String externalUrl(Arguments ignored, TemplateContext context) {
    return context.externalUrl();
  }

  private static String pathPrefix(Arguments ignored, TemplateContext context) {
    String path = URI.create(context.externalUrl()).getPath();
    return path == null ? "" : path;
  }

  private static String link(String expression, int tab) {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return "/graph?g0.expr=" + query + "&g0.tab=" + tab;
  }

  private static String title(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean start = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      result.append(start ? Character.toTitleCase(c) : c);
      start = !Character.isLetterOrDigit(c) && c != '_' && c != '\'';
    }
    return result.toString();
  }

  private static Map<String, Object> args(Arguments arguments) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      Object value = arguments.value(i);
      named.put("arg" + i, value == null ? "" : value);
    }
    return named;
  }

  private static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new Problem("error parsing regexp: " + e.getDescription() + ": `" + expression + '`');
    }
  }

  private static String replaceAll(Arguments arguments) {
    Matcher matcher = compile(arguments.text(0)).matcher(arguments.text(2));
    StringBuilder result = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      result.append(arguments.text(2), end, matcher.start());
      expand(arguments.text(1), matcher, result);
      end = matcher.end();
    }
    return result.append(arguments.text(2).substring(end)).toString();
  }

  /** Go's Expand: {@code $name}, {@code ${name}} and {@code $$}; unknown groups are empty. */
  private static void expand(String replacement, Matcher matcher, StringBuilder result) {
    int i = 0;
    while (i < replacement.length()) {
      char c = replacement.charAt(i++);
      if (c != '$' || i >= replacement.length()) {
        result.append(c);
        continue;
      }
      boolean braced = replacement.charAt(i) == '{';
      int from = braced ? i + 1 : i;
      int to = from;
      while (to < replacement.length() && isWord(replacement.charAt(to))) {
        to++;
      }
      boolean closed = !braced || replacement.startsWith("}", to);
      if (replacement.charAt(i) == '$') {
        result.append('$');
        i++;
      } else if (to == from || !closed) {
        result.append('$');
      } else {
        String group = group(matcher, replacement.substring(from, to));
        result.append(group == null ? "" : group);
        i = braced ? to + 1 : to;
      }
    }
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static @Nullable String group(Matcher matcher, String name) {
    if (name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 4) {
      int number = Integer.parseInt(name);
      return number <= matcher.groupCount() ? matcher.group(number) : null;
    }
    return matcher.pattern().namedGroups().containsKey(name) ? matcher.group(name) : null;
  }

  private static String stripPort(String text) {
    java.util.regex.Matcher matcher = HOST_PORT.matcher(text);
    return matcher.matches() ? host(matcher) : text;
  }

  private static String host(java.util.regex.Matcher matcher) {
    String bracketed = matcher.group(1);
    return bracketed == null ? String.valueOf(matcher.group(2)) : bracketed;
  }

  private static String stripDomain(String text) {
    java.util.regex.Matcher matcher = HOST_PORT.matcher(text);
    boolean hasPort = matcher.matches();
    String host = hasPort ? host(matcher) : text;
    boolean address = host.contains(":") || host.matches("[0-9.]+");
    if (address) {
      return text;
    }
    int dot = host.indexOf('.');
    String first = dot < 0 ? host : host.substring(0, dot);
    String port = hasPort ? String.valueOf(matcher.group(3)) : "";
    return port.isEmpty() ? first : first + ':' + port;
  }
}
