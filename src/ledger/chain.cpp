#include "ledger/chain.h"

#include "crypto/derive.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <climits>
#include <vector>

namespace imprimatur::ledger {
namespace {

using finding::Sentence;

// A length before each field: no two different rows give the same text.
std::string netstring(std::string_view bytes) {
  return fmt::format("{}:{},", bytes.size(), bytes);
}

Sentence missing(std::int64_t first, std::int64_t last) {
  if (first == last)
    return {fmt::format("L’événement {} manque.", first),
            fmt::format("Event {} is missing.", first)};
  return {fmt::format("Les événements {} à {} manquent.", first, last),
          fmt::format("Events {} to {} are missing.", first, last)};
}

}  // namespace

std::string hash_of(const Row& row) {
  const std::string text = netstring("imprimatur event 1") +
                           netstring(std::to_string(row.sequence)) +
                           netstring(std::to_string(row.instant)) + netstring(row.kind) +
                           netstring(row.order) + netstring(row.body) + netstring(row.previous);
  return crypto::sha256(text).hex();
}

std::string seal_of(std::int64_t count, const std::string& last, const crypto::Secret& key) {
  const std::string text =
      netstring("imprimatur head 1") + netstring(std::to_string(count)) + netstring(last);
  const std::vector<std::uint8_t> message(text.begin(), text.end());
  const crypto::Secret mac = crypto::hmac_sha256(key.bytes(), message);
  crypto::Digest seal;
  std::ranges::copy(mac.bytes(), seal.bytes.begin());
  return seal.hex();
}

void ChainCheck::error(std::int64_t event, const char* rule, Sentence sentence) {
  const int line = static_cast<int>(std::clamp<std::int64_t>(event, 0, INT_MAX));
  findings_.error(rule, {file_, line, line > 0 ? 1 : 0}, std::move(sentence),
                  {"N’écrivez plus rien dans ce registre\u202f; comparez-le avec une sauvegarde.",
                   "Write nothing more to this ledger; compare it with a backup."});
}

void ChainCheck::check_number(const Row& row) {
  gap_ = row.sequence > last_number_ + 1;
  if (gap_) error(last_number_ + 1, "ledger-missing", missing(last_number_ + 1, row.sequence - 1));
  if (row.sequence <= last_number_)
    error(row.sequence, "ledger-added",
          {fmt::format("L’événement {} a été ajouté hors de la suite des numéros.", row.sequence),
           fmt::format("Event {} was added outside the run of numbers.", row.sequence)});
}

void ChainCheck::add(const Row& row) {
  check_number(row);
  if (hash_of(row) != row.hash)
    error(row.sequence, "ledger-changed",
          {fmt::format("L’événement {} a été modifié après avoir été écrit.", row.sequence),
           fmt::format("Event {} was changed after it was written.", row.sequence)});
  if (!gap_ && row.previous != last_hash_)
    error(
        row.sequence, "ledger-changed",
        {fmt::format("L’événement {} ne suit pas celui qui le précède\u00a0: l’un des deux a été "
                     "réécrit ou remplacé.",
                     row.sequence),
         fmt::format("Event {} does not follow the one before it: one of the two was rewritten or "
                     "replaced.",
                     row.sequence)});
  last_number_ = std::max(last_number_, row.sequence);
  last_hash_ = row.hash;
}

void ChainCheck::check_end(const Head& head) {
  if (head.count > last_number_) {
    error(last_number_ + 1, "ledger-missing", missing(last_number_ + 1, head.count));
  } else if (head.count < last_number_) {
    error(head.count + 1, "ledger-added",
          {fmt::format(
               "La tête du registre compte {} événements\u202f; les suivants ont été ajoutés.",
               wording::number(head.count, finding::Language::french)),
           fmt::format("The ledger's head counts {} events; those after it were added.",
                       wording::number(head.count, finding::Language::english))});
  } else if (head.last != last_hash_) {
    error(
        last_number_, "ledger-changed",
        {"La suite des événements a été réécrite, empreintes comprises\u00a0: le dernier n’est pas "
         "celui que la tête du registre a scellé.",
         "The run of events was rewritten, hashes included: the last one is not the one that the "
         "ledger's head sealed."});
  }
}

finding::Findings ChainCheck::finish(const std::optional<Head>& head, const crypto::Secret* key) {
  if (!head) {
    error(0, "ledger-head", {"La tête du registre manque.", "The ledger's head is missing."});
    return findings_;
  }
  if (key && head->seal != seal_of(head->count, head->last, *key))
    error(
        0, "ledger-head",
        {"Le sceau de la tête du registre est faux\u00a0: elle a été réécrite, ou la clé n’est pas "
         "celle de ce registre.",
         "The seal of the ledger's head is wrong: it was rewritten, or the key is not this "
         "ledger's."});
  check_end(*head);
  return findings_;
}

}  // namespace imprimatur::ledger
