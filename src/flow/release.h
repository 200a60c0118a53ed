// What is needed to print a batch, and to read its sheets back: the same for `press` and `verify`.
#pragma once

#include "codes/coder.h"
#include "flow/versions.h"
#include "impose/run.h"
#include "shop/shop.h"

#include <optional>

namespace imprimatur::flow {

// Everything proved and laid out, before any serial is taken.
struct Prepared {
  Frozen frozen;
  shop::Shop shop;
  impose::Run run;
  codes::Coder coder;
};

// For which shop and under which key; what is not said is the frozen order's own shop and the latest key.
struct Wanted {
  std::optional<std::string> shop;
  std::optional<std::uint32_t> epoch;
};

// Throws finding::Failure where a frozen file was changed, the shop's file is wrong or its sheets are too
// small for the product, or the key is missing.
Prepared prepare(const Desk& desk, const Workspace& workspace, const std::string& order,
                 const ledger::Version& version, const Wanted& wanted);

// The epoch whose key makes the codes of new releases: the latest.
std::uint32_t current_epoch(const Workspace& workspace);

codes::Coder coder_of(const Workspace& workspace, std::uint32_t epoch);

// A serial that the ledger names. Throws finding::Failure for one that can't be.
codes::Serial serial_of(std::uint64_t number);

}  // namespace imprimatur::flow
