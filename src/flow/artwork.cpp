#include "flow/artwork.h"

#include "artwork/door.h"
#include "coverage/coverage.h"
#include "coverage/ink_map.h"
#include "coverage/preview.h"
#include "drawing/png.h"
#include "finding/failure.h"
#include "flow/artwork_look.h"
#include "flow/named_shop.h"
#include "flow/say.h"
#include "ink/converter.h"
#include "pdf/export.h"
#include "pdf/form_inks.h"
#include "wording/unicode.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <future>

namespace imprimatur::flow {
namespace {

using finding::Sentence;
using measure::Length;
using measure::Size;

constexpr double preview_side = 1200;           // pixels of the longer side
constexpr double least_side = 16;               // of the shorter, however long the other is
constexpr double most_scale = 200;              // pixels a millimetre, however small the logo is
// Of what is measured and looked at, millimetres: a shorter side that has cells of ink, a longer
// one that a sheet has room for. Both hold for what is at most 200 times as long as wide.
constexpr double least_looked_at = 3, most_looked_at = 600;
constexpr std::uint32_t usual_ink_limit = 300;  // where the shop has none (ISO 12647-2, coated)

std::string kind_name(artwork::Kind kind) {
  static constexpr std::array names{"", "SVG", "PDF", "PNG", "JPEG", "TIFF", "WebP"};
  return names.at(static_cast<std::size_t>(kind));
}

// "52,9" and "52.9".
std::string decimal(double value, int places, finding::Language language) {
  std::string text = fmt::format("{:.{}f}", value, places);
  if (language == finding::Language::french) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}
constexpr auto fr = finding::Language::french, en = finding::Language::english;

Size placed_size(const Size& natural, std::optional<Length> width) {
  if (!width) return natural;
  const double factor = width->millimetres() / natural.width.millimetres();
  const Length height = Length::from_millimetres(natural.height.millimetres() * factor);
  return {*width, std::max(height, Length::from_micrometres(1))};
}

// A logo for a wall or for a pin is looked at as large as can be printed and measured.
Size looked_at_size(const Size& size) {
  const double width = size.width.millimetres(), height = size.height.millimetres();
  const double least = least_looked_at / std::min(width, height);
  const double most = most_looked_at / std::max(width, height);
  const double factor = std::min(std::max(1.0, least), most);
  if (factor == 1) return size;
  return {Length::from_millimetres(width * factor), Length::from_millimetres(height * factor)};
}

// What is known of the logo where it is let in.
struct Shown {
  std::string name;
  artwork::Admission admission;
  Size size;
  page::Fineness fineness;  // at that size
  std::vector<std::string> spots;
  std::vector<std::uint8_t> plates;  // coverage::PageInk::plates
  std::uint32_t ink = 0;             // per cent
};

page::Document document_of(const Shown& shown, const Size& size, const crypto::Digest& form,
                           const ink::OutputCondition& condition) {
  page::Document document;
  document.product = "artwork";
  document.leaf = size;
  document.condition = condition.identifier;
  document.artworks = {{shown.name, "", shown.admission.form->natural, form}};
  page::Page page;
  page.name = "artwork";
  page.trim = size;
  page.marks.emplace_back(page::PlacedArtwork{{0}, {{}, size}});
  document.pages = {std::move(page)};
  return document;
}

// Nothing of ours but a page with this logo on it, so that it is the logo's fault.
finding::Finding unpaintable(const Shown& shown) {
  return {
      finding::Severity::error,
      "artwork-unpaintable",
      {shown.name},
      {fmt::format("Ghostscript, qui prépare les feuilles comme une presse, ne sait pas peindre le "
                   "logo «\u00a0{}\u00a0».",
                   shown.name),
       fmt::format(
           "Ghostscript, which prepares sheets as a press does, can't paint the logo \"{}\".",
           shown.name)},
      {"Exportez-le de nouveau, en PDF/X-4 ou en SVG.", "Export it again, as PDF/X-4 or as SVG."}};
}

// The page at these sizes, as a PDF; the drawing is serialised once for all of them.
class OnePage {
 public:
  OnePage(const Desk& desk, const Shown& shown, const ink::OutputCondition& condition)
      : shown_(shown), condition_(condition) {
    std::string form = page::serialise(*shown.admission.form);
    digest_ = crypto::sha256(form);
    resources_.emplace(digest_.hex(), std::move(form));
    facts_.title = shown.name;
    facts_.creator = "imprimatur " IMPRIMATUR_VERSION;
    facts_.made = desk.world.now();
    facts_.identity = digest_;
  }
  // To be committed.
  void write(const Size& size, world::OutputFile& file) const {
    pdf::write_pages(document_of(shown_, size, digest_, condition_), resources_, condition_, facts_,
                     {}, file);
  }

