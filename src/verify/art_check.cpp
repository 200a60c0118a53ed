#include "verify/art_check.h"

#include "verify/art_picture.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::verify {
namespace {

constexpr std::size_t square_millimetre =
    std::size_t{Colours::per_millimetre} * Colours::per_millimetre;

void append(std::string& key, const measure::Length length) {
  key += fmt::format("{} ", length.micrometres());
}

void append(std::string& key, const Rect& r) {
  for (const measure::Length length : {r.left(), r.top(), r.right(), r.bottom()})
    append(key, length);
}

// All that decides which pictures are compared, and where.
std::string key_of(const SheetFile& file, Side side, const crypto::Digest& look,
                   const std::vector<Slot>& slots) {
  std::string key = fmt::format("{} {} {}", file.name, side == Side::front, look.hex());
  for (const Slot& slot : slots) {
    if (!slot.art) continue;
    key +=
        fmt::format("\n{} {} {} ", slot.number, slot.art->page, static_cast<int>(slot.art->turn));
    append(key, slot.art->box);
    append(key, slot.art->seen);
    for (const Rect& mask : slot.art->masks) append(key, mask);
  }
  return key;
}

std::string millimetres(measure::Length length, finding::Language language) {
  std::string text = fmt::format("{:+.1f}", static_cast<double>(length.micrometres()) / 1000);
  if (language == finding::Language::french) std::ranges::replace(text, '.', ',');
  return text;
}

}  // namespace

ArtCheck::ArtCheck(const Expected& expected, Notebook& notebook)
    : expected_(expected), notebook_(notebook) {
  if (expected.approved.empty()) return;
  auto opened = PdfReader::read(expected.approved);
  if (auto* reader = std::get_if<PdfReader>(&opened)) reader_ = std::move(*reader);
}

const Colours* ArtCheck::approved(std::uint32_t page, Turn turn) {
  const auto known = approved_.find({page, turn});
  if (known != approved_.end()) return &known->second;
  if (!reader_ || !reader_->turn_to(page)) return nullptr;
  return &approved_.emplace(std::pair(page, turn), reader_->colours(turn)).first->second;
}

void ArtCheck::side(PdfReader& reader, const SheetFile& file, std::uint32_t sheet, Side side,
                    const std::vector<Slot>& slots, const std::optional<crypto::Digest>& look) {
  if (expected_.approved.empty()) return;
  if (std::ranges::none_of(slots, [](const Slot& slot) { return slot.art.has_value(); })) return;
  const std::string key = look ? key_of(file, side, *look, slots) : "";
  const auto known = known_.find(key);
  auto faults = known != known_.end()
                    ? std::optional(known->second)
                    : faults_of(reader, 2 * sheet + (side == Side::back ? 1 : 0), slots);
  if (!faults) {
    notebook_.page("page-unreadable", file, sheet, side,
                   {"cette page ne se laisse pas dessiner", "this page can't be drawn"});
    return;
  }
  ++compared_;
  for (const Fault& fault : *faults)
    notebook_.slot(fault.rule, file, sheet, side, slots[fault.slot], fault.what);
  if (look) known_.try_emplace(key, std::move(*faults));
}

// nullopt where the page can't be drawn.
std::optional<std::vector<ArtCheck::Fault>> ArtCheck::faults_of(PdfReader& reader,
                                                                std::uint32_t page,
                                                                const std::vector<Slot>& slots) {
  const Colours picture = reader.turn_to(page) ? reader.colours(Turn::none) : Colours{};
  if (picture.rgb.empty()) return std::nullopt;
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (!slots[i].art) continue;
    auto fault = compare(picture, *slots[i].art);
    if (!fault) continue;
    fault->slot = i;
    faults.push_back(std::move(*fault));
  }
  return faults;
}

std::optional<ArtCheck::Fault> ArtCheck::compare(const Colours& sheet, const Art& art) {
  const Colours* page = approved(art.page, art.turn);
  if (page == nullptr || page->rgb.empty())
    return Fault{0,
                 "artwork-unknown",
                 {"la page approuvée ne se laisse pas lire", "the approved page can't be read"}};
  const LeafPicture must = leaf_as_approved(*page, art);
  const LeafPicture is = leaf_on_sheet(sheet, art);
  const std::size_t count = pixels_that_differ(is, must);
  if (count < square_millimetre) return std::nullopt;
  using enum finding::Language;
  if (is_bare(is, must))
    return Fault{0,
                 "artwork-missing",
                 {"le dessin approuvé n’y est pas", "the approved artwork is not there"}};
  const bool all_shown =
      notebook_.is_full("artwork-shifted") || notebook_.is_full("artwork-differs");
  if (const auto by = all_shown ? std::nullopt : moved(is, must))
    return Fault{
        0,
        "artwork-shifted",
        {fmt::format(
             "le dessin est décalé de {}\u00a0mm vers la droite et de {}\u00a0mm vers le bas",
             millimetres(by->right, french), millimetres(by->down, french)),
         fmt::format("the artwork lies {} mm to the right and {} mm down from its place",
                     millimetres(by->right, english), millimetres(by->down, english))}};
  const std::uint64_t area = count / square_millimetre;
  return Fault{
      0,
      "artwork-differs",
      {fmt::format("le dessin diffère de la page approuvée sur {}\u00a0mm²", told(area, french)),
       fmt::format("the artwork differs from the approved page over {} mm²", told(area, english))}};
}

}  // namespace imprimatur::verify
