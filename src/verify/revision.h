// A PDF with some of its objects replaced, by an incremental update (ISO 32000-1, 7.5.6): the
// bytes stay, the new objects and their cross-reference table come after them. For this room's own
// sources.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace imprimatur::verify {

struct ObjectName {
  std::uint32_t number = 0;
  std::uint16_t generation = 0;
  auto operator<=>(const ObjectName&) const = default;
};

// By name, all between `obj` and `endobj`.
using NewObjects = std::map<ObjectName, std::string>;

// `size` and `root` as the file's trailer has them. nullopt where the file doesn't say at its end
// where its cross-reference table is. Of an encrypted file it makes nonsense.
std::optional<std::string> revised(const std::string& file, const NewObjects& objects,
                                   std::uint64_t size, const ObjectName& root);

// The body of a stream object without filters.
std::string stream_object(const std::string& bytes);

}  // namespace imprimatur::verify