 private:
  const Shown& shown_;
  const ink::OutputCondition& condition_;
  crypto::Digest digest_;
  page::Resources resources_;
  pdf::DocumentFacts facts_;
};

Preview preview_of(const Desk& desk, const world::Path& pdf, const Size& size,
                   const ink::OutputCondition& condition) {
  const double width = size.width.millimetres(), height = size.height.millimetres();
  const double scale = std::min(
      std::max(preview_side / std::max(width, height), least_side / std::min(width, height)),
      most_scale);
  const coverage::ProcessRaster inks =
      coverage::render_inks(desk.house.ghostscript, pdf, scale * 25.4).front();
  return {inks.width, inks.height, ink::Converter(condition).image_to_rgb(inks.cmyk)};
}

finding::Finding heavy(const Shown& shown, std::uint32_t limit) {
  return {
      finding::Severity::warning,
      "artwork-ink",
      {shown.name},
      {fmt::format("Le logo «\u00a0{}\u00a0» a {}\u202f% d’encre dans un carré de "
                   "15\u00a0mm\u00a0: plus que "
                   "les {}\u202f% admis.",
                   shown.name, shown.ink, limit),
       fmt::format("The logo \"{}\" has {}% of ink in a square of 15 mm: more than the {}% that "
                   "are admitted.",
                   shown.name, shown.ink, limit)},
      {"Demandez-le séparé avec un profil à plus faible encrage (GCR), ou éclaircissez ses fonds.",
       "Ask for it separated with a profile of lower ink (GCR), or lighten its grounds."}};
}

// The process inks that some pixel has, then the spot inks.
std::vector<Sentence> inks_of(const Shown& shown) {
  static const std::array<Sentence, 4> process{
      {{"cyan", "cyan"}, {"magenta", "magenta"}, {"jaune", "yellow"}, {"noir", "black"}}};
  std::vector<Sentence> inks;
  for (std::size_t i = 0; i < process.size() && i < shown.plates.size(); ++i) {
    if (shown.plates[i] > 0) inks.push_back(process.at(i));
  }
  for (const std::string& spot : shown.spots) inks.push_back({spot, spot});
  return inks;
}

std::string listed(const std::vector<Sentence>& words, finding::Language language) {
  std::string text;
  for (const Sentence& word : words) (text += text.empty() ? "" : ", ") += word.in(language);
  return text;
}

void say_fineness(const Shown& shown, std::vector<Sentence>& lines) {
  const page::Fineness& fine = shown.fineness;
  if (const auto per_metre = fine.pixels_per_metre) {
    const Length widest = page::widest(*per_metre, shown.size.width, page::good_ppi);
    const std::uint32_t ppi = page::pixels_per_inch(*per_metre);
    lines.push_back(
        {fmt::format(
             "Images\u00a0: {} points par pouce\u202f; assez fines jusqu’à {}\u00a0mm de large",
             ppi, decimal(widest.millimetres(), 0, fr)),
         fmt::format("Pictures: {} pixels per inch; fine enough up to {} mm of width", ppi,
                     decimal(widest.millimetres(), 0, en))});
  }
  if (const auto line = fine.thinnest_line) {
    lines.push_back(
        {fmt::format("Filet le plus fin\u00a0: {}\u00a0mm", decimal(line->millimetres(), 3, fr)),
         fmt::format("Thinnest line: {} mm", decimal(line->millimetres(), 3, en))});
  }
  if (const auto text = fine.smallest_text) {
    lines.push_back(
        {fmt::format("Plus petit texte\u00a0: {}\u00a0points", decimal(text->points(), 1, fr)),
         fmt::format("Smallest text: {} points", decimal(text->points(), 1, en))});
  }
}

std::vector<Sentence> said(const Shown& shown, const ArtworkWishes& wishes) {
  const Size& size = shown.size;
  const std::string kind = kind_name(shown.admission.kind);
  const bool natural = !wishes.width;
  std::vector<Sentence> lines{{fmt::format("{}\u00a0: {}, {} × {}\u00a0mm{}", shown.name, kind,
                                           decimal(size.width.millimetres(), 1, fr),
                                           decimal(size.height.millimetres(), 1, fr),
                                           natural ? " (sa taille naturelle)" : ""),
                               fmt::format("{}: {}, {} × {} mm{}", shown.name, kind,
                                           decimal(size.width.millimetres(), 1, en),
                                           decimal(size.height.millimetres(), 1, en),
                                           natural ? " (its natural size)" : "")}};
  const std::vector<Sentence> inks = inks_of(shown);
  lines.push_back(
      {fmt::format("Encres\u00a0: {} ({}\u202f% au plus)",
                   inks.empty() ? "aucune" : listed(inks, fr), shown.ink),
       fmt::format("Inks: {} ({}% at most)", inks.empty() ? "none" : listed(inks, en), shown.ink)});
  say_fineness(shown, lines);
  if (wishes.pdf) {
    lines.push_back({fmt::format("PDF/X-4\u00a0: {}", named(*wishes.pdf)),
                     fmt::format("PDF/X-4: {}", named(*wishes.pdf))});
  }
  if (wishes.png) {
    lines.push_back({fmt::format("Aperçu\u00a0: {}", named(*wishes.png)),
                     fmt::format("Preview: {}", named(*wishes.png))});
  }
  return lines;
}

std::string facts_of(const Shown& shown, const ink::OutputCondition& condition,
                     const ArtworkWishes& wishes) {
  const auto in_millimetres = [](const Size& size) {
    return nlohmann::ordered_json::array({size.width.millimetres(), size.height.millimetres()});
  };
  nlohmann::ordered_json facts{{"kind", kind_name(shown.admission.kind)},
                               {"natural_mm", in_millimetres(shown.admission.form->natural)},
                               {"size_mm", in_millimetres(shown.size)},
                               {"condition", condition.identifier}};
  if (const auto& pixels = shown.admission.pixels) {
    facts["pixels"] = nlohmann::ordered_json::array({pixels->width, pixels->height});
  }
  facts["inks"] = nlohmann::ordered_json::array();
  for (const Sentence& ink : inks_of(shown)) facts["inks"].push_back(ink.en);
  facts["spots"] = shown.spots;
  facts["ink_percent"] = shown.ink;
  const page::Fineness& fine = shown.fineness;
  if (fine.pixels_per_metre) facts["ppi"] = page::pixels_per_inch(*fine.pixels_per_metre);
  if (fine.thinnest_line) facts["thinnest_line_mm"] = fine.thinnest_line->millimetres();
  if (fine.smallest_text) facts["smallest_text_pt"] = fine.smallest_text->points();
  if (wishes.pdf) facts["output"] = named(*wishes.pdf);
  if (wishes.png) facts["png"] = named(*wishes.png);
  return facts.dump();
}

std::optional<std::string> read_file_of(const ArtworkWishes& wishes, finding::Findings& findings) {
  try {
    return world::read_file(wishes.file);
  } catch (const finding::Failure& failure) {
    findings.error("artwork-unreadable", {named(wishes.file)}, failure.sentence(), failure.hint());
    return std::nullopt;
  }
}

void expect_other_outputs(const ArtworkWishes& wishes, finding::Findings& findings) {
  if (wishes.pdf && wishes.png &&
      wishes.pdf->lexically_normal() == wishes.png->lexically_normal()) {
    findings.error("output-twice", {named(*wishes.pdf)},
                   {"Le PDF et l’image auraient le même nom.",
                    "The PDF and the picture would have the same name."},
                   {"Donnez deux noms différents.", "Give two different names."});
  }
  for (const auto& output : {wishes.pdf, wishes.png})
    if (output) expect_other_file(wishes.file, *output, findings);
}

// Ink and looks, from the page as it would be printed; both files where they are wanted.
void look_at_page(const Desk& desk, const ArtworkWishes& wishes, const shop::Shop& shop,
                  Shown& shown, finding::Findings& findings) {
  const Size size = looked_at_size(shown.size);
  const world::ScratchFolder scratch(desk.house.scratch, "imprimatur-artwork");
  const world::Path file = scratch.path() / "artwork.pdf";
  const OnePage page(desk, shown, shop.condition);
  world::OutputFile looked_at(file, world::Access::owner_only);
  page.write(size, looked_at);
  looked_at.commit();
  desk.watch({{"Taux d’encrage et aperçu", "Ink coverage and preview"}, 0, 0});
  auto measured = std::async(std::launch::async, [&] {
    return coverage::measure_ink(desk.house.ghostscript, file, {1}, scratch.path());
  });
  const Preview preview = preview_of(desk, file, size, shop.condition);
  std::optional<world::OutputFile> pdf;  // written while the ink is measured
  if (wishes.pdf) page.write(shown.size, pdf.emplace(*wishes.pdf, world::Access::everyone));
  const coverage::PageInk ink = measured.get().front();
  shown.plates = ink.plates();
  const measure::Rect area{{}, size};
  const coverage::InkMap map({area}, {{&ink, {}, area}});
  if (const auto square = map.heaviest(area)) shown.ink = square->percent;
  desk.world.checkpoint();
  const std::uint32_t limit = shop.ink_limit == 0 ? usual_ink_limit : shop.ink_limit;
  if (shown.ink > limit) findings.add(heavy(shown, limit));
  findings.add(judge_look(on_paper(preview), shown.size, shown.name, {shown.name}));
  if (pdf) pdf->commit();
  if (wishes.png) {
    world::write_file(*wishes.png, drawing::to_png(preview.rgb, static_cast<int>(preview.width),
                                                   static_cast<int>(preview.height)));
  }
}

}  // namespace

Outcome show_artwork(const Desk& desk, const std::optional<Workspace>& workspace,
                     const ArtworkWishes& wishes) {
  finding::Findings findings;
  expect_other_outputs(wishes, findings);
  const auto shop = read_named_shop(desk, workspace, wishes.shop, findings);
  const auto bytes = read_file_of(wishes, findings);
  if (!shop || !bytes || findings.has_errors()) return refused(std::move(findings));
  Shown shown;
  shown.name = named(wishes.file.filename());
  desk.watch({{"Lecture du logo", "Reading the logo"}, 0, 0});
  shown.admission = artwork::admit(artwork::Door{desk.house.artwork}, *bytes, shown.name,
                                   {named(wishes.file)}, shop->condition, wishes.page);
  findings.add(shown.admission.findings);
  if (!shown.admission.form) return refused(std::move(findings));
  const Size& natural = shown.admission.form->natural;
  shown.size = placed_size(natural, wishes.width);
  shown.fineness = page::scaled(shown.admission.fineness, natural.width, shown.size.width);
  for (const std::string& spot : pdf::inks_of_form(*shown.admission.form))
    shown.spots.push_back(wording::encoded(wording::decoded(spot)));  // a stranger's bytes
  if (wishes.width) findings.add(page::judge(shown.fineness, shown.name, {named(wishes.file)}));
  if (findings.has_errors()) return refused(std::move(findings));
  desk.world.checkpoint();
  try {
    look_at_page(desk, wishes, *shop, shown, findings);
  } catch (const coverage::Unpaintable&) {
    findings.add(unpaintable(shown));
    return refused(std::move(findings));
  }
  Outcome outcome;
  outcome.lines = said(shown, wishes);
  outcome.facts = facts_of(shown, shop->condition, wishes);
  outcome.findings = std::move(findings);
  return outcome;
}

}  // namespace imprimatur::flow
