// Saying what a use case did: to a person, or as one JSON object to a program.
#pragma once

#include "flow/outcome.h"

#include <string>

namespace imprimatur::cli {

// Findings first, then the lines, in one language; ends with a newline, or is empty.
std::string to_people(const flow::Outcome& outcome, finding::Language language);

// {"exit": n, "findings": [{severity, rule, file, line, column, sentence, hint}], …facts}, one
// line.
std::string to_program(const flow::Outcome& outcome, finding::Language language);

}  // namespace imprimatur::cli
