// The tables of a ledger file, by its format. Room-internal.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace imprimatur::ledger {

// What this program writes; it reads format 1 too, and brings it up (Store::bring_up).
inline constexpr std::int64_t newest_format = 2;

// The statements that make them. SQLite keeps these texts as they are, which is how the tables are
// known again.
std::vector<std::string_view> tables_of(std::int64_t format);
// Those of the head and its guards alone.
std::vector<std::string_view> head_of(std::int64_t format);

}  // namespace imprimatur::ledger
