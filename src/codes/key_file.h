// The text of a master key's file, plain (format 1) or under a passphrase (format 2): see
// docs/formats/keys.md. For the sources of this room.
#pragma once

#include "codes/keys.h"

#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::codes {

// `salt` of 16 bytes where there is a passphrase. Whoever gets the text of a plain key wipes it.
std::string key_to_text(std::uint32_t epoch, const crypto::Secret& key,
                        const crypto::Secret* passphrase, std::string_view salt);

// nullopt unless `text` is, to the byte, what key_to_text writes for that epoch. Asks for the
// passphrase where the file has one; throws finding::Failure where it isn't the right one.
std::optional<crypto::Secret> key_from_text(std::uint32_t epoch, std::string_view text,
                                            const AskPassphrase& ask);

// Whether the first line says that it is under a passphrase.
bool is_locked(std::string_view text);

// "imprimatur master key, format 1, epoch 12": 12.
std::optional<std::uint32_t> epoch_in(std::string_view text);

}  // namespace imprimatur::codes
