#include "artwork/coarsening.h"

#include "finding/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace imprimatur::artwork {
namespace {

constexpr std::string_view coarsening_line = "imprimatur-coarsening-request 1\n";

// A decimal number at the beginning, and what ends it, are taken off.
std::optional<std::uint32_t> take_number(std::string_view& text, char end) {
  std::uint32_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto length = static_cast<std::size_t>(read.ptr - text.data());
  if (read.ec != std::errc{} || length == text.size() || text[length] != end) return std::nullopt;
  text.remove_prefix(length + 1);
  return number;
}

// The value of a picture's object without what becomes another when it is made smaller.
std::string without_size(std::string value) {
  for (const std::string_view key : {"/Width ", "/Height ", "/Filter "}) {
    const std::size_t at = value.find(key);
    if (at == std::string::npos) continue;
    value.erase(at, value.find_first_of(" >", at + key.size()) - at + 1);
  }
  return value;
}

// Whether one drawing shows what the other does, but for the fineness of its pictures: the worker
// has opened a stranger's pictures again, and might say anything.
bool is_same_drawing(const page::Form& one, const page::Form& other) {
  return one.natural == other.natural &&
         std::ranges::equal(one.objects, other.objects,
                            [](const page::FormObject& a, const page::FormObject& b) {
                              const bool is_picture =
                                  a.stream && b.stream &&
                                  a.value.find("/Subtype /Image") != std::string::npos;
                              return is_picture ? without_size(a.value) == without_size(b.value)
                                                : a == b;
                            });
}

}  // namespace

std::string to_text(const Coarsening& request) {
  return fmt::format("{}{} {}\n{}", coarsening_line, request.detail.coarsest, request.detail.wanted,
                     request.form);
}

std::optional<Coarsening> read_coarsening(std::string_view text) {
  if (!text.starts_with(coarsening_line)) return std::nullopt;
  text.remove_prefix(coarsening_line.size());
  const auto coarsest = take_number(text, ' ');
  const auto wanted = coarsest ? take_number(text, '\n') : std::nullopt;
  if (!wanted || *wanted == 0) return std::nullopt;
  return Coarsening{{*coarsest, *wanted}, text};
}

std::optional<std::string> coarser(const Door& door, std::string_view form, const Detail& detail) {
  const world::ChildResult result =
      world::run_child(door.program, {}, to_text(Coarsening{detail, form}), door.bounds);
  if (result.end != world::ChildEnd::exited || result.status != 0) return std::nullopt;
  if (result.output.empty() || result.output.size() >= form.size()) return std::nullopt;
  try {
    if (!is_same_drawing(page::parse_form(form), page::parse_form(result.output)))
      return std::nullopt;
  } catch (const finding::Failure&) {
    return std::nullopt;
  }
  return result.output;
}

}  // namespace imprimatur::artwork
