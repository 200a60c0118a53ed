#include "bat/making.h"

#include "bat/content.h"
#include "bat/difference.h"
#include "bat/words.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace imprimatur::bat {
namespace {

using finding::Language;
using finding::Sentence;

std::string lines(std::vector<std::string> all) {
  return fmt::format("{}", fmt::join(all, "\n"));
}

std::string sorted_lines(std::vector<std::string> all) {
  std::ranges::sort(all);
  return lines(std::move(all));
}

// What tells two files of one name apart, for whoever looks closely.
std::string mark_of(const crypto::Digest& digest) {
  return digest.hex().substr(0, 12);
}

std::string percent(ink::Tint tint) {
  return tint.per_mille() % 10 == 0 ? fmt::format("{}", tint.per_mille() / 10)
                                    : fmt::format("{:.1f}", tint.per_mille() / 10.0);
}

std::string spots(const page::Document& document, Language language) {
  std::vector<std::string> all;
  for (const ink::SpotInk& spot : document.spots)
    all.push_back(say(words::spot_ink, language, fmt::arg("name", spot.name),
                      fmt::arg("cyan", percent(spot.alternate.cyan)),
                      fmt::arg("magenta", percent(spot.alternate.magenta)),
                      fmt::arg("yellow", percent(spot.alternate.yellow)),
                      fmt::arg("black", percent(spot.alternate.black))));
  return lines(std::move(all));
}

std::string stocks(const page::Document& document, Language language) {
  std::vector<std::string> all;
  for (const page::Stock& stock : document.stocks) {
    std::string text = fmt::format("{} · {} µm", stock.title, stock.caliper.micrometres());
    if (stock.weight != 0) text += fmt::format(" · {} g/m²", stock.weight);
    if (stock.along_spine) text += " · " + say(words::grain_along_spine, language);
    all.push_back(std::move(text));
  }
  return lines(std::move(all));
}

std::string leaves(const page::Document& document, Language language) {
  std::vector<std::string> all;
  for (const page::Leaf& leaf : document.leaves) {
    const auto stock = std::ranges::find(document.stocks, leaf.stock, &page::Stock::name);
    const auto title = [&](std::uint32_t page) {
      return page < document.pages.size() ? document.pages[page].title : std::string();
    };
    all.push_back(fmt::format("{} · {} / {} · {}",
                              wording::counted(leaf.count, wording::leaf, language),
                              title(leaf.front), title(leaf.back),
                              stock == document.stocks.end() ? leaf.stock : stock->title));
  }
  return lines(std::move(all));
}

std::string binding(const page::Document& document, Language language) {
  static const std::array<const Sentence*, 3> names{&words::loose_leaves, &words::bound_left,
                                                    &words::saddle_stitched};
  return say(*names.at(static_cast<std::size_t>(document.binding)), language);
}

std::string fonts(const page::Document& document, Language) {
  std::vector<std::string> all;
  for (const page::Font& font : document.fonts)
    all.push_back(fmt::format("{} · {}", font.name, mark_of(font.file)));
  return sorted_lines(std::move(all));
}

std::string logos(const page::Document& document, Language language) {
  std::vector<std::string> all;
  for (const page::Artwork& logo : document.artworks)
    all.push_back(fmt::format("{} · {} · {}", logo.name.substr(logo.name.rfind('/') + 1),
                              wording::typeset(logo.alternate, language), mark_of(logo.form)));
  return sorted_lines(std::move(all));
}

// One thing that is told, and how it is taken over once it has been.
struct Aspect {
  Sentence label;
  std::string (*value)(const page::Document&, Language);
  void (*take)(page::Document& to, const page::Document& from);
};

const std::array<Aspect, 6>& aspects() {
  using page::Document;
  static const std::array<Aspect, 6> all{
      Aspect{words::spot_inks, spots,
             [](Document& to, const Document& from) { to.spots = from.spots; }},
      Aspect{words::papers, stocks,
             [](Document& to, const Document& from) { to.stocks = from.stocks; }},
      Aspect{words::leaves, leaves,
             [](Document& to, const Document& from) { to.leaves = from.leaves; }},
      Aspect{words::assembly, binding,
             [](Document& to, const Document& from) { to.binding = from.binding; }},
      Aspect{words::fonts, fonts, [](Document&, const Document&) {}},
      Aspect{words::logo_files, logos, [](Document&, const Document&) {}}};
  return all;
}

// The fact rows show these two in words.
void take_what_facts_tell(page::Document& to, const page::Document& from) {
  const auto size = [](const page::Document& document) {
    return wording::size(document.leaf, Language::french);
  };
  if (size(to) != size(from)) to.leaf = from.leaf;
  to.condition = from.condition;
}

// Pages of `after`, each as `before` has it where no picture tells the difference.
std::vector<page::Page> pages_untold(const page::Document& before, const page::Document& after) {
  std::vector<page::Page> pages;
  for (const page::Page& page : after.pages) {
    const auto old = std::ranges::find(before.pages, page.name, &page::Page::name);
    const bool told =
        old == before.pages.end() || are_seen_to_differ({before, *old}, {after, page});
    pages.push_back(told ? page : as_in(after, {before, *old}));
  }
  return pages;
}

}  // namespace

std::vector<Row> making_rows_of(const Shown& shown, Language language) {
  std::vector<Row> rows{{say(words::colour_profile, language),
                         fmt::format("{} · {}", shown.document.condition,
                                     value_in(shown.content, "profile").substr(0, 12)),
                         Voice::body}};
  for (const Aspect& aspect : aspects())
    rows.push_back(
        {say(aspect.label, language), aspect.value(shown.document, language), Voice::body});
  return rows;
}

bool differ_otherwise(const page::Document& before, const page::Document& after) {
  page::Document undone = before;
  for (const Aspect& aspect : aspects())
    if (aspect.value(before, Language::french) != aspect.value(after, Language::french))
      aspect.take(undone, after);
  take_what_facts_tell(undone, after);
  undone.pages = pages_untold(before, after);
  undone.slug = as_in(after, before, before.slug);
  // Their rows tell them by content; marks have been looked up in the new lists.
  undone.fonts = after.fonts;
  undone.artworks = after.artworks;
  return undone != after;
}

}  // namespace imprimatur::bat
