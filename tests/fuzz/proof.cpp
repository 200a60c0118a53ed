// The reader of ledger proofs and checkpoints, on whatever libFuzzer thinks of. See CONTRIBUTING.md.
#include "ledger/chain.h"
#include "tlog/proof.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace imprimatur;

// What is read must be all that stands there, and no proof may hold of a tree that it doesn't name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  finding::Findings findings;
  const auto proof = tlog::read_proof(bytes, "proof", findings);
  if (proof.has_value() == findings.has_errors()) std::abort();
  if (const auto head = tlog::TreeHead::read(bytes))
    if (tlog::TreeHead::read(head->text()) != *head) std::abort();
  if (const auto key = tlog::VerifierKey::read(bytes))
    if (key->text() != bytes) std::abort();
  if (const auto row = ledger::row_of(bytes))
    if (ledger::entry_of(*row) != bytes) std::abort();
  if (!proof) return 0;
  if (std::visit([](const auto& one) { return to_text(one); }, *proof) != bytes) std::abort();
  if (const auto* inclusion = std::get_if<tlog::Inclusion>(&*proof)) {
    tlog::Inclusion other = *inclusion;
    other.entry += 'x';
    if (proves(other)) std::abort();
    (void)ledger::row_of(inclusion->entry);
  } else if (proves(std::get<tlog::Consistency>(*proof), {1, tlog::leaf_hash("x")})) {
    std::abort();
  }
  return 0;
}
