#include "pdf/parts.h"

#include "pdf/number.h"
#include "pdf/syntax.h"

#include <algorithm>
#include <cassert>

namespace imprimatur::pdf {
namespace {

// The most elements that every reader takes in one array (PDF 1.6, Annex C); /DParts is an array of
// arrays for its sake.
constexpr std::size_t longest_array = 8191;

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

[[maybe_unused]] bool is_name_token(std::string_view name) {
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
  });
}

void append_value(std::string& out, const std::string& text) {
  out += text_string(text);
}
void append_value(std::string& out, std::uint64_t number) {
  append_integer(out, static_cast<std::int64_t>(number));
}
void append_value(std::string& out, const std::vector<std::uint64_t>& numbers) {
  out += '[';
  for (const std::uint64_t number : numbers) {
    if (out.back() != '[') out += ' ';
    append_value(out, number);
  }
  out += ']';
}

// " /DPM << /Sheet 12 /Carnets [1 41] >>"
std::string metadata_of(const PartFacts& facts) {
  if (facts.empty()) return {};
  std::string out = " /DPM <<";
  for (const PartFact& fact : facts) {
    assert(is_name_token(fact.name));
    out.append(" /").append(fact.name) += ' ';
    std::visit([&](const auto& value) { append_value(out, value); }, fact.value);
  }
  return out + " >>";
}

std::string arrays_of(const std::vector<std::uint32_t>& parts) {
  std::string out = "[";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i % longest_array == 0) out += i == 0 ? "[" : "] [";
    if (out.back() != '[') out += ' ';
    out += reference(parts[i]);
  }
  return out + "]]";
}

}  // namespace

Parts::Parts(Objects& objects, const DocumentFacts& facts) {
  if (facts.conformance != Conformance::pdf_vt1) return;
  assert(facts.parts.record < facts.parts.names.size());
  levels_ = facts.parts;
  root_ = objects.reserve();
}

void Parts::begin(const PartFacts& facts, Objects& objects) {
  assert(is_wanted() && open_.size() < levels_.names.size());
  assert(!open_.empty() || top_ == 0);
  open_.push_back({objects.reserve(), metadata_of(facts), 0, 0, {}});
  if (open_.size() == 1) top_ = open_.front().number;
}

std::optional<std::uint32_t> Parts::take_page(std::uint32_t page) {
  if (!is_wanted()) return std::nullopt;
  assert(open_.size() == levels_.names.size());
  Open& part = open_.back();
  if (part.first == 0) part.first = page;
  part.last = page;
  return part.number;
}

void Parts::end(Objects& objects) {
  assert(!open_.empty());
  const Open part = std::move(open_.back());
  open_.pop_back();
  objects.write(part.number, written(part, open_.empty() ? root_ : open_.back().number));
  if (!open_.empty()) open_.back().parts.push_back(part.number);
}

std::string Parts::written(const Open& part, std::uint32_t parent) const {
  std::string out = "<< /Type /DPart /Parent " + reference(parent);
  if (part.parts.empty()) {
    assert(part.first != 0);
    out += " /Start " + reference(part.first);
    if (part.last != part.first) out += " /End " + reference(part.last);
  } else {
    out += " /DParts " + arrays_of(part.parts);
  }
  return out + part.metadata + " >>";
}

std::optional<std::uint32_t> Parts::write_root(Objects& objects) {
  if (!is_wanted()) return std::nullopt;
  assert(open_.empty() && top_ != 0);
  std::string root = "<< /Type /DPartRoot /DPartRootNode " + reference(top_) + " /NodeNameList [";
  for (const std::string& level : levels_.names) {
    assert(is_name_token(level));
    if (root.back() != '[') root += ' ';
    root += name(level);
  }
  append_integer(root += "] /RecordLevel ", levels_.record);
  objects.write(root_, root + " >>");
  return root_;
}

}  // namespace imprimatur::pdf
