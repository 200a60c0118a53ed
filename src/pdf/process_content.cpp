#include "pdf/process_content.h"

#include "pdf/number.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace imprimatur::pdf {
namespace {

constexpr std::string_view white = " \t\r\n\f";
constexpr std::string_view delimiters = "()<>[]{}/%";

bool is_blank(char c) {
  return white.find(c) != white.npos || c == '\0';
}
bool is_regular(char c) {
  return !is_blank(c) && delimiters.find(c) == delimiters.npos;
}

// Operands and operators, one at a time.
class ContentTokens {
 public:
  explicit ContentTokens(std::string_view content) : rest_(content) {}

  // Empty at the end.
  std::string_view next() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    if (rest_.empty()) return {};
    std::size_t size = 1;
    if (rest_.front() == '(' || rest_.front() == '[' || rest_.front() == '<') {
      size = nested();
    } else {
      while (size < rest_.size() && is_regular(rest_[size])) ++size;
    }
    const std::string_view token = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return token;
  }

 private:
  std::string_view rest_;

  // A string, array or dictionary with all that stands in it.
  std::size_t nested() const {
    int depth = 0, in_string = 0;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (c == '\\' && in_string > 0) {
        ++i;
        continue;
      }
      if (c == '(') ++in_string;
      if (c == ')') --in_string;
      if (in_string == 0 && (c == '[' || c == '<')) ++depth;
      if (in_string == 0 && (c == ']' || c == '>')) --depth;
      if (in_string == 0 && depth == 0) return i + 1;
    }
    refuse_conversion();
  }
};

bool is_operator(std::string_view token) {
  const char c = token.front();
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\'' || c == '"';
}

class ContentRewriter {
 public:
  explicit ContentRewriter(const std::function<SpaceInContent(const std::string&)>& space_of)
      : space_of_(space_of) {}

  std::string rewrite(std::string_view content) {
    ContentTokens tokens(content);
    for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next()) {
      if (token == "BI") refuse_conversion();
      if (token == "true" || token == "false" || token == "null" || !is_operator(token)) {
        operands_.push_back(token);
      } else {
        perform(token);
        operands_.clear();
      }
    }
    return std::move(out_);
  }

 private:
  struct Spaces {
    SpaceInContent fill, stroke;
  };
  const std::function<SpaceInContent(const std::string&)>& space_of_;
  std::vector<std::string_view> operands_;
  Spaces now_;
  std::vector<Spaces> saved_;
  std::map<std::string, SpaceInContent, std::less<>> known_;
  std::string out_;

  void perform(std::string_view op) {
    if (op == "q") saved_.push_back(now_);
    if (op == "Q" && !saved_.empty()) {
      now_ = saved_.back();
      saved_.pop_back();
    }
    if (op == "g" || op == "k" || op == "rg") now_.fill = {};
    if (op == "G" || op == "K" || op == "RG") now_.stroke = {};
    if (op == "cs") return set_space(now_.fill, op, " k\n");
    if (op == "CS") return set_space(now_.stroke, op, " K\n");
    if (op == "sc" || op == "scn") return set_colour(now_.fill, op, " k\n");
    if (op == "SC" || op == "SCN") return set_colour(now_.stroke, op, " K\n");
    pass_on(op);
  }

  void pass_on(std::string_view op) {
    for (const std::string_view operand : operands_) (out_ += operand) += ' ';
    (out_ += op) += '\n';
  }

  void set_space(SpaceInContent& space, std::string_view op, std::string_view process) {
    if (operands_.size() != 1) refuse_conversion();
    auto known = known_.find(operands_[0]);
    if (known == known_.end())
      known = known_.emplace(operands_[0], space_of_(std::string(operands_[0]))).first;
    space = known->second;
    if (space.kind != SpaceInContent::Kind::spot) return pass_on(op);
    emit(space.inks(1));  // a spot space begins with full ink
    out_ += process;
  }

  void set_colour(const SpaceInContent& space, std::string_view op, std::string_view process) {
    if (space.kind == SpaceInContent::Kind::other) return pass_on(op);
    if (operands_.empty()) refuse_conversion();
    const auto tint = numbers_of(operands_[0]);
    if (tint.size() != 1) refuse_conversion();
    emit(space.inks(tint[0]));
    if (space.kind == SpaceInContent::Kind::spot) {
      out_ += process;
    } else {
      ((out_ += ' ') += operands_.back()) += ' ';
      (out_ += op) += '\n';
    }
  }

  void emit(const std::vector<double>& inks) {
    for (std::size_t i = 0; i < inks.size(); ++i) {
      if (i > 0) out_ += ' ';
      append_ink(out_, inks[i]);
    }
  }
};

}  // namespace

void append_ink(std::string& out, double ink) {
  append_decimal(out, std::llround(std::clamp(ink, 0.0, 1.0) * 10'000), 4);
}

std::string content_in_process_inks(
    std::string_view content, const std::function<SpaceInContent(const std::string&)>& space_of) {
  return ContentRewriter(space_of).rewrite(content);
}

}  // namespace imprimatur::pdf
