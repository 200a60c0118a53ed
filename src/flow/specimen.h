// The sheets of one booklet and their papers, written before any serial is taken: what can go wrong
// in writing goes wrong on these, and their ink is what the press will lay.
#pragma once

#include "flow/desk.h"
#include "flow/versions.h"
#include "impose/run.h"
#include "press/manifest.h"
#include "shop/shop.h"

namespace imprimatur::flow {

// A run as it would be pressed: `run` was made of this document and this shop.
struct Intended {
  const page::Document& document;
  const page::Resources& resources;
  const shop::Shop& shop;
  const impose::Run& run;
};

// Writes them with the very writer of the press, of one stock of the run, into an existing folder;
// but with a key of zeros and the serials from 1, so that no code of theirs is worth anything.
// Throws the finding::Failure that writing them would: a logo whose spot ink can't be converted,
// say.
press::Manifest write_specimen(const Desk& desk, const Intended& intended,
                               const impose::StockPlan& stock, const world::Path& folder);

// Writes those of all stocks, and the papers that go with them, into a scratch folder in `beside`,
// and leaves nothing. `intended` was made of `frozen`.
void rehearse(const Desk& desk, const Intended& intended, const Frozen& frozen,
              const world::Path& beside);

}  // namespace imprimatur::flow
