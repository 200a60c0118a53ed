#include "bat/remarks.h"

#include "bat/rows.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace imprimatur::bat {
namespace {

using finding::Finding;
using finding::Language;
using finding::Sentence;

// {} is the logo's name, or the names of several. Without words nothing is said.
struct ForLogos {
  std::string_view rule;
  Sentence one, many;
};

const std::array<ForLogos, 11>& for_logos() {
  static const std::array<ForLogos, 11> all{
      ForLogos{
          "artwork-rgb",
          {"Le logo {} a été fourni en couleurs d’écran. Nous l’avons converti en couleurs "
           "d’imprimerie, parfois un peu moins vives. Vérifiez ses teintes dans ce document\u202f; "
           "si "
           "elles ne conviennent pas, envoyez-nous la version de ce logo destinée à l’impression.",
           "The logo {} came in screen colours. We converted it to printing colours, which may be "
           "a "
           "little less bright. Check its shades in this document; if they won't do, send us the "
           "version of this logo that is meant for print."},
          {"Les logos {} ont été fournis en couleurs d’écran. Nous les avons convertis en couleurs "
           "d’imprimerie, parfois un peu moins vives. Vérifiez leurs teintes dans ce "
           "document\u202f; si elles ne conviennent pas, envoyez-nous la version de ces logos "
           "destinée à l’impression.",
           "The logos {} came in screen colours. We converted them to printing colours, which may "
           "be "
           "a little less bright. Check their shades in this document; if they won't do, send us "
           "the "
           "versions of these logos that are meant for print."}},
      ForLogos{
          "artwork-resolution",
          {"L’image du logo {} manque de finesse à cette taille\u00a0: elle peut paraître floue à "
           "l’impression. Envoyez-nous si possible un dessin vectoriel (SVG ou PDF) ou une image "
           "plus grande.",
           "The picture of the logo {} is coarse at this size: it may look blurred in print. "
           "Please "
           "send us a vector drawing (SVG or PDF) or a larger picture if you can."},
          {"Les images des logos {} manquent de finesse à cette taille\u00a0: elles peuvent "
           "paraître "
           "floues à l’impression. Envoyez-nous si possible des dessins vectoriels (SVG ou PDF) ou "
           "des images plus grandes.",
           "The pictures of the logos {} are coarse at this size: they may look blurred in print. "
           "Please send us vector drawings (SVG or PDF) or larger pictures if you can."}},
      ForLogos{"artwork-thin-line",
               {"Le logo {} a des traits très fins, qui peuvent disparaître à l’impression.",
                "The logo {} has very thin lines, which may vanish in print."},
               {"Les logos {} ont des traits très fins, qui peuvent disparaître à l’impression.",
                "The logos {} have very thin lines, which may vanish in print."}},
      ForLogos{"artwork-small-text",
               {"Le logo {} contient un texte très petit, difficile à lire une fois imprimé.",
                "The logo {} has very small text, which will be hard to read in print."},
               {"Les logos {} contiennent un texte très petit, difficile à lire une fois imprimé.",
                "The logos {} have very small text, which will be hard to read in print."}},
      ForLogos{
          "artwork-spot",
          {"Le logo {} est dessiné avec une encre spéciale (ton direct). Dites-nous s’il faut "
           "cette encre ou si les quatre encres courantes suffisent.",
           "The logo {} is drawn in a special ink (spot colour). Tell us whether it has to be "
           "that ink or whether the four usual inks will do."},
          {"Les logos {} sont dessinés avec des encres spéciales (tons directs). Dites-nous s’il "
           "faut ces encres ou si les quatre encres courantes suffisent.",
           "The logos {} are drawn in special inks (spot colours). Tell us whether it has to be "
           "these inks or whether the four usual ones will do."}},
      ForLogos{
          "artwork-pages",
          {"Le fichier du logo {} compte plusieurs pages\u00a0: seule la première est utilisée. "
           "Vérifiez que c’est la bonne.",
           "The file of the logo {} has several pages: only the first is used. Check that it is "
           "the right one."},
          {"Les fichiers des logos {} comptent plusieurs pages\u00a0: seule la première de chacun "
           "est utilisée. Vérifiez que c’est la bonne.",
           "The files of the logos {} have several pages: only the first of each is used. Check "
           "that it is the right one."}},
      ForLogos{
          "artwork-annotations",
          {"Les commentaires ajoutés au fichier du logo {} ne sont pas imprimés. Vérifiez que "
           "rien ne manque.",
           "Comments that were added to the file of the logo {} are not printed. Check that "
           "nothing is missing."},
          {"Les commentaires ajoutés aux fichiers des logos {} ne sont pas imprimés. Vérifiez que "
           "rien ne manque.",
           "Comments that were added to the files of the logos {} are not printed. Check that "
           "nothing is missing."}},
      ForLogos{"artwork-effects",
               {"Les ombres, flous ou autres effets du logo {} sont imprimés comme une image. "
                "Regardez-les de près.",
                "Shadows, blurs or other effects of the logo {} are printed as a picture. Look at "
                "them closely."},
               {"Les ombres, flous ou autres effets des logos {} sont imprimés comme des images. "
                "Regardez-les de près.",
                "Shadows, blurs or other effects of the logos {} are printed as pictures. Look at "
                "them closely."}},
      ForLogos{"artwork-turned",
               {"L’image du logo {} a été redressée. Vérifiez son sens.",
                "The picture of the logo {} was set upright. Check which way up it is."},
               {"Les images des logos {} ont été redressées. Vérifiez leur sens.",
                "The pictures of the logos {} were set upright. Check which way up they are."}},
      ForLogos{"artwork-profile-unusable",
               {"Les couleurs du logo {} sont mal décrites dans son fichier. Vérifiez ses teintes.",
                "The colours of the logo {} are badly described in its file. Check its shades."},
               {"Les couleurs des logos {} sont mal décrites dans leurs fichiers. Vérifiez leurs "
                "teintes.",
                "The colours of the logos {} are badly described in their files. Check their "
                "shades."}},
      ForLogos{"artwork-reduced", {}, {}}};
  return all;
}

class Remarks {
 public:
  explicit Remarks(const Proof& proof) : proof_(proof), language_(proof.shown.order.language) {}

