#include "artwork/document_remarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace imprimatur::artwork {
namespace {

using finding::Severity;

// {0} is the document's name, {1} the detail.
struct DocumentText {
  std::string_view rule;
  Severity severity;
  std::string_view fr, en, hint_fr, hint_en;
};

constexpr std::string_view again_fr =
    "Exportez-le de nouveau depuis le logiciel qui l’a créé, en PDF/X-4 de préférence.";
constexpr std::string_view again_en =
    "Export it again from the program that made it, as PDF/X-4 if possible.";

constexpr std::array document_texts = {
    DocumentText{"document-empty", Severity::error, "«\u00a0{0}\u00a0» est un fichier vide.",
                 "\"{0}\" is an empty file.", "Faites renvoyer le fichier\u00a0: l’envoi a échoué.",
                 "Have the file sent again: the transfer failed."},
    DocumentText{"document-kind", Severity::error, "«\u00a0{0}\u00a0» n’est pas un PDF.",
                 "\"{0}\" is not a PDF.", again_fr, again_en},
    DocumentText{"document-damaged", Severity::error,
                 "«\u00a0{0}\u00a0» est abîmé ou incomplet ({1}).",
                 "\"{0}\" is damaged or incomplete ({1}).", again_fr, again_en},
    DocumentText{"document-encrypted", Severity::error,
                 "«\u00a0{0}\u00a0» est chiffré ou protégé par un mot de passe.",
                 "\"{0}\" is encrypted or protected by a password.",
                 "Demandez une version sans protection.", "Ask for a version without protection."},
    DocumentText{"document-no-pages", Severity::error, "«\u00a0{0}\u00a0» n’a aucune page.",
                 "\"{0}\" has no page.", again_fr, again_en},
    DocumentText{"document-dimensions", Severity::error,
                 "«\u00a0{0}\u00a0»\u00a0: la page {1} n’a pas de dimensions utilisables (entre "
                 "5\u00a0mm et 5\u00a0m).",
                 "\"{0}\": page {1} has no usable dimensions (between 5 mm and 5 m).",
                 "Corrigez TrimBox, CropBox ou MediaBox de cette page.",
                 "Correct the TrimBox, CropBox or MediaBox of this page."},
    DocumentText{"document-too-large", Severity::error,
                 "«\u00a0{0}\u00a0» dépasse la taille admise (1\u00a0Gio).",
                 "\"{0}\" is larger than what is admitted (1 GiB).",
                 "Divisez le document, ou réduisez la résolution de ses images.",
                 "Divide the document, or lower the resolution of its pictures."},
    DocumentText{"document-complex", Severity::error,
                 "«\u00a0{0}\u00a0» est trop complexe pour être lu avec la mémoire prévue.",
                 "\"{0}\" is too complex to be read within the memory set aside for it.",
                 "Divisez le document, ou simplifiez ses dessins.",
                 "Divide the document, or simplify its drawings."},
    DocumentText{"document-fields", Severity::error,
                 "«\u00a0{0}\u00a0» a des champs de formulaire dont l’aspect n’est pas fixé.",
                 "\"{0}\" has form fields whose look is not settled.",
                 "Aplatissez le formulaire, puis enregistrez de nouveau le document.",
                 "Flatten the form, then save the document again."},
    DocumentText{"document-states", Severity::error,
                 "«\u00a0{0}\u00a0»\u00a0: la page {1} rétablit un état graphique qu’elle n’a pas "
                 "enregistré.",
                 "\"{0}\": page {1} restores a graphics state that it has not saved.", again_fr,
                 again_en},
    DocumentText{"document-annotations", Severity::note,
                 "Les liens et annotations qui ne s’impriment pas de «\u00a0{0}\u00a0» ont été "
                 "laissés de côté.",
                 "Links and annotations of \"{0}\" that don't print were left out.", "", ""},
    DocumentText{"document-intents", Severity::error,
                 "«\u00a0{0}\u00a0» n’est pas fait pour la même condition d’impression que les "
                 "autres ({1}).",
                 "\"{0}\" is not made for the same printing condition as the others ({1}).",
                 "Imposez ces documents séparément, ou exportez-les pour la même condition.",
                 "Impose these documents apart, or export them for the same condition."},
    DocumentText{"document-layers", Severity::error,
                 "Les calques de «\u00a0{0}\u00a0» ne peuvent pas être réunis à ceux des autres "
                 "documents.",
                 "The layers of \"{0}\" can't be joined with those of the other documents.",
                 "Aplatissez les calques, ou imposez ce document séparément.",
                 "Flatten the layers, or impose this document apart."},
    DocumentText{"document-slow", Severity::error,
                 "La lecture de «\u00a0{0}\u00a0» a dépassé le temps prévu.",
                 "Reading \"{0}\" took longer than is set aside for it.",
                 "Divisez le document, ou simplifiez ses dessins.",
                 "Divide the document, or simplify its drawings."},
    DocumentText{"document-flood", Severity::error,
                 "Le résultat de «\u00a0{0}\u00a0» dépasse la taille prévue.",
                 "The result of \"{0}\" is larger than is set aside for it.",
                 "Demandez moins d’exemplaires, ou divisez le document.",
                 "Ask for fewer copies, or divide the document."},
    DocumentText{"document-crash", Severity::error,
                 "«\u00a0{0}\u00a0» a fait échouer sa lecture (dans un programme isolé, sans autre "
                 "effet).",
                 "Reading \"{0}\" failed (in a program locked away, with no other effect).",
                 again_fr, again_en},
    DocumentText{"document-nonsense", Severity::error,
                 "La lecture de «\u00a0{0}\u00a0» a donné un résultat qui n’est pas admissible.",
                 "Reading \"{0}\" gave a result that is not admissible.", again_fr, again_en},
};

}  // namespace

std::optional<finding::Finding> finding_on_document(const Remark& remark, std::string_view name) {
  const auto text =
      std::ranges::find(document_texts, std::string_view(remark.rule), &DocumentText::rule);
  if (text == document_texts.end()) return std::nullopt;
  std::string detail;
  for (const char c : std::string_view(remark.detail).substr(0, 80)) {
    detail += c < ' ' || c > '~' ? '?' : c;
  }
  const auto filled = [&](std::string_view words) {
    return fmt::format(fmt::runtime(words), name, detail);
  };
  return finding::Finding{text->severity,
                          remark.rule,
                          {},
                          {filled(text->fr), filled(text->en)},
                          {std::string(text->hint_fr), std::string(text->hint_en)}};
}

}  // namespace imprimatur::artwork
