#include "bat/difference.h"

#include "bat/specimen.h"
#include "typeset/setter.h"

#include <algorithm>
#include <optional>
#include <span>

namespace imprimatur::bat {
namespace {

using measure::Length;
using measure::Point;
using measure::Rect;
using namespace measure::literals;

constexpr std::size_t most_cells = 4'000'000;  // of the table of two texts

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (const char c : text) {
    if (c == ' ' || c == '\n') {
      end();
      if (c == '\n') words.emplace_back("\n");
    } else {
      word += c;
    }
  }
  end();
  return words;
}

using Words = std::span<const std::string>;

void say_all(Words words, Fate fate, std::vector<Word>& all) {
  for (const std::string& word : words) all.push_back({word, fate});
}

// By the longest common subsequence (Wagner and Fischer 1974), from the end so that it is read off
// forwards.
void say_middle(Words before, Words after, std::vector<Word>& all) {
  const std::size_t width = after.size() + 1;
  if (before.size() * after.size() > most_cells) {
    say_all(before, Fate::gone, all);
    say_all(after, Fate::fresh, all);
    return;
  }
  std::vector<std::uint32_t> common((before.size() + 1) * width);
  for (std::size_t i = before.size(); i-- > 0;)
    for (std::size_t j = after.size(); j-- > 0;)
      common[i * width + j] =
          before[i] == after[j] ? common[(i + 1) * width + j + 1] + 1
                                : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
  std::size_t i = 0, j = 0;
  while (i < before.size() || j < after.size()) {
    if (i < before.size() && j < after.size() && before[i] == after[j]) {
      all.push_back({after[j], Fate::kept});
      ++i;
      ++j;
    } else if (j == after.size() ||
               (i < before.size() && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      all.push_back({before[i++], Fate::gone});
    } else {
      all.push_back({after[j++], Fate::fresh});
    }
  }
}

// A mark as the other document would write it, so that the two can be compared.
class Translator {
 public:
  Translator(const page::Document& from, const page::Document& to) {
    for (const page::Font& font : from.fonts)
      fonts_.push_back(
          place_in(to.fonts, [&](const page::Font& other) { return other.file == font.file; }));
    for (const page::Artwork& artwork : from.artworks)
      artworks_.push_back(place_in(
          to.artworks, [&](const page::Artwork& other) { return other.form == artwork.form; }));
  }

  page::Mark operator()(page::Mark mark) const {
    if (auto* run = std::get_if<page::GlyphRun>(&mark)) run->font = (*this)(run->font);
    if (auto* field = std::get_if<page::Field>(&mark))
      field->alphabet.font = (*this)(field->alphabet.font);
    if (auto* placed = std::get_if<page::PlacedArtwork>(&mark))
      placed->artwork = {artworks_.at(placed->artwork.index)};
    return mark;
  }

  page::FontId operator()(page::FontId font) const {
    return {font.index < fonts_.size() ? fonts_[font.index] : UINT32_MAX};
  }

 private:
  // What the other document lacks gets a place that nothing has.
  template <typename Things, typename Same>
  static std::uint32_t place_in(const Things& things, const Same& same) {
    const auto found = std::ranges::find_if(things, same);
    return found == things.end() ? UINT32_MAX : static_cast<std::uint32_t>(found - things.begin());
  }
  std::vector<std::uint32_t> fonts_, artworks_;
};

class Bounds {
 public:
  void take(Point p) { take(Rect{p, {}}); }
  void take(const Rect& r) {
    if (!all_) all_ = r;
    const Point origin{std::min(all_->left(), r.left()), std::min(all_->top(), r.top())};
    const Point end{std::max(all_->right(), r.right()), std::max(all_->bottom(), r.bottom())};
    all_ = Rect{origin, {end.x - origin.x, end.y - origin.y}};
  }
  Rect all() const { return all_.value_or(Rect{}); }

 private:
  std::optional<Rect> all_;
};

// Type stands between a fifth of its em below the baseline and four fifths above; a glyph is taken
// for six tenths of an em wide. It is for drawing a ring around.
Rect line_box(Length begin, Length end, Length em) {
  return {{begin, -(em * 8 / 10)}, {end - begin, em}};
}

Rect box_of(const page::GlyphRun& run) {
  Length begin, end;
  for (const page::Glyph& glyph : run.glyphs) {
    begin = std::min(begin, glyph.x);
    end = std::max(end, glyph.x + run.size * 6 / 10);
  }
  return run.at(line_box(begin, end, run.size));
}

Rect box_of(const page::Path& path) {
  Bounds bounds;
  for (const page::Segment& segment : path.segments) {
    if (const auto* move = std::get_if<page::MoveTo>(&segment)) bounds.take(move->to);
    if (const auto* line = std::get_if<page::LineTo>(&segment)) bounds.take(line->to);
    if (const auto* curve = std::get_if<page::CurveTo>(&segment))
      for (const Point p : {curve->control1, curve->control2, curve->to}) bounds.take(p);
  }
  return path.stroke ? bounds.all().grown(path.stroke->width / 2) : bounds.all();
}

Rect box_of(const page::PlacedArtwork& placed) {
  return placed.box;
}

Rect box_of(const page::Field& field) {
  const char* sample = field.variable == page::Variable::code     ? "0000-0000-0000-0000"
                       : field.variable == page::Variable::serial ? "000 000 000"
                                                                  : "0000";
  const Length width = typeset::width_of(field.alphabet, field.size, sample);
  const Length begin = field.align == page::Align::left     ? Length{}
                       : field.align == page::Align::centre ? -(width / 2)
                                                            : -width;
  return field.at(line_box(begin, begin + width, field.size));
}

Rect box_of(const page::Symbol& symbol) {
  return place_of(symbol);
}

Rect within(const Rect& r, const Rect& bounds) {
  const Point origin{std::clamp(r.left(), bounds.left(), bounds.right()),
                     std::clamp(r.top(), bounds.top(), bounds.bottom())};
  const Point end{std::clamp(r.right(), bounds.left(), bounds.right()),
                  std::clamp(r.bottom(), bounds.top(), bounds.bottom())};
  return {origin, {end.x - origin.x, end.y - origin.y}};
}

// Adds a rectangle, taking in those it touches.
void join(std::vector<Rect>& apart, Rect fresh) {
  for (std::size_t i = 0; i < apart.size();) {
    if (!apart[i].grown(1_um).overlaps(fresh)) {
      ++i;
      continue;
    }
    Bounds both;
    both.take(fresh);
    both.take(apart[i]);
    fresh = both.all();
    apart.erase(apart.begin() + static_cast<std::ptrdiff_t>(i));
    i = 0;  // it may touch now what it did not before
  }
  apart.push_back(fresh);
}

Rect box_of_mark(const page::Mark& mark) {
  return std::visit([](const auto& one) { return box_of(one); }, mark);
}

// A mark that both pages have: its box, and after how many others it was painted.
struct Kept {
  Rect box;
  std::ptrdiff_t was_painted = 0;
};

}  // namespace

std::vector<Word> compare_words(std::string_view before, std::string_view after) {
  const std::vector<std::string> was = words_of(before), is = words_of(after);
  const std::size_t shorter = std::min(was.size(), is.size());
  std::size_t head = 0, tail = 0;
  while (head < shorter && was[head] == is[head]) ++head;
  while (tail < shorter - head && was[was.size() - 1 - tail] == is[is.size() - 1 - tail]) ++tail;
  std::vector<Word> all;
  say_all(Words(is).first(head), Fate::kept, all);
  say_middle(Words(was).subspan(head, was.size() - head - tail),
             Words(is).subspan(head, is.size() - head - tail), all);
  say_all(Words(is).last(tail), Fate::kept, all);
  return all;
}

bool is_unchanged(const std::vector<Word>& words) {
  return std::ranges::all_of(words, [](const Word& word) { return word.fate == Fate::kept; });
}

std::vector<measure::Rect> compare_marks(const PageOf& before, const PageOf& after) {
  const Translator translate(before.document, after.document);
  // A page has some hundred marks; each of the old ones answers for one of the new.
  std::vector<std::optional<page::Mark>> left;
  for (const page::Mark& mark : before.page.marks) left.emplace_back(translate(mark));
  std::vector<Rect> apart;
  const Rect all = after.page.bleed_rect();
  const auto differs = [&](const Rect& box) { join(apart, within(box.grown(1.2_mm), all)); };
  std::vector<Kept> kept;
  for (const page::Mark& mark : after.page.marks) {
    const auto same = std::ranges::find(left, mark);
    if (same == left.end()) {
      differs(box_of_mark(mark));
    } else {
      kept.push_back({box_of_mark(mark), same - left.begin()});
      same->reset();
    }
  }
  for (const auto& mark : left)
    if (mark) differs(box_of_mark(*mark));
  // What lay below another mark and lies above it now.
  for (auto above = kept.begin(); above != kept.end(); ++above)
    for (auto below = kept.begin(); below != above; ++below)
      if (below->was_painted > above->was_painted && below->box.overlaps(above->box))
        differs(above->box);
  return apart;
}

bool are_worked_alike(const page::Page& before, const page::Page& after) {
  return before.trim == after.trim && before.bleed == after.bleed &&
         before.finishes == after.finishes;
}

bool are_seen_to_differ(const PageOf& before, const PageOf& after) {
  return !are_worked_alike(before.page, after.page) || !compare_marks(before, after).empty();
}

page::Page as_in(const page::Document& other, const PageOf& page) {
  const Translator translate(page.document, other);
  page::Page translated = page.page;
  for (page::Mark& mark : translated.marks) mark = translate(std::move(mark));
  return translated;
}

page::Alphabet as_in(const page::Document& other, const page::Document& own,
                     page::Alphabet alphabet) {
  if (!alphabet.glyphs.empty()) alphabet.font = Translator(own, other)(alphabet.font);
  return alphabet;
}

}  // namespace imprimatur::bat
