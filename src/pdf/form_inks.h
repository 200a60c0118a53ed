// The spot inks of client artwork.
#pragma once

#include "page/form.h"

#include <string>
#include <vector>

namespace imprimatur::pdf {

// Those that the form has colour spaces of, each once, as a writer would take them into its file
// (SpotInks::kept).
std::vector<std::string> inks_of_form(const page::Form& form);

}  // namespace imprimatur::pdf
