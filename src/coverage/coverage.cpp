#include "coverage/coverage.h"

#include "coverage/plates.h"
#include "world/child.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace imprimatur::coverage {
namespace {

using finding::Sentence;

constexpr std::size_t pages_at_once = 4;  // their plates stand on the disk together

constexpr world::ChildBounds bounds{std::chrono::seconds{120}, std::chrono::seconds{120},
                                    std::uintmax_t{3} << 30, 1u << 20};

const Sentence way_out{
    "Réparez-le (paquet ghostscript, 10.00 ou plus), ou ôtez «\u00a0limit\u00a0» sous [inks] du "
    "fichier de "
    "l’imprimeur\u00a0: le taux d’encrage n’est alors plus contrôlé.",
    "Mend it (package ghostscript, 10.00 or later), or take \"limit\" out of [inks] in the shop's "
    "file: ink coverage is then no longer watched."};

void expect_program(const world::Path& ghostscript) {
  std::error_code unknown;
  if (std::filesystem::is_regular_file(ghostscript, unknown)) return;
  throw finding::Failure(
      {fmt::format("Le taux d’encrage ne peut pas être mesuré\u00a0: Ghostscript n’est pas "
                   "installé ({}).",
                   ghostscript.string()),
       fmt::format("Ink coverage can't be measured: Ghostscript is not installed ({}).",
                   ghostscript.string())},
      {"Installez le paquet ghostscript, ou ôtez «\u00a0limit\u00a0» sous [inks] du fichier de "
       "l’imprimeur\u00a0: le taux d’encrage n’est alors plus contrôlé.",
       "Install the package ghostscript, or take \"limit\" out of [inks] in the shop's file: ink "
       "coverage is then no longer watched."});
}

// What it said first, as far as it can stand in a sentence.
std::string first_words(std::string_view errors) {
  constexpr std::size_t most = 120;
  std::string words;
  for (const char c : errors.substr(0, errors.find('\n')).substr(0, most)) {
    if (c >= ' ' && c <= '~') words += c;
  }
  return words.empty() ? words : " (" + words + ")";
}

Sentence reason_of(const world::ChildResult& result) {
  switch (result.end) {
    case world::ChildEnd::too_slow: return {"il a été trop lent", "it was too slow"};
    case world::ChildEnd::too_much_output: return {"il a trop parlé", "it said too much"};
    case world::ChildEnd::killed_by_signal:
      return {fmt::format("il s’est arrêté au signal {}", result.status),
              fmt::format("it died of signal {}", result.status)};
    case world::ChildEnd::exited: break;
  }
  const std::string words = first_words(result.errors);
  return {fmt::format("il s’est terminé par le code {}{}", result.status, words),
          fmt::format("it ended with status {}{}", result.status, words)};
}

[[noreturn]] void refuse_end(const Sentence& reason) {
  throw Unpaintable(
      {fmt::format("Ghostscript n’a pas pu séparer les feuilles\u00a0: {}.", reason.fr),
       fmt::format("Ghostscript could not separate the sheets: {}.", reason.en)},
      way_out);
}

// A percent sign would begin a page number.
std::string as_pattern(const world::Path& folder) {
  std::string pattern;
  for (const char c : folder.string()) pattern.append(c == '%' ? 2 : 1, c);
  return pattern;
}

std::string page_list(const std::vector<Page>& pages) {
  std::string list;
  for (const Page& page : pages) list += fmt::format("{}{}", list.empty() ? "" : ",", page.number);
  return list;
}

std::vector<std::string> arguments(const world::Path& pdf, const std::vector<Page>& pages,
                                   const world::Path& folder) {
  return {"-q",
          "-dSAFER",
          "-dBATCH",
          "-dNOPAUSE",
          "-dPDFSTOPONERROR",  // else it goes on without the page, and ends well
          "-sstdout=%stderr",
          "-dMaxBitmap=1000000000",  // pages in memory: nothing in /tmp
          "-sDEVICE=psdcmyk",
          "-dOverprint=/enable",
          fmt::format("-r{}", pixels_per_inch),
          "-sPageList=" + page_list(pages),
          "-sOutputFile=" + as_pattern(folder) + "/plates-%d.psd",
          "-f",
          pdf.string()};
}

void measure_some(const world::Path& ghostscript, const world::Path& pdf,
                  const std::vector<Page>& pages, const world::Path& folder,
                  std::vector<InkMap>& maps) {
  const auto result = world::run_child(ghostscript, arguments(pdf, pages, folder), "", bounds);
  if (result.end != world::ChildEnd::exited || result.status != 0) refuse_end(reason_of(result));
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const world::Path plates = folder / fmt::format("plates-{}.psd", i + 1);  // as they came out
    if (!std::filesystem::exists(plates))
      refuse_end({"il manque des pages", "there are pages missing"});
    const Grid grid{pages[i].area};
    PlateInk ink = read_plates(plates, grid);
    maps.emplace_back(grid, ink.cells, full_cell, std::move(ink.heaviest));
    std::filesystem::remove(plates);
  }
}

}  // namespace

std::vector<InkMap> measure_ink(const world::Path& ghostscript, const world::Path& pdf,
                                const std::vector<Page>& pages, const world::Path& scratch) {
  assert(!pages.empty());
  assert(std::ranges::adjacent_find(pages, std::greater_equal{}, &Page::number) == pages.end());
  expect_program(ghostscript);
  // It shall not take a relative name for an option or a device.
  const world::Path file = std::filesystem::absolute(pdf);
  const world::Path folder = std::filesystem::absolute(scratch);
  std::vector<InkMap> maps;
  for (std::size_t first = 0; first < pages.size(); first += pages_at_once) {
    const std::size_t end = std::min(first + pages_at_once, pages.size());
    const auto at = [&](std::size_t i) { return pages.begin() + static_cast<std::ptrdiff_t>(i); };
    measure_some(ghostscript, file, {at(first), at(end)}, folder, maps);
  }
  return maps;
}

}  // namespace imprimatur::coverage
