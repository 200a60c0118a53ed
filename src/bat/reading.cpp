#include "bat/reading.h"

#include "bat/specimen.h"
#include "bat/words.h"
#include "wording/wording.h"

#include <algorithm>
#include <cctype>

namespace imprimatur::bat {
namespace {

using finding::Language;
using page::GlyphRun;

constexpr Length legible = 1.2_mm;  // the least em of what is read

std::string words_of(const GlyphRun& run) {
  std::string words;
  for (const page::Glyph& glyph : run.glyphs) words += glyph.text;
  return words;
}

// "2. Remettez …"
bool is_numbered(const std::string& words) {
  const std::size_t end = words.find_first_not_of("0123456789");
  return end > 0 && end != std::string::npos && words.compare(end, 2, ". ") == 0;
}

// "1", "er", " janvier": of other sizes, side by side.
bool goes_on(const GlyphRun& before, const GlyphRun& run) {
  const GlyphRun& smaller = run.size < before.size ? run : before;
  const GlyphRun& larger = run.size < before.size ? before : run;
  const Length up = larger.at.origin.y - smaller.at.origin.y;
  return run.at.origin.x > before.at.origin.x && smaller.size * 4 <= larger.size * 3 &&
         up > Length{} && up < larger.size / 2;
}

// `first` begins the line that `run` would follow.
bool is_next_line(const GlyphRun& first, const GlyphRun& run) {
  const Length down = run.at.origin.y - first.at.origin.y;
  return run.font == first.font && run.size == first.size && run.colour == first.colour &&
         down > Length{} && down * 2 <= run.size * 3 && !is_numbered(words_of(run));
}

class Reader {
 public:
  Reader(const page::Document& document, const page::Page& page, const ValueOf& value,
         Language language)
      : document_(document), page_(page), value_(value), language_(language) {}

  std::vector<Passage> read() {
    for (std::size_t i = 0; i < page_.marks.size(); ++i) {
      const page::Mark& mark = page_.marks[i];
      if (const auto* run = std::get_if<GlyphRun>(&mark)) add(i, *run);
      if (const auto* field = std::get_if<page::Field>(&mark)) start(i, value_(*field), {});
      if (const auto* placed = std::get_if<page::PlacedArtwork>(&mark)) add(i, *placed);
      if (const auto* symbol = std::get_if<page::Symbol>(&mark)) add(i, *symbol);
    }
    return std::move(passages_);
  }

 private:
  void start(std::size_t mark, const std::string& words, const pdf::Element& element) {
    passages_.push_back({{mark}, element, words});
    line_ = last_ = nullptr;
  }

  void show(std::size_t mark, const std::string& words, const Rect& box) {
    start(mark, words, {.tag = pdf::Tag::figure, .alternate = words, .box = box});
  }

  void add(std::size_t index, const GlyphRun& run) {
    if (run.size < legible || run.glyphs.empty()) return;
    const bool turned = run.at.turn != measure::Turn::none;
    if (last_ != nullptr && !turned && goes_on(*last_, run)) {
      passages_.back().words += words_of(run);
    } else if (line_ != nullptr && !turned && is_next_line(*line_, run)) {
      passages_.back().words += " " + words_of(run);
      line_ = &run;
    } else {
      start(index, words_of(run), {});
      last_ = line_ = turned ? nullptr : &run;
      return;
    }
    passages_.back().marks.push_back(index);
    last_ = &run;
  }

  void add(std::size_t index, const page::PlacedArtwork& placed) {
    const page::Artwork& artwork = document_.artworks.at(placed.artwork.index);
    const std::string& name = artwork.alternate.empty() ? artwork.name : artwork.alternate;
    show(index,
         say(words::heard_logo, language_, fmt::arg("logo", wording::typeset(name, language_))),
         placed.box);
  }

  void add(std::size_t index, const page::Symbol& symbol) {
    show(index, say(words::heard_symbol, language_), place_of(symbol));
  }

  const page::Document& document_;
  const page::Page& page_;
  const ValueOf& value_;
  Language language_;
  std::vector<Passage> passages_;
  const GlyphRun* line_ = nullptr;  // the first of the passage's last line
  const GlyphRun* last_ = nullptr;
};

Point origin_of(const page::Mark& mark) {
  if (const auto* run = std::get_if<GlyphRun>(&mark)) return run->at.origin;
  if (const auto* field = std::get_if<page::Field>(&mark)) return field->at.origin;
  if (const auto* placed = std::get_if<page::PlacedArtwork>(&mark)) return placed->box.origin;
  return std::get<page::Symbol>(mark).origin;
}

}  // namespace

std::vector<Passage> passages_of(const page::Document& document, const page::Page& page,
                                 const ValueOf& value, Language language) {
  return Reader(document, page, value, language).read();
}

std::string description_of(const page::Document& document, const page::Page& page, const Rect& part,
                           const ValueOf& value, Language language) {
  std::string said = wording::typeset(page.title, language);
  bool is_first = true;
  for (const Passage& passage : passages_of(document, page, value, language)) {
    const Point at = origin_of(page.marks[passage.marks.front()]);
    if (!part.holds(Rect{at, {}})) continue;
    said = is_first ? say(words::heard_first, language, fmt::arg("page", said),
                          fmt::arg("words", passage.words))
                    : say(words::heard_next, language, fmt::arg("heard", said),
                          fmt::arg("words", passage.words));
    is_first = false;
  }
  return said;
}

}  // namespace imprimatur::bat
