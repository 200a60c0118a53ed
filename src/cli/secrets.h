// Secrets from people: typed unseen at the terminal, or by a descriptor.
#pragma once

#include "cli/arguments.h"

namespace imprimatur::cli {

// The passphrase of the keys: the first line that --passphrase-fd gives, else what is typed;
// nullopt without either.
std::optional<std::string> passphrase(const Common& common);

// A new one, which at the terminal has to be typed twice alike. Throws finding::Failure where it
// wasn't, or there is nobody to ask.
std::string new_passphrase(const Common& common);

}  // namespace imprimatur::cli
