#include "verify/verify.h"

#include "finding/failure.h"
#include "verify/art_check.h"
#include "verify/manifest.h"
#include "verify/notebook.h"
#include "verify/pdf_reader.h"
#include "verify/readers.h"
#include "verify/sample.h"
#include "verify/second_reader.h"
#include "verify/sheet_check.h"
#include "verify/slot_map.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <utility>

namespace imprimatur::verify {
namespace {

using measure::Length;

// PDF writes points with three decimals: within 0.2 µm; readers that keep floats lose a little
// more.
constexpr Length tolerance = Length::from_micrometres(5);

bool close(Length a, Length b) {
  return a - b <= tolerance && b - a <= tolerance;
}

bool close(const Rect& a, const Rect& b) {
  return close(a.left(), b.left()) && close(a.top(), b.top()) && close(a.right(), b.right()) &&
         close(a.bottom(), b.bottom());
}

[[noreturn]] void refuse(const world::Path& folder) {
  const std::string name = quotable(folder.string());
  throw finding::Failure(
      {fmt::format("Le dossier «\u00a0{}\u00a0» n’existe pas ou n’est pas accessible.", name),
       fmt::format("The folder \"{}\" is not there or can't be entered.", name)},
      {"Donnez le dossier que «\u00a0press\u00a0» a écrit.",
       "Give the folder that \"press\" wrote."});
}

class Verification {
 public:
  Verification(const world::Path& folder, const Expected& expected, const Choice& choice,
               const world::World& world, const Progress& progress)
      : folder_(folder),
        expected_(expected),
        world_(world),
        progress_(progress),
        notebook_(expected.carrier),
        sample_(choice, expected),
        sheets_(expected, notebook_, report_),
        art_(expected, notebook_),
        all_(!choice.sample) {}

  Report run();

 private:
  void file(const SheetFile& file, bool sound);
  void read_sheets(PdfReader& reader, const SheetFile& file,
                   const std::optional<SecondReading>& again);
  void judge(PdfReader& reader, const SheetFile& file, SideToRead& side,
             const std::optional<SecondReading>& again);
  std::optional<SecondReading> second_reading(const SheetFile& file, std::uint32_t pages);
  void boxes(const SheetFile& file, std::uint32_t page, const PageBoxes& found);
  void page_count(const SheetFile& file, std::uint64_t pages);

