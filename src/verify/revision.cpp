#include "verify/revision.h"

#include <fmt/format.h>

#include <charconv>

namespace imprimatur::verify {
namespace {

std::optional<std::uint64_t> table_of(const std::string& file) {
  constexpr std::string_view word = "startxref";
  const std::size_t at = file.rfind(word);
  if (at == std::string::npos) return std::nullopt;
  const std::size_t digits = file.find_first_not_of(" \r\n", at + word.size());
  if (digits == std::string::npos) return std::nullopt;
  std::uint64_t offset = 0;
  const auto [end, error] =
      std::from_chars(file.data() + digits, file.data() + file.size(), offset);
  return error == std::errc{} ? std::optional(offset) : std::nullopt;
}

}  // namespace

std::optional<std::string> revised(const std::string& file, const NewObjects& objects,
                                   std::uint64_t size, const ObjectName& root) {
  const auto before = table_of(file);
  if (!before) return std::nullopt;
  std::string out = file + "\n", table = "xref\n";
  for (const auto& [name, body] : objects) {
    // ISO 32000-1, 7.5.4: an entry has twenty characters; a section for each object is allowed.
    table += fmt::format("{} 1\n{:010} {:05} n \n", name.number, out.size(), name.generation);
    out += fmt::format("{} {} obj\n{}\nendobj\n", name.number, name.generation, body);
  }
  const std::size_t start = out.size();
  return out + table +
         fmt::format("trailer\n<< /Size {} /Root {} {} R /Prev {} >>\nstartxref\n{}\n%%EOF\n", size,
                     root.number, root.generation, *before, start);
}

std::string stream_object(const std::string& bytes) {
  return fmt::format("<< /Length {} >>\nstream\n{}\nendstream", bytes.size(), bytes);
}

}  // namespace imprimatur::verify
