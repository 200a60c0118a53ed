#include "verify/notebook.h"

#include "wording/wording.h"

#include <fmt/format.h>

namespace imprimatur::verify {
namespace {

Sentence where(const SheetFile& file, std::uint32_t sheet, Side side, Carrier carrier) {
  const bool front = side == Side::front, leaf = carrier == Carrier::leaf;
  const std::uint32_t number = file.sheet(sheet);
  return {
      fmt::format("{} {}, {}", leaf ? "Feuillet" : "Feuille", number, front ? "recto" : "verso"),
      fmt::format("{} {}, {}", leaf ? "Leaf" : "Sheet", number, front ? "front" : "back")};
}

Sentence where(const Slot& slot, Carrier carrier) {
  Sentence place;
  if (carrier == Carrier::sheet) {
    place = {fmt::format(", pose {}", slot.number + 1), fmt::format(", slot {}", slot.number + 1)};
  }
  if (slot.content == Content::void_place) {
    place.fr += " (VOID)";
    place.en += " (VOID)";
  } else if (slot.pass) {
    const Sentence serial = spoken(slot.pass->serial);
    place.fr += ", " + serial.fr;
    place.en += ", " + serial.en;
  } else {
    place.fr += fmt::format(", carnet\u00a0{}", slot.carnet + 1);
    place.en += fmt::format(", carnet {}", slot.carnet + 1);
  }
  return place;
}

}  // namespace

void Notebook::file(const std::string& rule, const finding::Place& place, const Sentence& sentence,
                    const Sentence& hint) {
  if (++counts_[rule] <= most_of_a_rule) findings_.error(rule, place, sentence, hint);
}

void Notebook::slot(const std::string& rule, const SheetFile& file, std::uint32_t sheet, Side side,
                    const Slot& slot, const Sentence& what) {
  const Sentence at = where(file, sheet, side, carrier_), in = where(slot, carrier_);
  this->file(rule, {file.name},
             {at.fr + in.fr + "\u00a0: " + what.fr + ".", at.en + in.en + ": " + what.en + "."},
             make_again());
}

void Notebook::page(const std::string& rule, const SheetFile& file, std::uint32_t sheet, Side side,
                    const Sentence& what) {
  const Sentence at = where(file, sheet, side, carrier_);
  this->file(rule, {file.name}, {at.fr + "\u00a0: " + what.fr + ".", at.en + ": " + what.en + "."},
             make_again());
}

bool Notebook::is_full(const std::string& rule) const {
  const auto count = counts_.find(rule);
  return count != counts_.end() && count->second >= most_of_a_rule;
}

finding::Findings Notebook::close() && {
  findings_.sort();
  for (const auto& [rule, count] : counts_) {
    if (count <= most_of_a_rule) continue;
    const std::uint64_t more = count - most_of_a_rule;
    findings_.error(
        rule, {},
        {fmt::format("Et encore {} fois la même faute ({}).", told(more, finding::Language::french),
                     rule),
         fmt::format("And the same fault {} more {} ({}).", told(more, finding::Language::english),
                     more == 1 ? "time" : "times", rule)},
        make_again());
  }
  return std::move(findings_);
}

std::string quotable(const std::string& name) {
  std::string quoted = name.substr(0, 100);
  for (char& c : quoted) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return quoted;
}

std::string told(std::uint64_t count, finding::Language language) {
  return wording::number(static_cast<std::int64_t>(count), language);
}

Sentence spoken(codes::Serial serial) {
  const std::string digits = codes::to_text(serial);
  std::string spaced;
  for (const char c : digits) spaced += c == ' ' ? std::string("\u202f") : std::string(1, c);
  return {"n°\u00a0" + spaced, "serial " + digits};
}

Sentence make_again() {
  return {
      "N’imprimez pas ces feuilles\u00a0: refaites-les avec «\u00a0press\u00a0», puis "
      "vérifiez-les de nouveau.",
      "Do not print these sheets: make them again with \"press\", then verify them again."};
}

}  // namespace imprimatur::verify
