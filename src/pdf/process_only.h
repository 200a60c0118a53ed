// Client artwork without spot inks: what was painted with one is painted with the process inks that
// stand for it. For this room's own sources.
#pragma once

#include "ink/ink.h"
#include "page/form.h"

#include <functional>
#include <optional>
#include <string>

namespace imprimatur::pdf {

// The file's alternate for a spot that it knows by this name; nullopt: the artwork's own counts.
using AlternateOf = std::function<std::optional<ink::Process>(const std::string& spot)>;

// Colours in content, palettes, images, gradients and patterns, to the same tints that a press
// without the spot's plate would print. Names of process plates (/Separation /Black) stay: they
// are no plates of their own. Throws finding::Failure where a colour can't be computed: a gradient
// of two variables, an unknown filter, a program that none can run.
page::Form in_process_inks(page::Form form, const AlternateOf& alternate_of);

}  // namespace imprimatur::pdf
