// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import java.util.Comparator;

/** Orders texts as people do: numbers in them by value, so that {@code node2} is before node10. */
final class NaturalOrder implements Comparator<String> {

  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() && r < right.length()) {
      int leftEnd = end(left, l);
      int rightEnd = end(right, r);
      int order = comparePart(left.substring(l, leftEnd), right.substring(r, rightEnd));
      if (order != 0) {
        return order;
      }
      l = leftEnd;
      r = rightEnd;
    }
    int rest = Integer.compare(left.length() - l, right.length() - r);
    return rest != 0 ? rest : left.compareTo(right);
  }

  /** Where the run of digits or of other characters ends. */
  private static int end(String text, int start) {
    boolean digits = isDigit(text.charAt(start));
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end)) == digits) {
      end++;
    }
    return end;
  }

  private static int comparePart(String left, String right) {
    if (!isDigit(left.charAt(0)) || !isDigit(right.charAt(0))) {
      return left.compareTo(right);
    }
    String leftNumber = withoutZeros(left);
    String rightNumber = withoutZeros(right);
    int order = Integer.compare(leftNumber.length(), rightNumber.length());
    return order != 0 ? order : leftNumber.compareTo(rightNumber);
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
