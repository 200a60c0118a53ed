// What names a person, kept beside the ledger and not in it: orders/ID/persons/SHA256, a file that
// can be erased for good, of which the ledger has the SHA-256. Sixteen random bytes stand before
// the words, so that nobody finds them again by trying names.
//
// To erase a person: this file and the mails to them (orders/ID/mail). Their name in an order that
// was frozen is part of what was approved, and stays.
#pragma once

#include "crypto/digest.h"
#include "flow/workspace.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

crypto::Digest keep_person(const Desk& desk, const Workspace& workspace, const std::string& order,
                           const std::string& words);

// The file's bytes, for who hands it on with its words.
std::optional<std::string> person_file(const Workspace& workspace, const std::string& order,
                                       const crypto::Digest& digest);

// The words of such a file; nullopt where it isn't the one of this digest.
std::optional<std::string> words_of_person(const std::string& bytes, const crypto::Digest& digest);

// nullopt where it was erased. Throws finding::Failure where the file is another.
std::optional<std::string> person(const Workspace& workspace, const std::string& order,
                                  const crypto::Digest& digest);

}  // namespace imprimatur::flow
