#include "impose/run.h"

#include "impose/proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace imprimatur::impose {
namespace {

finding::Finding condition_differs(const page::Document& document, const shop::Shop& shop) {
  return {
      finding::Severity::error,
      "condition-differs",
      {},
      {fmt::format("Les pages sont séparées pour «\u00a0{}\u00a0», et l’imprimeur «\u00a0{}\u00a0» "
                   "imprime en «\u00a0{}\u00a0».",
                   document.condition, shop.name, shop.condition.identifier),
       fmt::format("The pages are separated for \"{}\", and the shop \"{}\" prints \"{}\".",
                   document.condition, shop.name, shop.condition.identifier)},
      {"Refaites le BAT avec cet imprimeur, ou choisissez-en un de même condition d’impression.",
       "Make the BAT again with this shop, or choose one of the same printing condition."}};
}

finding::Finding plan_unsound(const finding::Sentence& fault) {
  return {finding::Severity::error,
          "plan-unsound",
          {},
          {fmt::format("Le plan d’imposition est faux\u00a0: {}.", fault.fr),
           fmt::format("The imposition plan is wrong: {}.", fault.en)},
          {"C’est une erreur du programme\u00a0: signalez-la avec le fichier de l’imprimeur.",
           "This is a fault of the program: report it together with the shop's file."}};
}

bool are_alike(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

void find_taken_inks(const page::Document& document, const shop::Shop& shop,
                     finding::Findings& findings) {
  for (const ink::SpotInk& spot : document.spots) {
    if (!is_for_finishing(shop, spot.name)) continue;
    findings.add(
        {finding::Severity::error,
         "finishing-ink-in-art",
         {},
         {fmt::format("Le gabarit imprime avec l’encre de façonnage «\u00a0{}\u00a0».", spot.name),
          fmt::format("The template prints with the finishing ink \"{}\".", spot.name)},
         {"Donnez-lui un autre nom dans le gabarit, ou sous [finishing.inks] de "
          "l’imprimeur.",
          "Give it another name in the template, or under [finishing.inks] of the "
          "shop."}});
  }
}

std::vector<bool> backs_up(const Layout& layout) {
  std::vector<bool> backs;
  for (std::uint32_t piece = 0; piece < layout.pieces(); ++piece)
    backs.push_back(layout.lies_back_up(piece));
  return backs;
}

}  // namespace

bool is_for_finishing(const shop::Shop& shop, std::string_view ink) {
  if (shop.finishing.in == shop::FinishingIn::none) return false;
  const shop::FinishingInks& inks = shop.finishing.inks;
  const std::string_view kept[] = {inks.cutting,  inks.perforating, inks.creasing, inks.folding,
                                   inks.stapling, inks.gluing,      "Barcode",     "CodingMarking"};
  return std::ranges::any_of(kept, [&](std::string_view one) { return are_alike(one, ink); });
}

Length largest_bleed(const page::Document& document) {
  Length bleed;
  for (const page::Page& page : document.pages) bleed = std::max(bleed, page.bleed);
  return bleed;
}

ImposedRun impose_run(const page::Document& document, const shop::Shop& shop,
                      std::uint32_t carnets) {
  ImposedRun result;
  if (document.condition != shop.condition.identifier) {
    result.findings.add(condition_differs(document, shop));
  }
  find_taken_inks(document, shop, result.findings);
  const bool along_spine = std::ranges::any_of(document.stocks, &page::Stock::along_spine);
  LaidOut laid_out =
      lay_out(shop, {document.leaf, largest_bleed(document), piece_of(document), along_spine});
  result.findings.add(laid_out.findings);
  result.considered = std::move(laid_out.considered);
  const std::uint32_t places = laid_out.layout ? laid_out.layout->pieces() : 1;
  Plans plans = plan_run(document, shop, places, carnets,
                         laid_out.layout ? backs_up(*laid_out.layout) : std::vector<bool>());
  result.findings.add(plans.findings);
  if (!result.findings.has_errors()) {
    result.run = Run{Leaves::imposed,         carnets,   shop.stacking,
                     shop.delivery,          shop.work, std::move(*laid_out.layout),
                     std::move(plans.stocks)};
    if (const auto fault = fault_of(*result.run)) {
      result.findings.add(plan_unsound(*fault));
      result.run.reset();
    }
  }
  return result;
}

}  // namespace imprimatur::impose
