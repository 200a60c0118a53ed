#include "flow/logo_inks.h"

#include "impose/run.h"
#include "page/form.h"
#include "pdf/form_inks.h"

#include <fmt/format.h>

namespace imprimatur::flow {
namespace {

finding::Finding taken(const page::Artwork& logo, const std::string& ink) {
  return {finding::Severity::error,
          "finishing-ink-in-art",
          {logo.name},
          {fmt::format("Le logo «\u00a0{}\u00a0» imprime avec l’encre de façonnage "
                       "«\u00a0{}\u00a0».",
                       logo.name, ink),
           fmt::format("The logo \"{}\" prints with the finishing ink \"{}\".", logo.name, ink)},
          {"Donnez à l’encre de façonnage un autre nom sous [finishing.inks] du fichier de "
           "l’imprimeur, ou ôtez du logo les tracés de façonnage.",
           "Give the finishing ink another name under [finishing.inks] of the shop's file, or take "
           "the finishing lines out of the logo."}};
}

}  // namespace

finding::Findings check_logo_inks(const page::Document& document, const page::Resources& resources,
                                  const shop::Shop& shop) {
  finding::Findings findings;
  if (shop.finishing.in == shop::FinishingIn::none) return findings;
  for (const page::Artwork& logo : document.artworks) {
    const page::Form form = page::parse_form(resources.at(logo.form.hex()));
    for (const std::string& ink : pdf::inks_of_form(form)) {
      if (impose::is_for_finishing(shop, ink)) findings.add(taken(logo, ink));
    }
  }
  return findings;
}

}  // namespace imprimatur::flow
