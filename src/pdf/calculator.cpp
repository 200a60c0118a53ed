#include "pdf/calculator.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace imprimatur::pdf {
namespace {

constexpr int deepest_block = 16;
constexpr std::size_t most_values = 100;  // as many as the standard lets a program stack up

using Stack = std::vector<double>;

struct Step {
  std::string word;  // empty: a number or a block
  double number = 0;
  std::vector<Step> block;  // of "{ … }"
  bool is_block = false;
};

double pop(Stack& stack) {
  if (stack.empty()) refuse_conversion();
  const double top = stack.back();
  stack.pop_back();
  return top;
}

void push(Stack& stack, double value) {
  if (stack.size() == most_values) refuse_conversion();
  stack.push_back(value);
}

// How many of the topmost values an operator speaks of.
std::size_t count_of(double value, std::size_t most) {
  if (!(value >= 0 && value <= static_cast<double>(most))) refuse_conversion();
  return static_cast<std::size_t>(value);
}

const std::map<std::string, double (*)(double), std::less<>> of_one = {
    {"neg", [](double a) { return -a; }},
    {"abs", [](double a) { return std::abs(a); }},
    {"sqrt", [](double a) { return std::sqrt(std::max(0.0, a)); }},
    {"ceiling", [](double a) { return std::ceil(a); }},
    {"floor", [](double a) { return std::floor(a); }},
    {"round", [](double a) { return std::floor(a + 0.5); }},
    {"truncate", [](double a) { return std::trunc(a); }},
    {"cvi", [](double a) { return std::trunc(a); }},
    {"cvr", [](double a) { return a; }},
    {"not", [](double a) { return a == 0 ? 1.0 : 0.0; }}};

const std::map<std::string, double (*)(double, double), std::less<>> of_two = {
    {"add", [](double a, double b) { return a + b; }},
    {"sub", [](double a, double b) { return a - b; }},
    {"mul", [](double a, double b) { return a * b; }},
    {"div", [](double a, double b) { return b == 0 ? 0 : a / b; }},
    {"exp", [](double a, double b) { return std::pow(a, b); }},
    {"eq", [](double a, double b) { return a == b ? 1.0 : 0.0; }},
    {"ne", [](double a, double b) { return a != b ? 1.0 : 0.0; }},
    {"gt", [](double a, double b) { return a > b ? 1.0 : 0.0; }},
    {"ge", [](double a, double b) { return a >= b ? 1.0 : 0.0; }},
    {"lt", [](double a, double b) { return a < b ? 1.0 : 0.0; }},
    {"le", [](double a, double b) { return a <= b ? 1.0 : 0.0; }},
    {"and", [](double a, double b) { return a != 0 && b != 0 ? 1.0 : 0.0; }},
    {"or", [](double a, double b) { return a != 0 || b != 0 ? 1.0 : 0.0; }}};

void roll(Stack& stack) {
  const double by = pop(stack);
  const std::size_t count = count_of(pop(stack), stack.size());
  if (count == 0) return;
  const auto n = static_cast<double>(count);
  const auto up = static_cast<std::ptrdiff_t>(by - n * std::floor(by / n));
  std::rotate(stack.end() - static_cast<std::ptrdiff_t>(count), stack.end() - up, stack.end());
}

bool rearrange(std::string_view word, Stack& stack) {
  if (word == "pop") {
    pop(stack);
  } else if (word == "exch") {
    const double b = pop(stack), a = pop(stack);
    push(stack, b);
    push(stack, a);
  } else if (word == "dup" || word == "index") {
    const double deep = word == "dup" ? 0 : pop(stack);
    const std::size_t from = count_of(deep + 1, stack.size());
    push(stack, stack[stack.size() - from]);
  } else if (word == "copy") {
    const std::size_t count = count_of(pop(stack), stack.size());
    const std::size_t from = stack.size() - count;
    for (std::size_t i = 0; i < count; ++i) push(stack, stack[from + i]);
  } else if (word == "roll") {
    roll(stack);
  } else {
    return false;
  }
  return true;
}

void run(const std::vector<Step>& steps, Stack& stack);

void perform(const std::vector<Step>& steps, std::size_t at, Stack& stack) {
  const std::string& word = steps[at].word;
  const auto block_before = [&](std::size_t back) -> const std::vector<Step>& {
    if (at < back || !steps[at - back].is_block) refuse_conversion();
    return steps[at - back].block;
  };
  if (word == "if") {
    if (pop(stack) != 0) run(block_before(1), stack);
  } else if (word == "ifelse") {
    run(pop(stack) != 0 ? block_before(2) : block_before(1), stack);
  } else if (word == "true" || word == "false") {
    push(stack, word == "true" ? 1 : 0);
  } else if (const auto one = of_one.find(word); one != of_one.end()) {
    push(stack, one->second(pop(stack)));
  } else if (const auto two = of_two.find(word); two != of_two.end()) {
    const double b = pop(stack), a = pop(stack);
    push(stack, two->second(a, b));
  } else if (!rearrange(word, stack)) {
    refuse_conversion();
  }
}

void run(const std::vector<Step>& steps, Stack& stack) {
  for (std::size_t at = 0; at < steps.size(); ++at) {
    if (steps[at].is_block) continue;
    if (steps[at].word.empty()) {
      push(stack, steps[at].number);
    } else {
      perform(steps, at, stack);
    }
  }
}

// The steps up to the "}" of a block whose "{" is behind us.
std::vector<Step> read_block(std::string_view& rest, int depth) {
  if (depth > deepest_block) refuse_conversion();
  constexpr std::string_view blanks = " \t\r\n\f";
  std::vector<Step> steps;
  for (;;) {
    rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
    if (rest.empty()) refuse_conversion();
    const bool brace = rest.front() == '{' || rest.front() == '}';
    const std::string_view word =
        brace ? rest.substr(0, 1) : rest.substr(0, rest.find_first_of(" \t\r\n\f{}"));
    rest.remove_prefix(word.size());
    if (word == "}") return steps;
    Step& step = steps.emplace_back();
    if (word == "{") {
      step.block = read_block(rest, depth + 1);
      step.is_block = true;
    } else if (const auto end =
                   std::from_chars(word.data(), word.data() + word.size(), step.number);
               end.ec != std::errc{} || end.ptr != word.data() + word.size()) {
      step.word = word;
    }
  }
}

}  // namespace

Function calculator(std::string_view program) {
  program.remove_prefix(std::min(program.find('{'), program.size()));
  if (program.empty()) refuse_conversion();
  program.remove_prefix(1);
  const std::vector<Step> steps = read_block(program, 0);
  return [steps](double x) {
    Stack stack{x};
    run(steps, stack);
    return stack;
  };
}

}  // namespace imprimatur::pdf
