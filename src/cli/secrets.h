// Secrets from people: typed unseen at the terminal, or by a descriptor.
#pragma once

#include "cli/arguments.h"
#include "world/secrets.h"

namespace imprimatur::cli {

// The passphrase of the keys: the first line that --passphrase-fd gives, else what is typed;
// nullopt without either.
std::optional<world::SecretText> passphrase(const Common& common);

// A new one, which at the terminal has to be typed twice alike. Throws finding::Failure where it
// wasn't, or there is nobody to ask.
world::SecretText new_passphrase(const Common& common);

}  // namespace imprimatur::cli