  const world::Path& folder_;
  const Expected& expected_;
  const world::World& world_;
  const Progress& progress_;
  Report report_;
  Notebook notebook_;
  Sample sample_;
  SheetCheck sheets_;
  ArtCheck art_;
  bool all_;
  std::uint64_t passed_by_ = 0, of_ = 0;
};

Report Verification::run() {
  for (const SheetFile& file : expected_.files) of_ += file.sheets;
  const auto sound = check_manifest(folder_, expected_, world_, notebook_);
  check_slot_map(folder_, expected_, world_, notebook_);
  for (const SheetFile& one : expected_.files) file(one, sound.contains(one.name));

  const std::uint64_t serials = expected_.serials.count();
  if (all_ && expected_.complete && sheets_.serials_met() != serials) {
    const std::uint64_t missing = serials - sheets_.serials_met();
    static const wording::Noun unread{
        {"numéro de série de la commande n’a pas été lu", "serial of the order was not read"},
        {"numéros de série de la commande n’ont pas été lus",
         "serials of the order were not read"}};
    using enum finding::Language;
    notebook_.file("serials-missing", {},
                   {wording::counted(missing, unread, french) + " sur ces feuilles.",
                    wording::counted(missing, unread, english) + " on these sheets."},
                   make_again());
  }
  report_.artworks = art_.compared();
  report_.findings = std::move(notebook_).close();
  return std::move(report_);
}

void Verification::file(const SheetFile& file, bool sound) {
  auto opened = PdfReader::open(folder_ / file.name);
  auto* reader = std::get_if<PdfReader>(&opened);
  if (!reader) {
    const bool locked = std::get<Unreadable>(opened) == Unreadable::locked;
    notebook_.file(locked ? "pdf-locked" : "pdf-damaged", {file.name},
                   locked ? Sentence{"Ce PDF est protégé par un mot de passe.",
                                     "This PDF is locked with a password."}
                          : Sentence{"Ce PDF manque ou ne s’ouvre pas.",
                                     "This PDF is missing or can't be opened."},
                   make_again());
    passed_by_ += file.sheets;
    return;
  }
  ++report_.files;
  page_count(file, reader->pages());
  read_sheets(*reader, file, sound ? second_reading(file, reader->pages()) : std::nullopt);
}

void Verification::read_sheets(PdfReader& reader, const SheetFile& file,
                               const std::optional<SecondReading>& again) {
  Readers readers(folder_ / file.name, again);
  std::vector<SideToRead> sides;
  const auto judge_all = [&] {
    readers.read(sides);
    for (SideToRead& one : sides) {
      world_.checkpoint();
      judge(reader, file, one, again);
      if (one.side == Side::back && progress_) progress_(passed_by_ + one.sheet + 1, of_);
    }
    sides.clear();
  };
  for (std::uint32_t sheet = 0; sheet < file.sheets; ++sheet) {
    world_.checkpoint();
    if (!sample_.takes(file, sheet)) continue;
    for (const Side side : {Side::front, Side::back})
      sides.push_back({sheet, side, expected_.slots(file, sheet, side), std::nullopt});
    ++report_.sheets;
    if (sides.size() >= readers.at_once()) judge_all();
  }
  judge_all();
  passed_by_ += file.sheets;
}

void Verification::judge(PdfReader& reader, const SheetFile& file, SideToRead& side,
                         const std::optional<SecondReading>& again) {
  if (!side.reading) {
    notebook_.page("page-unreadable", file, side.sheet, side.side,
                   {"cette page manque ou est illisible", "this page is missing or can't be read"});
    return;
  }
  report_.whole += side.reading->whole;
  if (!again) boxes(file, side.page(), side.reading->boxes);
  sheets_.side(*side.reading, file, side.sheet, side.side);
  std::optional<crypto::Digest> look;
  if (again && side.reading->own_ink)
    look = crypto::sha256(again->looks[side.page()]->digest.hex() + side.reading->own_ink->hex());
  art_.side(reader, file, side.sheet, side.side, side.reading->slots, look);
}

// Where it could read the file, it has looked at the boxes of every page.
std::optional<SecondReading> Verification::second_reading(const SheetFile& file,
                                                          std::uint32_t pages) {
  auto reading = read_again(folder_ / file.name);
  if (!reading || reading->pages.size() != pages) {
    notebook_.file("second-reader", {file.name},
                   {"Un second lecteur de PDF (PoDoFo) ne lit pas toutes les pages de ce fichier.",
                    "A second PDF reader (PoDoFo) can't read all pages of this file."},
                   make_again());
    return std::nullopt;
  }
  if (!reading->profile)
    notebook_.file("output-intent", {file.name},
                   {"Ce PDF n’annonce pas ses conditions d’impression (OutputIntent PDF/X).",
                    "This PDF does not state its printing condition (PDF/X OutputIntent)."},
                   make_again());
  else if (expected_.profile && *reading->profile != *expected_.profile)
    notebook_.file("output-intent", {file.name},
                   {"Ce PDF annonce d’autres conditions d’impression : son profil ICC n’est "
                    "pas celui de l’atelier.",
                    "This PDF states another printing condition: its ICC profile is not the print "
                    "shop's."},
                   make_again());
  if (reading->rgb)
    notebook_.file("rgb", {file.name},
                   {"Ce PDF contient une image ou un groupe en RVB.",
                    "This PDF holds an image or a group in RGB."},
                   make_again());
  for (std::size_t page = 0; page < reading->pages.size(); ++page)
    boxes(file, static_cast<std::uint32_t>(page), reading->pages[page]);
  return reading;
}

void Verification::boxes(const SheetFile& file, std::uint32_t page, const PageBoxes& found) {
  const Side side = page % 2 == 0 ? Side::front : Side::back;
  const Boxes& must = side == Side::front ? expected_.front : expected_.back;
  const std::pair<const char*, bool> checks[] = {
      {"MediaBox", close({{}, found.media}, {{}, expected_.sheet})},
      {"TrimBox", close(found.trim, must.trim)},
      {"BleedBox", close(found.bleed, must.bleed)},
  };
  for (const auto& [name, right] : checks) {
    if (right) continue;
    notebook_.page("page-box", file, page / 2, side,
                   {fmt::format("le cadre {} n’est pas celui attendu", name),
                    fmt::format("its {} is not the one expected", name)});
  }
}

void Verification::page_count(const SheetFile& file, std::uint64_t pages) {
  const std::uint64_t must = std::uint64_t{2} * file.sheets;
  if (pages == must) return;
  static const wording::Noun page{{"page", "page"}, {"pages", "pages"}};
  using enum finding::Language;
  notebook_.file("page-count", {file.name},
                 {fmt::format("Ce PDF a {}, et il en faut {}.",
                              wording::counted(pages, page, french), told(must, french)),
                  fmt::format("This PDF has {}, and it must have {}.",
                              wording::counted(pages, page, english), told(must, english))},
                 make_again());
}

}  // namespace

Report verify(const world::Path& folder, const Expected& expected, const Choice& choice,
              const world::World& world, const Progress& progress) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) refuse(folder);
  return Verification(folder, expected, choice, world, progress).run();
}

}  // namespace imprimatur::verify
