// What is needed to print a batch, and to read its sheets back: the same for `press` and `verify`.
#pragma once

#include "codes/coder.h"
#include "flow/versions.h"
#include "impose/run.h"
#include "shop/shop.h"

namespace imprimatur::flow {

// Everything proved and laid out, before any serial is taken.
struct Prepared {
  Frozen frozen;
  shop::Shop shop;
  impose::Run run;
  crypto::Digest plan;  // of the run: see impose/text.h
  codes::Coder coder;
};

// The shop's file as it was when the order was first pressed: orders/ID/release/NAME.toml. Whatever becomes of
// shops/NAME.toml later, every sheet of the run is laid out alike.
world::Path frozen_shop(const Workspace& workspace, const std::string& order,
                        const std::string& shop);

// What keeps this version of the order from being printed by shops/NAME.toml as it is now: a name
// that is none, a faulty file, sheets that are too small, logos in its finishing inks
// (logo_inks.h), more ink than the shop bears
// (ink_check.h). Asked before anything is frozen. Writes specimens of the sheets and papers beside
// the order's versions and removes them; throws the finding::Failure that writing them would
// (specimen.h).
struct CheckedShop {
  finding::Findings findings;
  crypto::Digest digest;  // of the file as it was checked, if there is one
};
CheckedShop check_shop(const Desk& desk, const Workspace& workspace, const std::string& order,
                       const ledger::Version& version, const std::string& shop,
                       impose::Leaves scheme = impose::Leaves::imposed);

// Copies shops/NAME.toml there. Throws finding::Failure, and copies nothing, where it is no longer
// what was checked; what is released is `checked`.
void freeze_shop(const Workspace& workspace, const std::string& order,
                 const ledger::ShopFile& checked);

// Reads it back. Throws finding::Failure where its bytes are no longer those of `shop.digest`.
shop::Shop thaw_shop(const Desk& desk, const Workspace& workspace, const std::string& order,
                     const ledger::ShopFile& shop);

// `scheme`: on the shop's sheets, or leaf by leaf; the shop is then the one that such a run sees
// (impose/one_up.h). Throws finding::Failure where a frozen file was changed (the shop's among them: its bytes must be
// those of `shop.digest`), the sheets of the (frozen) shop are too small for the product, its
// colour profile is not the one that was approved, or the key is missing.
Prepared prepare(const Desk& desk, const Workspace& workspace, const std::string& order,
                 const ledger::Version& version, const ledger::ShopFile& shop, std::uint32_t epoch,
                 impose::Leaves scheme = impose::Leaves::imposed);

// The same of a batch that was released, by its release; the codes are of that epoch or of another.
Prepared prepare_again(const Desk& desk, const Workspace& workspace, const ledger::Batch& batch,
                       ledger::Laid laid, std::optional<std::uint32_t> epoch = std::nullopt);

// The epoch whose key makes the codes of new releases: the one in force by the ledger. Throws
// finding::Failure where its key isn't at hand: an older one is never taken instead.
std::uint32_t current_epoch(const Workspace& workspace, const ledger::Ledger& ledger);

codes::Coder coder_of(const Workspace& workspace, std::uint32_t epoch);

// A serial that the ledger names. Throws finding::Failure for one that can't be.
codes::Serial serial_of(std::uint64_t number);

}  // namespace imprimatur::flow
