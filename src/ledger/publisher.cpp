#include "ledger/publisher.h"

#include "finding/failure.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <cassert>

namespace imprimatur::ledger {
namespace {

using finding::Failure;
using finding::Language;

// Nobody else's, and the same for as long as the key is.
std::string name_made_of(const crypto::PublicKey& key) {
  const std::string bytes(key.begin(), key.end());
  return "imprimatur/" + crypto::sha256(bytes).hex().substr(0, 16);
}

std::string events(std::uint64_t count, Language language) {
  return wording::number(static_cast<std::int64_t>(count), language);
}

[[noreturn]] void refuse_foreign(const world::Path& file) {
  throw Failure(
      {fmt::format("{} n’est pas un point de contrôle de ce registre\u00a0: un autre l’a écrit, ou "
                   "modifié.",
                   file.string()),
       fmt::format("{} is not a checkpoint of this ledger: somebody else wrote or changed it.",
                   file.string())},
      {"Lancez «\u00a0imprimatur ledger verify --against\u00a0» avec un point de contrôle que "
       "quelqu’un d’autre a gardé\u202f; si tout va bien, mettez ce fichier de côté.",
       "Run \"imprimatur ledger verify --against\" with a checkpoint that somebody else kept; if "
       "all is well, set this file aside."});
}

[[noreturn]] void refuse_older(const world::Path& file, std::uint64_t said, std::uint64_t there) {
  throw Failure(
      {fmt::format(
           "Le registre compte {} événements, son point de contrôle {} en a signé {}\u00a0: "
           "une copie plus ancienne a été remise en place.",
           events(there, Language::french), file.string(), events(said, Language::french)),
       fmt::format("The ledger has {} events, its checkpoint {} signed {}: an older copy was put "
                   "back.",
                   events(there, Language::english), file.string(),
                   events(said, Language::english))},
      {"Reprenez la sauvegarde la plus récente\u00a0: des numéros déjà attribués le seraient à "
       "nouveau. Ne mettez ce fichier de côté qu’une fois établi ce qui est perdu.",
       "Fetch the newest backup: serials that were given would be given again. Set this file aside "
       "only once it is known what is lost."});
}

[[noreturn]] void refuse_rewritten(const world::Path& file) {
  throw Failure(
      {fmt::format("Le registre n’est pas celui que son point de contrôle {} a signé\u00a0: "
                   "son histoire a été réécrite.",
                   file.string()),
       fmt::format("The ledger is not the one that its checkpoint {} signed: its history "
                   "was rewritten.",
                   file.string())},
      {"N’écrivez plus rien\u202f; comparez le registre avec une sauvegarde.",
       "Write nothing more; compare the ledger with a backup."});
}

}  // namespace

Publisher::Publisher(Publication publication) : publication_(std::move(publication)) {
  const auto there = standing();
  origin_ = publication_.origin.value_or(there ? there->origin
                                               : name_made_of(publication_.key.public_key()));
  assert(tlog::is_key_name(origin_));
}

std::string Publisher::note(const tlog::TreeHead& head) const {
  return tlog::sign({origin_, head}, publication_.key);
}

std::optional<tlog::Checkpoint> Publisher::standing() const {
  const world::Path& file = publication_.file;
  if (!world::is_ordinary_file(file)) return std::nullopt;
  const auto there = tlog::SignedCheckpoint::read(world::read_file(file));
  // Its origin may have been another: names change, the key doesn't.
  if (!there ||
      !there->note.is_signed_by({there->checkpoint.origin, publication_.key.public_key()}))
    refuse_foreign(file);
  return there->checkpoint;
}

bool Publisher::is_behind(const std::optional<tlog::Checkpoint>& standing,
                          const tlog::TreeHead& head) const {
  if (!standing) return true;
  if (standing->head.size > head.size)
    refuse_older(publication_.file, standing->head.size, head.size);
  if (standing->head.size < head.size) return true;
  if (standing->head != head) refuse_rewritten(publication_.file);
  return standing->origin != origin_;
}

void Publisher::write(const tlog::TreeHead& head) const {
  world::write_file(publication_.file, note(head));
}

}  // namespace imprimatur::ledger