  std::vector<std::string> tell() {
    for (const Finding& finding : proof_.findings) {
      std::string words = words_of(finding);
      if (!words.empty()) told_.push_back(std::move(words));
    }
    return std::move(told_);
  }

 private:
  std::string say(const Sentence& sentence) const { return sentence.in(language_); }

  std::string words_of(const Finding& finding) {
    const auto logos = std::ranges::find(for_logos(), finding.rule, &ForLogos::rule);
    if (logos != for_logos().end()) return of_logos(*logos);
    if (finding.rule == "empty-zone") return once(finding.rule) ? of_empty_zones() : "";
    if (finding.rule == "delivery-implied")
      return say({"Aucun point de livraison n’est indiqué\u00a0: tout sera livré à votre adresse.",
                  "No delivery point is named: everything will be delivered to your address."});
    if (finding.rule == "slip-character")
      return once(finding.rule)
                 ? say({"Les bons de livraison ne savent pas écrire certaines lettres de vos noms "
                        "ou "
                        "adresses\u00a0: un point d’interrogation les y remplacera.",
                        "The delivery slips can't write some letters of your names or addresses: a "
                        "question mark will stand for them."})
                 : "";
    const std::string hint = say(finding.hint);
    return say(finding.sentence) + (hint.empty() ? "" : " " + hint);
  }

  bool once(const std::string& rule) { return rules_.insert(rule).second; }

  // All the logos that the rule speaks of, at its first finding.
  std::string of_logos(const ForLogos& words) {
    if (words.one.fr.empty() || !once(std::string(words.rule))) return "";
    std::vector<std::string> names;
    for (const Finding& finding : proof_.findings) {
      if (finding.rule != words.rule) continue;
      std::string name = quoted(logo_at(finding.place));
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    return fmt::format(fmt::runtime(say(names.size() == 1 ? words.one : words.many)),
                       listed(names));
  }

  // As the order calls it; a logo that says nothing of itself by its file.
  std::string logo_at(const finding::Place& place) const {
    const auto& logos = proof_.shown.order.logos;
    const auto logo = std::ranges::find(logos, place, &order::Logo::place);
    if (logo == logos.end()) return "?";
    return logo->alternate.empty() ? logo->file.filename().string()
                                   : wording::typeset(logo->alternate, language_);
  }

  std::string quoted(const std::string& name) const {
    return say({"«\u00a0" + name + "\u00a0»", "“" + name + "”"});
  }

  std::string listed(const std::vector<std::string>& names) const {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i > 0) list += i + 1 == names.size() ? say({" et ", " and "}) : ", ";
      list += names[i];
    }
    return list;
  }

  std::string of_empty_zones() const {
    const order::Order& order = proof_.shown.order;
    std::vector<std::string> names;
    for (const auto& [zone, title] : proof_.shown.product.zones) {
      const auto text = order.texts.find(zone);
      const bool has_text = text != order.texts.end() && !text->second.words.empty();
      const auto& logos = order.logos;
      if (has_text || std::ranges::find(logos, zone, &order::Logo::zone) != logos.end()) continue;
      names.push_back(quoted(title));
    }
    return fmt::format(
        fmt::runtime(
            say({"Rien n’est fourni pour {}. S’il s’agit d’un oubli, envoyez-nous ce qui doit "
                 "y figurer.",
                 "Nothing was supplied for {}. If that was forgotten, send us what belongs "
                 "there."})),
        listed(names));
  }

  const Proof& proof_;
  Language language_;
  std::vector<std::string> told_;
  std::set<std::string> rules_;
};

}  // namespace

std::vector<std::string> remarks_of(const Proof& proof) {
  return Remarks(proof).tell();
}

}  // namespace imprimatur::bat
