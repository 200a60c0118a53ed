#include "flow/imposed_leaves.h"

#include "flow/say.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using measure::Length;
using measure::Size;
using namespace measure::literals;

// Programs round a millimetre to points and back in their own ways.
constexpr Length alike = 50_um;

bool are_alike(Size a, Size b) {
  const auto near = [](Length x, Length y) { return x - y <= alike && y - x <= alike; };
  return near(a.width, b.width) && near(a.height, b.height);
}

std::string in_millimetres(Size size, finding::Language language) {
  std::string text =
      fmt::format("{:.1f} × {:.1f}", size.width.millimetres(), size.height.millimetres());
  if (language == finding::Language::french) std::ranges::replace(text, '.', ',');
  return text;
}

}  // namespace

Leaves::Leaves(std::vector<artwork::DocumentFacts> documents, std::vector<world::Path> files)
    : documents_(std::move(documents)), files_(std::move(files)) {
  for (std::uint32_t document = 0; document < documents_.size(); ++document) {
    for (std::uint32_t page = 0; page < documents_[document].pages.size(); page += 2) {
      fronts_.push_back({document, page});
    }
  }
}

std::optional<Leaves::PageOf> Leaves::page(std::uint32_t leaf, impose::Face face) const {
  PageOf page = fronts_[leaf];
  if (face == impose::Face::verso) ++page.page;
  if (page.page >= documents_[page.document].pages.size()) return std::nullopt;
  return page;
}

bool Leaves::have_backs() const {
  return std::ranges::any_of(documents_, [](const auto& facts) { return facts.pages.size() > 1; });
}

Length Leaves::bleed() const {
  Length bleed;
  for (const auto& facts : documents_) {
    for (const auto& page : facts.pages) bleed = std::max(bleed, page.most_bleed);
  }
  return bleed;
}

std::string Leaves::condition() const {
  for (const auto& facts : documents_) {
    if (!facts.condition.empty()) return facts.condition;
  }
  return {};
}

bool Leaves::are_pdf_x4() const {
  return std::ranges::all_of(documents_, &artwork::DocumentFacts::is_pdf_x4);
}

std::vector<std::uint32_t> Leaves::counts(const std::vector<ImposedFile>& files) const {
  std::vector<std::uint32_t> counts;
  for (const PageOf& front : fronts_) counts.push_back(files[front.document].count);
  return counts;
}

std::uint64_t Leaves::fewest(std::uint32_t document, const std::vector<std::uint64_t>& made) const {
  std::optional<std::uint64_t> fewest;
  for (std::uint32_t leaf = 0; leaf < fronts_.size(); ++leaf) {
    if (fronts_[leaf].document != document) continue;
    fewest = std::min(fewest.value_or(made[leaf]), made[leaf]);
  }
  return fewest.value_or(0);
}

std::uint64_t Leaves::most(std::uint32_t document, const std::vector<std::uint64_t>& made) const {
  std::uint64_t most = 0;
  for (std::uint32_t leaf = 0; leaf < fronts_.size(); ++leaf) {
    if (fronts_[leaf].document == document) most = std::max(most, made[leaf]);
  }
  return most;
}

void Leaves::judge(const shop::Shop& shop, finding::Findings& findings) const {
  judge_trims(findings);
  judge_bleed(shop, findings);
  judge_colours(shop, findings);
}

void Leaves::judge_trims(finding::Findings& findings) const {
  for (std::uint32_t document = 0; document < documents_.size(); ++document) {
    const auto& pages = documents_[document].pages;
    const auto other = std::ranges::find_if(
        pages, [&](const artwork::PageFacts& page) { return !are_alike(page.trim, trim()); });
    if (other == pages.end()) continue;
    const std::string name = named(files_[document]);
    const auto number = other - pages.begin() + 1;
    findings.error(
        "document-trim", {name},
        {fmt::format("«\u00a0{}\u00a0»\u00a0: la page {} mesure {}\u00a0mm au format fini, la "
                     "première {}\u00a0mm.",
                     name, number, in_millimetres(other->trim, finding::Language::french),
                     in_millimetres(trim(), finding::Language::french)),
         fmt::format("\"{}\": page {} measures {} mm trimmed, the first one {} mm.", name, number,
                     in_millimetres(other->trim, finding::Language::english),
                     in_millimetres(trim(), finding::Language::english))},
        {"Imposez séparément les pages de formats différents, ou corrigez leur TrimBox.",
         "Impose pages of different sizes apart, or correct their TrimBox."});
  }
}

void Leaves::judge_bleed(const shop::Shop& shop, finding::Findings& findings) const {
  Length least = bleed();
  for (const auto& facts : documents_) {
    for (const auto& page : facts.pages) least = std::min(least, page.least_bleed);
  }
  if (least == Length{}) {
    findings.warning(
        "document-bleed", {},
        {"Des pages n’ont pas de fond perdu sur tous leurs côtés.",
         "Some pages have no bleed on all of their sides."},
        {"Si des fonds touchent le bord, demandez un fichier avec fond perdu (BleedBox).",
         "If grounds touch the edge, ask for a file with bleed (BleedBox)."});
  }
  if (bleed() > shop.crop.offset) {
    findings.note("document-bleed-cut", {},
                  {"Le fond perdu a été réduit à la distance des traits de coupe de l’imprimeur.",
                   "The bleed was cut to the distance of the shop's crop marks."});
  }
}

void Leaves::judge_colours(const shop::Shop& shop, finding::Findings& findings) const {
  const std::string made_for = condition(), printed = shop.condition.identifier;
  if (made_for.empty()) {
    findings.warning(
        "document-condition", {},
        {"Aucun document ne dit pour quelle condition d’impression ses couleurs sont faites.",
         "No document says which printing condition its colours are made for."},
        {fmt::format("Demandez un PDF/X-4 pour «\u00a0{}\u00a0», ou faites un essai d’impression.",
                     printed),
         fmt::format("Ask for a PDF/X-4 for \"{}\", or make a test print.", printed)});
  } else if (made_for != printed) {
    findings.warning(
        "document-condition", {},
        {fmt::format("Les couleurs sont faites pour «\u00a0{}\u00a0», et l’imprimeur imprime en "
                     "«\u00a0{}\u00a0».",
                     made_for, printed),
         fmt::format("The colours are made for \"{}\", and the shop prints \"{}\".", made_for,
                     printed)},
        {"Demandez un fichier pour cette condition, ou faites un essai d’impression.",
         "Ask for a file for that condition, or make a test print."});
  }
  if (!are_pdf_x4()) {
    findings.note("document-not-x4", {},
                  {"Les documents ne sont pas tous des PDF/X-4\u00a0: leur imposition n’en est pas "
                   "un non plus.",
                   "Not all documents are PDF/X-4, so their imposition isn't either."});
  }
}

void Leaves::note_blanks(const impose::Plan& plan, finding::Findings& findings) const {
  std::int64_t printed = 0;
  for (const auto& facts : documents_) printed += std::ssize(facts.pages);
  const std::int64_t pages = std::int64_t{plan.pieces()} * 4;
  const std::int64_t blanks = pages - printed;
  if (blanks == 0) return;
  using enum finding::Language;
  using wording::number;
  findings.note("document-blanks", {},
                {fmt::format("Le cahier plié a {}\u00a0pages, dont {} restent blanches.",
                             number(pages, french), number(blanks, french)),
                 fmt::format("The folded booklet has {} pages, of which {} stay blank.",
                             number(pages, english), number(blanks, english))});
}

}  // namespace imprimatur::flow
