// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged queries give a result or one of the two documented errors, never anything else. */
class MutationTest {

  private static final String PIECES =
      "(){}[],:=!~<>+-*/%^@#\"'`\\ 0.5e_xNaInf5m1h sum by on bool offset fill(0) rate step() é";

  private final Random random = new Random(42);
  private final Engine engine =
      new Engine(
          new InMemoryStore(),
          new EngineOptions(
              Duration.ofMinutes(5),
              Duration.ofMinutes(1),
              100_000,
              Long.MAX_VALUE,
              Duration.ofSeconds(30),
              1));

  @Test
  void mutationsOfValidQueriesAreAnsweredOrRefused() {
    List<String> seeds = ParserTest.valid().map(ParserTest.Case::text).toList();
    int parsed = 0;
    for (int i = 0; i < 40_000; i++) {
      parsed += isParsed(mutate(seeds.get(i % seeds.size()))) ? 1 : 0;
    }
    assertThat(parsed).isGreaterThan(1_000);
  }

  private boolean isParsed(String text) {
    Expr expr;
    try {
      expr = Parser.parse(text);
    } catch (ParseException _) {
      return false;
    }
    try {
      assertThat(Parser.parse(expr.toString())).as(text).hasToString(expr.toString());
      assertThat(engine.instant(expr, Instant.EPOCH).type()).isEqualTo(expr.type());
    } catch (QueryException _) {
      return true;
    } catch (ParseException e) {
      throw new AssertionError(text + " became " + expr, e);
    }
    return true;
  }

  private String mutate(String text) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int position = random.nextInt(mutated.length() + 1);
      int end = Math.min(mutated.length(), position + random.nextInt(4));
      int piece = random.nextInt(PIECES.length());
      switch (random.nextInt(3)) {
        case 0 -> mutated.delete(position, end);
        case 1 ->
            mutated.insert(
                position, PIECES, piece, Math.min(PIECES.length(), piece + 1 + random.nextInt(3)));
        default -> mutated.replace(position, end, String.valueOf(PIECES.charAt(piece)));
      }
    }
    return mutated.toString();
  }
}
