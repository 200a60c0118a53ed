#include "ledger/chain.h"

#include "crypto/derive.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <vector>

namespace imprimatur::ledger {
namespace {

using finding::Sentence;

// A length before each field: no two different rows give the same text.
std::string netstring(std::string_view bytes) {
  return fmt::format("{}:{},", bytes.size(), bytes);
}

constexpr std::string_view entry_mark = "imprimatur event 1";

// Takes the first netstring off `rest`; nullopt where none is there.
std::optional<std::string_view> take_netstring(std::string_view& rest) {
  std::size_t size = 0;
  const auto digits = std::from_chars(rest.data(), rest.data() + rest.size(), size);
  const auto start = static_cast<std::size_t>(digits.ptr - rest.data()) + 1;
  if (digits.ec != std::errc{} || start > rest.size() || size >= rest.size() - start)
    return std::nullopt;
  const std::string_view bytes = rest.substr(start, size);
  rest.remove_prefix(start + size + 1);
  return bytes;
}

// 0 for what is no number: whoever asks compares what is written of it.
std::int64_t number_in(std::string_view digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

Sentence missing(std::int64_t first, std::int64_t last) {
  if (first == last)
    return {fmt::format("L’événement {} manque.", first),
            fmt::format("Event {} is missing.", first)};
  return {fmt::format("Les événements {} à {} manquent.", first, last),
          fmt::format("Events {} to {} are missing.", first, last)};
}

}  // namespace

std::string entry_of(const Row& row) {
  return netstring(entry_mark) + netstring(std::to_string(row.sequence)) +
         netstring(std::to_string(row.instant)) + netstring(row.kind) + netstring(row.order) +
         netstring(row.body) + netstring(row.previous);
}

std::optional<Row> row_of(std::string_view entry) {
  std::array<std::string, 7> fields;
  std::string_view rest = entry;
  for (std::string& field : fields) {
    const auto next = take_netstring(rest);
    if (!next) return std::nullopt;
    field = *next;
  }
  Row row{
      number_in(fields[1]), number_in(fields[2]), fields[3], fields[4], fields[5], fields[6], ""};
  if (entry_of(row) != entry) return std::nullopt;
  row.hash = hash_of(row);
  return row;
}

std::string hash_of(const Row& row) {
  return crypto::sha256(entry_of(row)).hex();
}

tlog::Hash leaf_of(const Row& row) {
  return tlog::leaf_hash(entry_of(row));
}

std::string seal_of(const Head& head, const crypto::Secret& key) {
  std::string text = netstring(head.peaks ? "imprimatur head 2" : "imprimatur head 1") +
                     netstring(std::to_string(head.count)) + netstring(head.last);
  if (head.peaks) text += netstring(*head.peaks);
  const std::vector<std::uint8_t> message(text.begin(), text.end());
  const crypto::Secret mac = crypto::hmac_sha256(key.bytes(), message);
  crypto::Digest seal;
  std::ranges::copy(mac.bytes(), seal.bytes.begin());
  return seal.hex();
}

std::string peaks_to_text(const tlog::Frontier& tree) {
  std::string text;
  for (const tlog::Hash& peak : tree.peaks()) text += peak.hex();
  return text;
}

std::optional<tlog::Frontier> tree_of(const Head& head) {
  std::vector<tlog::Hash> peaks;
  const std::string_view text = head.peaks ? std::string_view(*head.peaks) : std::string_view();
  for (std::size_t at = 0; at < text.size(); at += 64) {
    const auto peak = tlog::Hash::from_hex(text.substr(at, 64));
    if (!peak) return std::nullopt;
    peaks.push_back(*peak);
  }
  return tlog::Frontier::of(static_cast<std::uint64_t>(head.count), std::move(peaks));
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
  leaves_.push_back(leaf_of(row));
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

// Where something else is wrong already the tree is too, and says nothing new.
void ChainCheck::check_tree(const Head& head) {
  if (!head.peaks || !findings_.empty()) return;
  tlog::Frontier tree;
  for (const tlog::Hash& leaf : leaves_) tree.add(leaf);
  if (peaks_to_text(tree) == *head.peaks) return;
  error(0, "ledger-tree",
        {"L’arbre des empreintes du registre n’est pas celui de ses événements\u00a0: l’un ou "
         "l’autre a été réécrit.",
         "The ledger's tree of hashes is not that of its events: one of the two was rewritten."});
}

finding::Findings ChainCheck::finish(const std::optional<Head>& head, const crypto::Secret* key) {
  if (!head) {
    error(0, "ledger-head", {"La tête du registre manque.", "The ledger's head is missing."});
    return findings_;
  }
  if (key && head->seal != seal_of(*head, *key))
    error(
        0, "ledger-head",
        {"Le sceau de la tête du registre est faux\u00a0: elle a été réécrite, ou la clé n’est pas "
         "celle de ce registre.",
         "The seal of the ledger's head is wrong: it was rewritten, or the key is not this "
         "ledger's."});
  check_end(*head);
  check_tree(*head);
  return findings_;
}

}  // namespace imprimatur::ledger
