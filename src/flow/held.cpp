#include "flow/held.h"

#include "flow/pass_words.h"
#include "flow/say.h"

#include <fmt/format.h>

namespace imprimatur::flow {
namespace {

using finding::Language;

constexpr std::uintmax_t largest_checkpoint = 1u << 16;

void refuse_words(const std::string& name, std::string_view fr, std::string_view en,
                  finding::Findings& findings) {
  findings.error(
      "checkpoint-file", {}, {fmt::format("{} {}.", name, fr), fmt::format("{} {}.", name, en)},
      {"Donnez le fichier «\u00a0checkpoint\u00a0» reçu ou gardé, ou, entre guillemets, "
       "la ligne d’une fiche de fabrication\u00a0: le nombre d’événements et les huit "
       "groupes de huit chiffres.",
       "Give the file \"checkpoint\" as it was kept or received, or, in quotes, the line "
       "of a job sheet: the number of events and the eight groups of eight digits."});
}

}  // namespace

std::optional<Held> read_held(const std::string& words, finding::Findings& findings) {
  if (const auto head = tlog::TreeHead::read(words)) return Held{head->text(), *head, std::nullopt};
  if (world::is_ordinary_file(words)) return read_held_file(words, findings);
  refuse_words(named(words), "n’est ni un fichier ni la ligne d’une fiche",
               "is neither a file nor the line of a job sheet", findings);
  return std::nullopt;
}

std::optional<Held> read_held_file(const world::Path& file, finding::Findings& findings) {
  if (std::filesystem::file_size(file) <= largest_checkpoint)
    if (auto note = tlog::SignedCheckpoint::read(world::read_file(file)))
      return Held{named(file), note->checkpoint.head, std::move(note)};
  refuse_words(named(file), "n’est pas un point de contrôle", "is not a checkpoint", findings);
  return std::nullopt;
}

void refuse_signature(const std::string& name, const std::string& origin,
                      finding::Findings& findings) {
  findings.error(
      "checkpoint-signature", {name},
      {fmt::format("La clé n’a pas signé ce point de contrôle, qui se dit de {}\u00a0: il a été "
                   "modifié, ou il est d’un autre registre.",
                   named(origin)),
       fmt::format("The key did not sign this checkpoint, which says that it is of {}: it was "
                   "changed, or it is of another ledger.",
                   named(origin))},
      {"Comparez-le avec celui que quelqu’un d’autre a gardé, et la clé avec «\u00a0imprimatur "
       "ledger key\u00a0».",
       "Compare it with one that somebody else kept, and the key with \"imprimatur ledger key\"."});
}

void expect_signed(const Held& held, const crypto::PublicKey& key, finding::Findings& findings) {
  if (!held.note) return;
  const std::string& origin = held.note->checkpoint.origin;
  if (!held.note->note.is_signed_by({origin, key})) refuse_signature(held.name, origin, findings);
}

void expect_continued(const Held& held, tlog::Leaves leaves, finding::Findings& findings) {
  const std::uint64_t size = held.head.size;
  if (size > leaves.size()) {
    findings.error(
        "checkpoint-ahead", {held.name},
        {fmt::format("Ce point de contrôle compte {} événements, le registre {}\u00a0: une copie "
                     "plus ancienne a été remise en place, ou des événements ont été ôtés.",
                     grouped(size, Language::french), grouped(leaves.size(), Language::french)),
         fmt::format("This checkpoint has {} events, the ledger {}: an older copy was put back, or "
                     "events were removed.",
                     grouped(size, Language::english), grouped(leaves.size(), Language::english))},
        {"Reprenez la sauvegarde la plus récente\u202f; n’imprimez plus rien avant d’avoir "
         "compris.",
         "Fetch the newest backup; print nothing before this is understood."});
  } else if (tlog::root_of(leaves.first(size)) != held.head.root) {
    findings.error(
        "checkpoint-differs", {held.name},
        {fmt::format("Les {} premiers événements ne sont plus ceux de ce point de contrôle\u00a0: "
                     "l’histoire a été réécrite depuis, ou il est d’un autre registre.",
                     grouped(size, Language::french)),
         fmt::format("The first {} events are no longer those of this checkpoint: history was "
                     "rewritten since, or it is of another ledger.",
                     grouped(size, Language::english))},
        {"Relisez chaque chiffre\u202f; puis comparez le registre avec une sauvegarde de ce temps.",
         "Read each digit again; then compare the ledger with a backup of that time."});
  }
}

}  // namespace imprimatur::flow
