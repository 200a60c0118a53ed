#include "verify/slot_map.h"

#include <fmt/format.h>

#include <functional>
#include <optional>

namespace imprimatur::verify {
namespace {

// The lines that must be there, one after the other (docs/formats/press-folder.md).
class ExpectedLines {
 public:
  explicit ExpectedLines(const Expected& expected) : expected_(expected) {}

  std::optional<std::string> next() {
    if (!started_) {
      started_ = true;
      return "file,sheet,side,slot,carnet,leaf,serial";
    }
    while (at_ == slots_.size()) {
      if (!next_side()) return std::nullopt;
    }
    return line(slots_[at_++]);
  }

 private:
  // False at the end.
  bool next_side() {
    while (file_ < expected_.files.size() && sheet_ == expected_.files[file_].sheets) {
      ++file_;
      sheet_ = 0;
    }
    if (file_ == expected_.files.size()) return false;
    shown_file_ = &expected_.files[file_];
    shown_sheet_ = shown_file_->sheet(sheet_);
    shown_side_ = side_;
    slots_ = expected_.slots(*shown_file_, sheet_, side_);
    at_ = 0;
    if (side_ == Side::back) ++sheet_;
    side_ = side_ == Side::front ? Side::back : Side::front;
    return true;
  }

  std::string line(const Slot& slot) const {
    const std::string head =
        fmt::format("{},{},{},{},", shown_file_->name, shown_sheet_,
                    shown_side_ == Side::front ? "front" : "back", slot.number + 1);
    if (slot.content == Content::void_place) return head + "VOID,,";
    if (slot.content == Content::blank) return fmt::format("{}{},BLANK,", head, slot.carnet + 1);
    const std::string serial = slot.pass ? fmt::format("{}", slot.pass->serial.number()) : "";
    return fmt::format("{}{},{},{}", head, slot.carnet + 1, slot.position + 1, serial);
  }

  const Expected& expected_;
  bool started_ = false;
  std::size_t file_ = 0;
  std::uint32_t sheet_ = 0;
  Side side_ = Side::front;
  std::vector<Slot> slots_;
  std::size_t at_ = 0;
  const SheetFile* shown_file_ = nullptr;
  std::uint32_t shown_sheet_ = 0;
  Side shown_side_ = Side::front;
};

// Cuts pieces into lines that end in CRLF. A line longer than any of ours is handed on cut short.
class Lines {
 public:
  explicit Lines(std::function<void(const std::string&)> take) : take_(std::move(take)) {}

  void add(std::string_view piece) {
    for (const char c : piece) {
      if (line_.size() < longest) line_ += c;
      if (c == '\n') flush();
    }
  }
  // What stands after the last line's end is a line too.
  void finish() {
    if (!line_.empty()) flush();
  }

 private:
  static constexpr std::size_t longest = 1000;
  void flush() {
    if (line_.ends_with("\r\n")) line_.resize(line_.size() - 2);
    take_(line_);
    line_.clear();
  }
  std::function<void(const std::string&)> take_;
  std::string line_;
};

Sentence advice() {
  return {
      "Ne vous servez pas de cette carte des poses\u202f; refaites le dossier avec "
      "«\u00a0press\u00a0».",
      "Do not use this slot map; make the folder again with \"press\"."};
}

}  // namespace

void check_slot_map(const world::Path& folder, const Expected& expected, const world::World& world,
                    Notebook& notebook) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(folder / slot_map_name, ignored)) {
    notebook.file("slot-map-missing", {slot_map_name},
                  {"La carte des poses manque.", "The slot map is missing."}, make_again());
    return;
  }
  ExpectedLines expected_lines(expected);
  int number = 0;
  std::uint64_t beyond = 0;
  Lines lines([&](const std::string& line) {
    const auto must = expected_lines.next();
    ++number;
    if (!must) ++beyond;
    if (must && line != *must)
      notebook.file("slot-map-differs", {slot_map_name, number, 1},
                    {"Cette ligne ne dit pas ce qui est imprimé à cette pose.",
                     "This line does not say what is printed in this slot."},
                    advice());
  });
  world::read_pieces(folder / slot_map_name, [&](std::string_view piece) {
    world.checkpoint();
    lines.add(piece);
  });
  lines.finish();
  const bool short_of = expected_lines.next().has_value();
  if (beyond == 0 && !short_of) return;
  notebook.file("slot-map-length", {slot_map_name},
                {"La carte des poses n’a pas le nombre de lignes attendu.",
                 "The slot map does not have as many lines as it must."},
                advice());
}

}  // namespace imprimatur::verify
