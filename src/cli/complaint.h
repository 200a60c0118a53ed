// What is wrong with a command line, in the languages of the house: CLI11 speaks English alone.
#pragma once

#include "flow/outcome.h"

#include <string>
#include <vector>

namespace imprimatur::cli {

// What CLI11 raised: the name of its error, its words, the arguments that nothing took, and the
// commands and options ("--amount") that there are where it stopped.
struct Fault {
  std::string kind, words;
  std::vector<std::string> left_over;
  std::vector<std::string> known;
};

// Names options, and the known name that an unknown one is nearest to; never repeats another
// argument: it may be a code.
finding::Sentence explain(const Fault& fault);

// The whole answer. `command`: as far as it could be read, for the hint ("imprimatur press").
flow::Outcome complaint(const Fault& fault, const std::string& command);

}  // namespace imprimatur::cli
