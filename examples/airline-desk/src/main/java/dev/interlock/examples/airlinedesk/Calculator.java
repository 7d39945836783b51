package dev.interlock.examples.airlinedesk;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Works out {@code (1859 - 140) * 2 + 3.5}: four operations, signs, parentheses. Rounds to two
 * decimals, half to even. For one expression, on one thread.
 */
final class Calculator {
  private static final String ALLOWED = "0123456789+-*/(). ";
  private static final int CHARS_MAX = 2_000;
  private static final int DEPTH_MAX = 100;

  private final String text;
  private int at;
  private int depth;

  private Calculator(String text) {
    this.text = text;
  }

  /** Returns the result as text. */
  static String result(String expression) {
    if (!expression.chars().allMatch(c -> ALLOWED.indexOf(c) >= 0)) {
      throw Refusal.because("Error: invalid characters in expression");
    }
    if (expression.length() > CHARS_MAX) throw Refusal.because("Error: expression is too long");
    var calculator = new Calculator(expression.replace(" ", ""));
    var exact = calculator.sum();
    if (calculator.at < calculator.text.length() || !Double.isFinite(exact)) throw invalid();
    return Numbers.printed(new BigDecimal(exact).setScale(2, RoundingMode.HALF_EVEN).doubleValue());
  }

  private double sum() {
    var left = product();
    while (at < text.length()) {
      if (take('+')) left += product();
      else if (take('-')) left -= product();
      else break;
    }
    return left;
  }

  private double product() {
    var left = signed();
    while (at < text.length()) {
      if (take('*')) left *= signed();
      else if (take('/')) left /= divisor();
      else break;
    }
    return left;
  }

  private double divisor() {
    var divisor = signed();
    if (divisor == 0) throw Refusal.because("Error: division by zero");
    return divisor;
  }

  private double signed() {
    var sign = 1;
    while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      if (text.charAt(at++) == '-') sign = -sign;
    }
    return sign * operand();
  }

  private double operand() {
    if (!take('(')) return number();
    if (++depth > DEPTH_MAX) throw invalid();
    var inside = sum();
    if (!take(')')) throw invalid();
    depth--;
    return inside;
  }

  private double number() {
    var start = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    try {
      return Double.parseDouble(text.substring(start, at));
    } catch (NumberFormatException none) {
      throw invalid();
    }
  }

  private boolean take(char wanted) {
    if (at >= text.length() || text.charAt(at) != wanted) return false;
    at++;
    return true;
  }

  private static RuntimeException invalid() {
    return Refusal.because("Error: invalid syntax");
  }
}
