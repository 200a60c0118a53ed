#include "coverage/coverage.h"

#include "coverage/ghostscript.h"
#include "coverage/plates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <functional>
#include <string>
#include <utility>

namespace imprimatur::coverage {
namespace {

const Trouble unseparated{
    {"Ghostscript n’a pas pu séparer les feuilles", "Ghostscript could not separate the sheets"},
    {"Installez ou réparez le paquet ghostscript (10.00 ou plus), ou ôtez «\u00a0limit\u00a0» sous "
     "[inks] du fichier de l’imprimeur\u00a0: le taux d’encrage n’est alors plus contrôlé.",
     "Install or mend the package ghostscript (10.00 or later), or take \"limit\" out of [inks] in "
     "the shop's file: ink coverage is then no longer watched."}};

// A percent sign would begin a page number.
std::string as_pattern(const world::Path& folder) {
  std::string pattern;
  for (const char c : folder.string()) pattern.append(c == '%' ? 2 : 1, c);
  return pattern;
}

std::string page_list(const std::vector<std::uint32_t>& pages) {
  std::string list;
  for (const std::uint32_t page : pages) list += fmt::format("{}{}", list.empty() ? "" : ",", page);
  return list;
}

}  // namespace

std::vector<PageInk> measure_ink(const world::Path& ghostscript, const world::Path& pdf,
                                 const std::vector<std::uint32_t>& pages,
                                 const world::Path& scratch) {
  assert(!pages.empty());
  assert(std::ranges::adjacent_find(pages, std::greater_equal{}) == pages.end());
  const world::Path folder = std::filesystem::absolute(scratch);
  run_ghostscript(
      ghostscript, pdf,
      {"-sDEVICE=psdcmyk",
       // In bands, which take a fifth less time than whole pages, unless it is a lone
       // one: that may be a single large picture. Either way nothing is in /tmp.
       pages.size() == 1 ? "-dMaxBitmap=1000000000" : "-dMaxBitmap=0", "-sBandListStorage=memory",
       "-dOverprint=/enable", fmt::format("-r{}", pixels_per_inch),
       "-sPageList=" + page_list(pages), "-sOutputFile=" + as_pattern(folder) + "/plates-%d.psd"},
      unseparated);
  std::vector<PageInk> inks;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const world::Path plates = folder / fmt::format("plates-{}.psd", i + 1);  // as they came out
    if (!std::filesystem::exists(plates))
      refuse_result(unseparated, {"il manque des pages", "there are pages missing"});
    inks.push_back(read_plates(plates));
    std::filesystem::remove(plates);
  }
  return inks;
}

}  // namespace imprimatur::coverage
