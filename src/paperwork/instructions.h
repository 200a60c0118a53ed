// What an operator is told to do, in plain words. For the sources of this room.
//
// Sentences are in the order's language with their typography applied. They follow from the shop,
// the run and the document alone.
#pragma once

#include "finding/finding.h"
#include "impose/reprint.h"
#include "impose/run.h"
#include "page/page.h"
#include "shop/shop.h"

#include <string>
#include <vector>

namespace imprimatur::paperwork {

// "28 mm"; "28,5 mm"; to a tenth, the unit never on the next line.
std::string in_millimetres(measure::Length length, finding::Language language);

// Whether a sheet of this size, turned about that axis, is turned on its short edge.
bool turns_on_short_edge(measure::Size sheet, impose::Axis axis);

// A line of the sheet: what it speaks of, and what is said.
struct Fact {
  std::string what, said;
};

// Inks beside cyan, magenta, yellow and black: with plates of their own, and of finishing lines.
struct Inks {
  std::vector<std::string> spots, finishing;
};

// Paper, gripper, printing condition, inks, work style, delivery, stacking. One-up: the page,
// printing condition, inks, sides and order, since paper and press are the imposing shop's matter.
// `finishing` inks are those of lines in the files, which are to get no plates.
std::vector<Fact> press_facts(const shop::Shop& shop, const impose::Run& run,
                              const page::Document& document, const Inks& inks,
                              finding::Language language);

// How much of the run is in the folder: all of it, a part of its sheets, or a reprint.
struct Extent {
  bool part = false;
  const impose::Reprint* reprint = nullptr;
};

// What is done after printing, step by step: cut, stack (one-up: impose, cut), perforate, crease,
// fold, collate, staple, glue, count. Steps that the product doesn't need are left out. Of a
// reprint nothing is stacked: its pieces go back to where they are missing.
std::vector<std::string> finishing_steps(const impose::Run& run, const page::Document& document,
                                         const Extent& extent, finding::Language language);

}  // namespace imprimatur::paperwork
