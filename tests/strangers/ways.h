// Orders pressed in every way that a shop can ask for: the schemes of imposition, and for each of
// them the kinds of PDF, what becomes of spot inks and where the finishing lines stand.
#pragma once

#include "../flow/shop.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace imprimatur::strangers {

// A text of the shipped shop's file, and what a test has instead.
struct Exchange {
  std::string was, is;
};

struct Scheme {
  const char* name;
  const char* product;              // a template of the house
  std::set<std::string> finishing;  // the inks of its finishing lines, where they are drawn
  std::vector<Exchange> shop = {};  // in the shipped shop's file
  const char* grid = "columns = 1\nrows = 2";
  const char* lift = "sheets = 3";
  std::uint32_t full = 2, with_voids = 4;  // sheets of every stock
  bool one_up = false;
};
const std::vector<Scheme>& schemes();

struct Way {
  shop::FileKind kind = shop::FileKind::pdf_x4;
  shop::Spots spots = shop::Spots::kept;
  shop::FinishingIn finishing = shop::FinishingIn::none;
  std::string name() const;
};
const std::vector<Way>& every_way();

// The spot inks of the orders: of the template, which passes and covers print, and of a logo.
const std::set<std::string>& spot_inks();

// A folder that `press` left, with one sheet of each stock.
struct Pressed {
  world::TestFolder folder;
  std::vector<world::Path> sheets, finishing, papers;  // PDFs
  std::string ticket;
};

// Presses a sheet of an approved order of the scheme's product as in `way`, in a copy of its
// workspace, since an order belongs to one shop for ever. Throws where it can't.
std::unique_ptr<Pressed> press(const Scheme& scheme, const Way& way, std::uint32_t sheet);

}  // namespace imprimatur::strangers
