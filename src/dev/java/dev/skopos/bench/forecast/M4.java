// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The hourly series of the M4 competition: what was given, and the 48 hours after it. */
@SuppressWarnings("ArrayRecordComponent")
record M4(double[] train, double[] test) {

  /** Reads Hourly-train.csv and Hourly-test.csv of a folder. */
  static List<M4> read(Path folder) throws IOException {
    List<double[]> train = lines(folder.resolve("Hourly-train.csv"));
    List<double[]> test = lines(folder.resolve("Hourly-test.csv"));
    if (train.size() != test.size()) {
      throw new IOException(
          "%s has %d series to learn from but %d to compare with"
              .formatted(folder, train.size(), test.size()));
    }
    return IntStream.range(0, train.size())
        .mapToObj(i -> new M4(train.get(i), test.get(i)))
        .toList();
  }

  private static List<double[]> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(M4::numbers).toList();
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.replace("\"", "").split(","))
        .skip(1)
        .filter(text -> !text.isEmpty() && !text.equals("NA"))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
