// The inverse proof: print, cut, stack, fold; does every booklet come out whole, in order, backs on
// fronts?
//
// It knows what the machines of a shop do and nothing of the arithmetic that made the plan: it asks
// the plan what each slot of each sheet says and follows the paper. Every run is proved as it is
// made, before a client sees a BAT or a serial is taken.
#pragma once

#include "impose/run.h"

#include <optional>

namespace imprimatur::impose {

// nullopt: everything comes out as it must. Takes time by the number of slots, and no memory.
std::optional<finding::Sentence> fault_of(const Run& run);

}  // namespace imprimatur::impose
