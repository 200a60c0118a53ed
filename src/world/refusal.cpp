#include "world/refusal.h"

#include "finding/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace imprimatur::world {
namespace {

using finding::Sentence;

struct Reason {
  Sentence why;
  Sentence hint;
};

Sentence attempt(Act act, const std::string& name) {
  const auto [fr, en] = [act]() -> std::pair<const char*, const char*> {
    switch (act) {
      case Act::read: return {"lire", "read"};
      case Act::write: return {"écrire", "write"};
      case Act::make_folder: return {"créer le dossier", "make the folder"};
      case Act::finish_folder: return {"mettre en place le dossier", "put in place the folder"};
      case Act::lock: return {"verrouiller", "lock"};
      case Act::start: return {"lancer", "start"};
      case Act::remove: return {"effacer", "remove"};
    }
    return {"utiliser", "use"};
  }();
  return {fmt::format("Impossible de {} «\u00a0{}\u00a0»", fr, name),
          fmt::format("Cannot {} \"{}\"", en, name)};
}

Reason reason_of(int error) {
  switch (error) {
    case ENOENT:
      return {{"ce fichier ou ce dossier n’existe pas", "no such file or folder"},
              {"Vérifiez le chemin, ou créez d’abord le dossier.",
               "Check the path, or make the folder first."}};
    case EACCES:
    case EPERM:
      return {{"l’accès est refusé", "permission denied"},
              {"Vérifiez les droits sur ce chemin, ou choisissez un autre dossier.",
               "Check the rights on this path, or choose another folder."}};
    case EROFS:
      return {{"ce volume est en lecture seule", "this volume is read-only"},
              {"Choisissez un dossier sur un autre volume, ou montez celui-ci en écriture.",
               "Choose a folder on another volume, or mount this one for writing."}};
    case ENOSPC:
    case EDQUOT:
      return {
          {"il ne reste plus de place", "no space is left"},
          {"Libérez de la place ou choisissez un dossier sur un autre volume, puis relancez la "
           "commande.",
           "Free some space or choose a folder on another volume, then run the command again."}};
    case EFBIG:
      return {{"le fichier dépasse la taille permise", "the file grows past the allowed size"},
              {"Relevez la limite (ulimit -f), ou choisissez un dossier sur un autre volume.",
               "Raise the limit (ulimit -f), or choose a folder on another volume."}};
    case EISDIR:
      return {{"c’est un dossier", "it is a folder"},
              {"Donnez le chemin d’un fichier.", "Give the path of a file."}};
    case ENOTDIR:
      return {{"un élément du chemin n’est pas un dossier", "a part of the path is not a folder"},
              {"Vérifiez le chemin.", "Check the path."}};
    case ENOTEMPTY:
    case EEXIST:
      return {{"il existe déjà et n’est pas un dossier vide",
               "it already exists and is not an empty folder"},
              {"Choisissez un autre nom, ou déplacez ce qui s’y trouve.",
               "Choose another name, or move away what is there."}};
    case ENAMETOOLONG:
      return {{"le nom est trop long", "the name is too long"},
              {"Choisissez un nom plus court.", "Choose a shorter name."}};
    case EMFILE:
    case ENFILE:
      return {{"trop de fichiers sont ouverts", "too many files are open"},
              {"Fermez d’autres programmes, ou relevez la limite (ulimit -n).",
               "Close other programs, or raise the limit (ulimit -n)."}};
    case EIO:
      return {{"le disque signale une erreur", "the disk reports an error"},
              {"Vérifiez l’état du disque, ou choisissez un dossier sur un autre volume.",
               "Check the disk, or choose a folder on another volume."}};
    default: break;
  }
  // Not strerror: it follows the locale.
  const char* name = strerrorname_np(error);
  const std::string shown = name != nullptr ? name : std::to_string(error);
  return {{"erreur du système " + shown, "system error " + shown},
          {"Corrigez la cause, puis relancez la commande.",
           "Correct the cause, then run the command again."}};
}

}  // namespace

std::string printable(const Path& path) {
  std::string text = path.string();
  std::replace_if(
      text.begin(), text.end(),
      [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
      },
      '?');
  return text;
}

void refuse(Act act, const Path& path, int error) {
  const Sentence tried = attempt(act, printable(path));
  const Reason reason = reason_of(error);
  throw finding::Failure({fmt::format("{}\u00a0: {}.", tried.fr, reason.why.fr),
                          fmt::format("{}: {}.", tried.en, reason.why.en)},
                         reason.hint);
}

}  // namespace imprimatur::world
