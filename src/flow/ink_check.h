// Whether the sheets of a run lay more ink than their shop bears, asked before any serial is taken.
#pragma once

#include "flow/desk.h"
#include "impose/run.h"
#include "shop/shop.h"

namespace imprimatur::flow {

// A run as it would be pressed: `run` was made of this document and this shop.
struct Intended {
  const page::Document& document;
  const page::Resources& resources;
  const shop::Shop& shop;
  const impose::Run& run;
};

// Writes of each stock the sheets of one booklet with the very writer of the press, but with a key
// of zeros and the serials from 1, so that no code of theirs is worth anything; has them separated,
// and measures the leaves with their bleed. Every page that has more ink on some square than [inks]
// limit of the shop is the error "ink-limit"; a shop without that limit is not asked. Finishing
// lines, which no press prints, are left out.
//
// `scratch` is a name that nothing has, in a folder that can be written; nothing is left there.
// Throws finding::Failure where that is not so and where nothing can be measured
// (coverage/coverage.h).
finding::Findings check_ink(const Desk& desk, const Intended& intended, const world::Path& scratch);

}  // namespace imprimatur::flow
