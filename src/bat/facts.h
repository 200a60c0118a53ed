// The pages of the proof that are read rather than looked at.
#pragma once

#include "bat/bat.h"
#include "bat/paper.h"

namespace imprimatur::bat {

// What is to be approved, from the first page on.
void write_facts(Paper& paper, const Proof& proof);

// Order, version and page number at the foot of pages `first` to the last, of `total` in the whole proof.
void write_feet(Paper& paper, const Proof& proof, std::size_t first, std::size_t total);

}  // namespace imprimatur::bat
