// Every scheme of imposition in every way that a shop can ask for, before the outside judges.
//
// All 132 folders are pressed, their inks compared with what the ticket says, and their files given
// to qpdf. The judges that draw each page or take it apart need seconds for a folder: they are
// asked about three ways of each scheme, which have each place of the finishing lines once and,
// from scheme to scheme, every kind and either fate of spot inks with each of them.
#include "ways.h"
#include "readers.h"

#include <algorithm>
#include <regex>
#include <sstream>

using namespace imprimatur;
using namespace imprimatur::strangers;

namespace {

const std::set<std::string> process_inks{"Cyan", "Magenta", "Yellow", "Black"};

std::set<std::string> together(std::set<std::string> one, const std::set<std::string>& other) {
  one.insert(other.begin(), other.end());
  return one;
}

bool keeps_spots(const Way& way) {
  return way.spots == shop::Spots::kept;
}

// What the job ticket says that the sheets are printed with.
std::set<std::string> inks_of(const std::string& ticket) {
  std::set<std::string> inks;
  std::smatch order;
  REQUIRE(std::regex_search(ticket, order, std::regex("ColorantOrder=\"([^\"]*)\"")));
  std::istringstream names(order[1]);
  for (std::string name; names >> name; inks.insert(name))
    std::ranges::replace(name, '_', ' ');  // a token has no spaces
  return inks;
}

std::set<std::string> printed_inks(const Way& way) {
  return keeps_spots(way) ? together(process_inks, spot_inks()) : process_inks;
}

void check_files(const Way& way, const Pressed& pressed) {
  CHECK(inks_of(pressed.ticket) == printed_inks(way));
  CHECK(pressed.finishing.empty() == (way.finishing != shop::FinishingIn::separate));
  for (const auto* files : {&pressed.sheets, &pressed.finishing})
    for (const world::Path& file : *files) CHECK(accepts("qpdf", {"--check", file.string()}));
}

// Of all pages of these files; nothing where Ghostscript isn't here.
std::optional<std::set<std::string>> plates_of(const std::vector<world::Path>& files) {
  std::set<std::string> names;
  for (const world::Path& file : files) {
    const auto separated = separate(file);
    if (!separated) return std::nullopt;
    CHECK(separated->silent);
    for (const auto& [page, plates] : separated->plates) names.insert(plates.begin(), plates.end());
  }
  return names;
}

void check_plates(const Scheme& scheme, const Way& way, const Pressed& pressed) {
  std::set<std::string> must = printed_inks(way);
  if (way.finishing == shop::FinishingIn::sheet) must = together(must, scheme.finishing);
  if (const auto found = plates_of(pressed.sheets)) CHECK(*found == must);
  if (pressed.finishing.empty()) return;
  if (const auto found = plates_of(pressed.finishing))
    CHECK(*found == together(process_inks, scheme.finishing));
}

// GWG-R0020: a file has spot inks at all. That is what the shop asked for where it keeps them or
// wants finishing lines, which have an ink each and print on no plate. There is no other warning.
void check_preflight(const std::vector<world::Path>& files, Vt vt, bool has_spots) {
  for (const Preflight& found : preflights_of(press_check(), files, vt)) {
    for (const std::string& error : found.errors) FAIL_CHECK(error);
    for (const std::string& warning : found.warnings)
      CHECK(warning.starts_with("GWG-R0020 spot colours used"));
    CHECK(found.warnings.size() == (has_spots ? 1 : 0));
  }
}

void check_drawn(const Scheme& scheme, const Way& way, const Pressed& pressed) {
  check_plates(scheme, way, pressed);
  for (const auto* files : {&pressed.sheets, &pressed.finishing, &pressed.papers})
    for (const world::Path& file : *files) {
      CHECK(mutool_accepts(file));
      CHECK(poppler_accepts(file, pressed.folder / "picture"));
    }
  check_preflight(pressed.sheets, way.kind == shop::FileKind::pdf_vt1 ? Vt::yes : Vt::no,
                  keeps_spots(way) || way.finishing == shop::FinishingIn::sheet);
  check_preflight(pressed.finishing, Vt::no, true);
}

// Of the kinds, of spots, and of full sheets every second one, each at a pace of its own.
bool is_drawn(const Way& way, std::size_t scheme) {
  const auto in = static_cast<std::size_t>(way.finishing);
  const bool vt = (scheme + in) % 2 != 0, kept = (scheme / 2 + in) % 2 != 0;
  return (way.kind == shop::FileKind::pdf_vt1) == vt && keeps_spots(way) == kept;
}

}  // namespace

TEST_CASE("whatever the scheme and whatever the shop asks for, no outside judge finds a fault") {
  const std::size_t number = GENERATE(range(std::size_t{0}, schemes().size()));
  const Scheme& scheme = schemes()[number];
  std::size_t drawn = 0;
  for (const Way& way : every_way()) {
    const bool draw = is_drawn(way, number);
    drawn += draw;
    const bool full = (number + static_cast<std::size_t>(way.finishing)) % 3 != 0;
    INFO(scheme.name << ": " << way.name() << (full ? "" : ", with a VOID place"));
    const auto pressed = press(scheme, way, full ? scheme.full : scheme.with_voids);
    check_files(way, *pressed);
    if (draw) check_drawn(scheme, way, *pressed);
  }
  CHECK(drawn == 3);
}
