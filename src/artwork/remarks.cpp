#include "artwork/remarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace imprimatur::artwork {
namespace {

using finding::Severity;

// {0} is the file's name, {1} the detail.
struct Text {
  std::string_view rule;
  Severity severity;
  std::string_view fr, en, hint_fr, hint_en;
};

constexpr std::string_view original_fr =
    "Demandez le fichier d’origine du logo\u00a0: SVG ou PDF de préférence, sinon PNG, JPEG, TIFF "
    "ou WebP.";
constexpr std::string_view original_en =
    "Ask for the logo's original file: SVG or PDF if possible, else PNG, JPEG, TIFF or WebP.";
constexpr std::string_view export_fr =
    "Rouvrez le logo dans le logiciel qui l’a créé et exportez-le de nouveau en SVG ou en PDF.";
constexpr std::string_view export_en =
    "Open the logo in the program that made it and export it again as SVG or PDF.";
constexpr std::string_view x4_fr = "Exportez le logo en PDF/X-4 avec des couleurs CMJN, ou en SVG.";
constexpr std::string_view x4_en = "Export the logo as PDF/X-4 with CMYK colours, or as SVG.";

constexpr std::array texts = {
    Text{"artwork-empty", Severity::error, "Le logo «\u00a0{0}\u00a0» est un fichier vide.",
         "The logo \"{0}\" is an empty file.",
         "Faites renvoyer le fichier\u00a0: l’envoi a échoué.",
         "Have the file sent again: the transfer failed."},
    Text{"artwork-kind", Severity::error,
         "Le fichier «\u00a0{0}\u00a0» semble être au format {1}, dont on ne peut pas tirer un "
         "logo.",
         "The file \"{0}\" seems to be {1}, from which no logo can be taken.", original_fr,
         original_en},
    Text{"artwork-kind-unknown", Severity::error,
         "Le fichier «\u00a0{0}\u00a0» n’est d’aucun format connu\u00a0: ni SVG, ni PDF, ni PNG, "
         "ni JPEG, ni "
         "TIFF, ni WebP.",
         "The file \"{0}\" is of no known format: not SVG, PDF, PNG, JPEG, TIFF or WebP.",
         original_fr, original_en},
    Text{"artwork-damaged", Severity::error,
         "Le logo «\u00a0{0}\u00a0» est abîmé ou incomplet ({1}).",
         "The logo \"{0}\" is damaged or incomplete ({1}).",
         "Faites renvoyer le fichier, ou exportez-le de nouveau.",
         "Have the file sent again, or export it again."},
    Text{"artwork-too-large", Severity::error,
         "Le logo «\u00a0{0}\u00a0» compte {1} pixels\u00a0: c’est plus que les 50 millions admis.",
         "The logo \"{0}\" has {1} pixels: more than the 50 million that are admitted.",
         "Réduisez l’image\u00a0: 1 200 pixels de large suffisent pour 50 mm à 600 ppp.",
         "Make the picture smaller: 1,200 pixels of width are enough for 50 mm at 600 ppi."},
    Text{
        "artwork-dimensions", Severity::error,
        "Le logo «\u00a0{0}\u00a0» n’a pas de dimensions utilisables (entre 0,1 mm et 5 m, et au "
        "plus 200 fois plus long que large).",
        "The logo \"{0}\" has no usable dimensions (between 0.1 mm and 5 m, and at most 200 times "
        "as long as wide).",
        "Donnez au dessin une largeur et une hauteur, ou une «\u00a0viewBox\u00a0», qui serrent le "
        "logo de près.",
        "Give the drawing a width and a height, or a viewBox, that fit the logo closely."},
    Text{"artwork-complex", Severity::error,
         "Le logo «\u00a0{0}\u00a0» est trop complexe pour être lu avec la mémoire prévue.",
         "The logo \"{0}\" is too complex to be read within the memory set aside for it.",
         "Simplifiez le dessin (effets, motifs, calques imbriqués), puis exportez-le de nouveau.",
         "Simplify the drawing (effects, patterns, nested layers), then export it again."},
    Text{"artwork-blank", Severity::error, "Le logo «\u00a0{0}\u00a0» ne dessine rien.",
         "The logo \"{0}\" draws nothing.", export_fr, export_en},
    Text{"artwork-text", Severity::error,
         "Le logo «\u00a0{0}\u00a0» contient du texte non vectorisé, dont l’aspect dépendrait des "
         "polices de "
         "cette machine.",
         "The logo \"{0}\" has live text, whose look would depend on this machine's fonts.",
         "Convertissez les textes en tracés («\u00a0vectoriser\u00a0»), puis exportez de nouveau "
         "le logo.",
         "Convert text to outlines, then export the logo again."},
    Text{"artwork-font", Severity::error,
         "La police «\u00a0{1}\u00a0» n’est pas incorporée dans le logo «\u00a0{0}\u00a0».",
         "The font \"{1}\" is not embedded in the logo \"{0}\".",
         "Convertissez les textes en tracés, ou exportez un PDF/X-4, qui incorpore ses polices.",
         "Convert text to outlines, or export PDF/X-4, which embeds its fonts."},
    Text{"artwork-outside", Severity::error,
         "Le logo «\u00a0{0}\u00a0» renvoie à un autre fichier ({1}), qui n’a pas été lu.",
         "The logo \"{0}\" refers to another file ({1}), which was not read.",
         "Incorporez les images et les styles dans le fichier, puis exportez-le de nouveau.",
         "Embed pictures and styles in the file, then export it again."},
    Text{"artwork-unsupported", Severity::error,
         "Le logo «\u00a0{0}\u00a0» emploie un procédé que cette version ne sait pas préparer pour "
         "la presse "
         "({1}).",
         "The logo \"{0}\" uses something this version can't prepare for the press ({1}).", x4_fr,
         x4_en},
    Text{"artwork-picture-kind", Severity::error,
         "L’image «\u00a0{0}\u00a0» est d’une sorte que cette version ne lit pas ({1}).",
         "The picture \"{0}\" is of a sort that this version doesn't read ({1}).",
         "Enregistrez-la de nouveau en PNG, ou en TIFF à 8 bits par couche, en niveaux de gris, en "
         "RVB ou en CMJN.",
         "Save it again as PNG, or as TIFF with 8 bits a channel in grey, RGB or CMYK."},
    Text{
        "artwork-alpha", Severity::error,
        "La transparence de l’image «\u00a0{0}\u00a0» est multipliée dans ses encres ({1})\u00a0: "
        "ce qu’elles étaient ne se retrouve pas.",
        "The transparency of the picture \"{0}\" is multiplied into its inks ({1}): what they were "
        "can't be told.",
        "Enregistrez-la sans transparence, aplatie sur du blanc\u202f; ou exportez le logo en "
        "PDF/X-4, qui garde les encres et la transparence.",
        "Save it without transparency, flattened onto white; or export the logo as PDF/X-4, which "
        "keeps both inks and transparency."},
    Text{"artwork-channels", Severity::warning,
         "L’image «\u00a0{0}\u00a0» a {1} couche(s) de plus que ses couleurs (sélections, vernis, "
         "tons directs)\u00a0: elles ne sont pas imprimées.",
         "The picture \"{0}\" has {1} more channel(s) than its colours (selections, varnish, spot "
         "inks): they are not printed.",
         "Si l’une d’elles est la transparence ou une encre, enregistrez le logo en PNG ou en PDF.",
         "If one of them is transparency or an ink, save the logo as PNG or PDF."},
    Text{"artwork-svg", Severity::error,
         "Le logo «\u00a0{0}\u00a0» emploie un procédé du SVG ou du CSS récents ({1}) qui serait "
         "mal "
         "dessiné.",
         "The logo \"{0}\" uses something of recent SVG or CSS ({1}) that would be drawn wrong.",
         "Exportez-le en PDF, ou en SVG 1.1 avec des attributs de présentation plutôt que des "
         "styles, sans animation.",
         "Export it as PDF, or as SVG 1.1 with presentation attributes instead of styles, without "
         "animation."},
    Text{"artwork-layers", Severity::error,
         "Le logo «\u00a0{0}\u00a0» a des calques masqués ou facultatifs ({1})\u00a0: rien ne dit "
         "lesquels "
         "imprimer.",
         "The logo \"{0}\" has hidden or optional layers ({1}): nothing says which to print.",
         "Supprimez les calques masqués, aplatissez les autres, puis exportez de nouveau le logo.",
         "Delete hidden layers, flatten the others, then export the logo again."},
    Text{"artwork-encrypted", Severity::error, "Le logo «\u00a0{0}\u00a0» est un PDF protégé.",
         "The logo \"{0}\" is a protected PDF.",
         "Faites renvoyer le logo sans mot de passe ni restriction.",
         "Have the logo sent without password or restriction."},
    Text{"artwork-pages", Severity::warning,
         "Le fichier «\u00a0{0}\u00a0» compte {1} pages\u00a0: seule la première est prise.",
         "The file \"{0}\" has {1} pages: only the first is taken.",
         "Dites laquelle\u00a0: «\u00a0page = 1\u00a0» sous [[logo]] dans order.toml, ou "
         "«\u00a0--page 1\u00a0».",
         "Say which: \"page = 1\" under [[logo]] in order.toml, or \"--page 1\"."},
    Text{"artwork-no-page", Severity::error, "Le logo «\u00a0{0}\u00a0» n’a pas de page {1}.",
         "The logo \"{0}\" has no page {1}.",
         "Donnez le numéro d’une page du fichier, en comptant à partir de 1.",
         "Give the number of a page of the file, counting from 1."},
    Text{"artwork-annotations", Severity::warning,
         "Les annotations du PDF «\u00a0{0}\u00a0» ne sont pas imprimées.",
         "The annotations of the PDF \"{0}\" are not printed.",
         "Vérifiez sur le BAT que rien ne manque au logo.",
         "Check on the BAT that nothing is missing from the logo."},
    Text{"artwork-effects", Severity::warning,
         "Les effets du logo «\u00a0{0}\u00a0» (filtres SVG) sont transformés en image.",
         "The effects of the logo \"{0}\" (SVG filters) are turned into pictures.",
         "Regardez-les de près sur le BAT, ou demandez un logo sans ombre ni flou.",
         "Look at them closely on the BAT, or ask for a logo without shadow or blur."},
    Text{
        "artwork-turned", Severity::note,
        "L’image «\u00a0{0}\u00a0» a été redressée comme l’appareil photo ou le scanneur l’a noté.",
        "The picture \"{0}\" was set upright as the camera or scanner noted it.",
        "Vérifiez le sens du logo sur le BAT.", "Check on the BAT which way up the logo is."},
    Text{"artwork-reduced", Severity::note,
         "L’image «\u00a0{0}\u00a0» a été réduite à {1} pixels, ce qui suffit à toute presse.",
         "The picture \"{0}\" was made smaller, to {1} pixels, which are enough for any press.",
         "Il n’y a rien à faire.", "There is nothing to be done."},
    Text{"artwork-spot", Severity::warning,
         "Le logo «\u00a0{0}\u00a0» emploie le ton direct «\u00a0{1}\u00a0».",
         "The logo \"{0}\" uses the spot colour \"{1}\".",
         "Sans accord avec l’atelier pour cette encre, demandez le logo en quadrichromie.",
         "Unless the shop has agreed to this ink, ask for the logo in process colours."},
    Text{
        "artwork-rgb", Severity::note,
        "Les couleurs RVB du logo «\u00a0{0}\u00a0» ont été converties pour la presse.",
        "The RGB colours of the logo \"{0}\" were converted for the press.",
        "Sans profil elles sont lues comme du sRGB. Comparez-les sur le BAT\u202f; un logo en CMJN "
        "garde ses propres valeurs.",
        "Without a profile they are read as sRGB. Compare them on the BAT; a logo in CMYK keeps "
        "its own "
        "values."},
    Text{"artwork-profile-unusable", Severity::warning,
         "Le profil de couleur de l’image «\u00a0{0}\u00a0» est inutilisable\u00a0: elle est lue "
         "comme du "
         "sRGB.",
         "The colour profile of the picture \"{0}\" can't be used: it is read as sRGB.",
         "Comparez les couleurs sur le BAT, ou exportez l’image en sRGB.",
         "Compare the colours on the BAT, or export the picture as sRGB."},
    Text{"artwork-profile-cmyk", Severity::note,
         "L’image «\u00a0{0}\u00a0» garde ses valeurs CMJN\u00a0: le profil qu’elle contient n’est "
         "pas "
         "suivi.",
         "The picture \"{0}\" keeps its CMYK values: the profile in it is not followed.",
         "Si elle a été séparée pour un tout autre papier, comparez les couleurs sur le BAT.",
         "If it was separated for quite another paper, compare the colours on the BAT."},
    Text{"artwork-slow", Severity::error,
         "Le logo «\u00a0{0}\u00a0» n’a pas pu être lu dans le temps prévu.",
         "The logo \"{0}\" could not be read in the time set aside for it.", export_fr, export_en},
    Text{"artwork-flood", Severity::error, "Le logo «\u00a0{0}\u00a0» donne un dessin démesuré.",
         "The logo \"{0}\" gives a drawing out of all proportion.", export_fr, export_en},
    Text{"artwork-crash", Severity::error,
         "Le logo «\u00a0{0}\u00a0» a fait échouer sa lecture (dans un programme isolé, sans autre "
         "effet).",
         "Reading the logo \"{0}\" failed (in a program locked away, with no other effect).",
         export_fr, export_en},
    Text{"artwork-nonsense", Severity::error,
         "La lecture du logo «\u00a0{0}\u00a0» a donné un résultat qui n’est pas un dessin "
         "admissible.",
         "Reading the logo \"{0}\" gave a result that is not an admissible drawing.", export_fr,
         export_en},
};

constexpr std::size_t most_printed = 80;

// A detail is a stranger's own words: one line of ASCII, no essays.
std::string printable(std::string_view words) {
  std::string text;
  for (const char c : words.substr(0, most_printed)) text += c < ' ' || c > '~' ? '?' : c;
  return text;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// French typography: no-break spaces before two-part signs, inside guillemets and after figures.
std::string with_french_spaces(std::string_view text) {
  static constexpr std::string_view no_break = "\u00a0", narrow = "\u202f";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view next = text.substr(i + 1);
    const bool after_guillemet = std::string_view(out).ends_with("«");
    if (text[i] == ' ' && (after_guillemet || next.starts_with("»") || next.starts_with(':'))) {
      out += no_break;
    } else if (text[i] == ' ' && i > 0 && is_digit(text[i - 1])) {
      out += !next.empty() && is_digit(next.front()) ? narrow : no_break;
    } else if (text[i] == ' ' && next.starts_with(';')) {
      out += narrow;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::optional<finding::Finding> finding_of(const Remark& remark, std::string_view name,
                                           const finding::Place& place) {
  const auto text = std::ranges::find(texts, std::string_view(remark.rule), &Text::rule);
  if (text == texts.end()) return std::nullopt;
  const std::string detail = printable(remark.detail);
  const auto filled = [&](std::string_view words) {
    return fmt::format(fmt::runtime(words), name, detail);
  };
  return finding::Finding{text->severity,
                          remark.rule,
                          place,
                          {filled(with_french_spaces(text->fr)), filled(text->en)},
                          {with_french_spaces(text->hint_fr), std::string(text->hint_en)}};
}

}  // namespace imprimatur::artwork
