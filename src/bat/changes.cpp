#include "bat/changes.h"

#include "bat/content.h"
#include "bat/difference.h"
#include "bat/frames.h"
#include "bat/making.h"
#include "bat/rows.h"
#include "bat/words.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace imprimatur::bat {
namespace {

using finding::Language;
using finding::Sentence;

constexpr Length gap = 6_mm;           // between the two pictures of a page
constexpr Length tallest = 100_mm;     // of a picture
constexpr Length word_space = 830_um;  // of the body's type

// Of the content's lines (content.h), those that stand in rows of facts.
constexpr std::string_view keys_of_facts[] = {"order",          "title",
                                              "language",       "issuer",
                                              "issuer-address", "issuer-registration",
                                              "client",         "client-address",
                                              "carnets",        "face-value-cents",
                                              "valid-from",     "valid-until",
                                              "territory",      "public"};

// A rectangle with round corners, drawn over both versions.
page::Path ring_around(const Rect& r) {
  constexpr std::int64_t kappa = 552;  // per mille: a quarter of a circle by one Bézier curve
  const Length radius = std::min({1.5_mm, r.size.width / 2, r.size.height / 2});
  const Length bend = radius - radius * kappa / 1000;
  const Length left = r.left(), top = r.top(), right = r.right(), bottom = r.bottom();
  page::Path path;
  path.segments = {
      page::MoveTo{{left + radius, top}},
      page::LineTo{{right - radius, top}},
      page::CurveTo{{right - bend, top}, {right, top + bend}, {right, top + radius}},
      page::LineTo{{right, bottom - radius}},
      page::CurveTo{{right, bottom - bend}, {right - bend, bottom}, {right - radius, bottom}},
      page::LineTo{{left + radius, bottom}},
      page::CurveTo{{left + bend, bottom}, {left, bottom - bend}, {left, bottom - radius}},
      page::LineTo{{left, top + radius}},
      page::CurveTo{{left, top + bend}, {left + bend, top}, {left + radius, top}},
      page::ClosePath{}};
  path.stroke = page::Stroke{palette::alert, 350_um, page::Cap::butt, {}};
  return path;
}

const page::Page* page_of(const page::Document& document, const std::string& name) {
  const auto found = std::ranges::find(document.pages, name, &page::Page::name);
  return found == document.pages.end() ? nullptr : &*found;
}

struct Compared {
  std::string label;
  std::vector<Word> words;
};

class Teller {
 public:
  explicit Teller(const Proof& proof)
      : proof_(proof),
        language_(proof.shown.order.language),
        album_{Paper(proof.shelf, paper_for(proof.shown.document)), {}, {}} {}

  Album tell() {
    head();
    if (proof_.previous == nullptr) return std::move(album_);
    differences_ = differences_of(then().content, now().content, language_);
    if (differences_.empty())
      note(Voice::body, say(words::content_is_the_same, language_, fmt::arg("version", before())));
    facts();
    deliveries();
    texts();
    pages();
    making();
    return std::move(album_);
  }

 private:
  std::string set(const std::string& text) const { return wording::typeset(text, language_); }
  Paper& paper() { return album_.paper; }
  const Shown& now() const { return proof_.shown; }
  const Shown& then() const { return *proof_.previous; }
  std::uint32_t before() const { return proof_.version - 1; }

  void note(Voice voice, const std::string& words) {
    paper().flow(voice, words, margin, paper().width());
    paper().skip(2.4_mm);
  }

  void head() {
    paper().skip(paper().write(Voice::subtitle,
                               say(words::what_changed, language_, fmt::arg("version", before())),
                               {margin, paper().y()}, paper().width()) +
                 2.5_mm);
    paper().rule({margin, paper().y()}, paper().width(), palette::accent, 700_um);
    paper().skip(4_mm);
    if (proof_.previous == nullptr) {
      note(Voice::body, say(words::before_is_lost, language_, fmt::arg("version", before())));
      return;
    }
    note(Voice::body, say(words::how_changes_are_shown, language_, fmt::arg("version", before())));
  }

  // `owns` says which of the content's keys are told here.
  template <typename Owns>
  void section(const Sentence& title, const std::vector<Compared>& all, Owns owns) {
    paper().heading(say(title, language_));
    bool is_due = false, is_typing = false, changed = false;
    std::erase_if(differences_, [&](const Difference& one) {
      if (!owns(one.key)) return false;
      (one.is_of_typing ? is_typing : is_due) = true;
      return true;
    });
    for (const Compared& one : all) {
      if (is_unchanged(one.words)) continue;
      changed = true;
      paper().need(8_mm);
      const Length label =
          paper().write(Voice::label, one.label, {margin, paper().y()}, label_column - 3_mm);
      const Length end = paper().y() + label;
      flow(one.words);
      if (paper().y() < end && end - paper().y() < label) paper().skip(end - paper().y());
      paper().skip(2.4_mm);
    }
    if (changed) {
      if (is_typing) note(Voice::label, say(words::typing_changed_too, language_));
    } else if (is_typing || is_due) {
      note(Voice::label, say(words::only_typing_changed, language_));
    } else {
      note(Voice::label, say(words::no_change, language_));
    }
  }

  // Word after word beside the label, on as many lines as it takes.
  void flow(const std::vector<Word>& words) {
    const Length left = margin + label_column, right = margin + paper().width();
    const Length leading = Length::from_points(12.5);
    Length x = left;
    const auto next_line = [&] {
      x = left;
      paper().skip(leading);
      paper().need(leading);
    };
    std::optional<Fate> heard;
    paper().begin({});
    for (const Word& word : words) {
      if (word.text == "\n") {
        if (word.fate != Fate::gone) next_line();
        continue;
      }
      if (heard != word.fate) {
        if (heard) paper().end();
        paper().begin(span_of(words, static_cast<std::size_t>(&word - words.data())));
        heard = word.fate;
      }
      const Voice voice = word.fate == Fate::kept   ? Voice::body
                          : word.fate == Fate::gone ? Voice::gone
                                                    : Voice::bold;
      const typeset::Block block = paper().set(voice, word.text, paper().width());
      if (x > left && x + block.widest > right) next_line();
      paper().draw(block, voice, {x, paper().y()});
      if (word.fate == Fate::gone)
        paper().rule({x, paper().y() + 1.25_mm}, block.widest, palette::alert, 250_um);
      x += block.widest + word_space;
    }
    if (heard) paper().end();
    paper().end();
    paper().skip(leading);
  }

  // The words of one fate from `first` on. Strokes and weights are not heard: what changed is said.
  pdf::Element span_of(const std::vector<Word>& words, std::size_t first) const {
    pdf::Element span{.tag = pdf::Tag::span, .struck = words[first].fate == Fate::gone};
    if (words[first].fate == Fate::kept) return span;
    span.alternate = words[first].fate == Fate::gone ? say(words::heard_taken_out, language_)
                                                     : say(words::heard_put_in, language_);
    for (std::size_t i = first; i < words.size() && words[i].fate == words[first].fate; ++i)
      if (words[i].text != "\n") span.alternate += " " + words[i].text;
    return span;
  }

  // Rows by their labels; what one version lacks is empty there.
  static std::vector<Compared> compared(const std::vector<Row>& before,
                                        const std::vector<Row>& after) {
    const auto value_in = [](const std::vector<Row>& rows, const std::string& label) {
      const auto found = std::ranges::find(rows, label, &Row::label);
      return found == rows.end() ? std::string() : found->value;
    };
    std::vector<Compared> all;
    for (const Row& row : after)
      all.push_back({row.label, compare_words(value_in(before, row.label), row.value)});
    for (const Row& row : before)
      if (std::ranges::find(after, row.label, &Row::label) == after.end())
        all.push_back({row.label, compare_words(row.value, "")});
    return all;
  }

  void facts() {
    std::vector<Compared> all = compared(rows_of(then(), language_), rows_of(now(), language_));
    for (Compared& one :
         compared(further_rows_of(then(), language_), further_rows_of(now(), language_)))
      all.push_back(std::move(one));
    section(words::facts, all, [](std::string_view key) {
      return std::ranges::find(keys_of_facts, key) != std::end(keys_of_facts);
    });
  }

  // Rows are found again by their labels: of two alike the later is numbered.
  static void add(std::vector<Row>& rows, const std::string& label, std::string value) {
    const bool is_taken = std::ranges::find(rows, label, &Row::label) != rows.end();
    rows.push_back(
        {is_taken ? fmt::format("{} ({})", label, rows.size() + 1) : label, std::move(value)});
  }

  std::vector<Row> points_of(const Shown& shown) const {
    std::vector<Row> rows;
    for (const order::DeliveryPoint& point : shown.order.deliveries) {
      add(rows, set(point.name),
          fmt::format("{} · {}", quantity_of(point, shown.document, language_),
                      set(fmt::format("{}", fmt::join(point.address, ", ")))));
    }
    return rows;
  }

  void deliveries() {
    section(words::delivery, compared(points_of(then()), points_of(now())),
            [](std::string_view key) { return key.starts_with("delivery"); });
  }

  std::vector<Row> texts_of(const Shown& shown) const {
    std::vector<Row> rows;
    for (const auto& [zone, text] : shown.order.texts)
      add(rows, name_of(shown, zone), set(text.words));
    return rows;
  }

  void texts() {
    section(words::texts, compared(texts_of(then()), texts_of(now())),
            [](std::string_view key) { return key.starts_with("text-"); });
  }

  // The last section: what no other has told is told here, whatever it is.
  void making() {
    section(words::making,
            compared(making_rows_of(then(), language_), making_rows_of(now(), language_)),
            [](std::string_view) { return false; });
    const bool otherwise = differ_otherwise(then().document, now().document);
    const bool is_unknown = std::ranges::any_of(differences_, [](const Difference& one) {
      return one.key != "pages" && one.key != "profile";
    });
    if (!otherwise && !is_unknown) return;
    note(Voice::body, say(words::technical_settings_changed, language_));
  }

  void pages() {
    paper().heading(say(words::pages, language_), 30_mm);
    std::vector<std::string> same;
    for (const page::Page& page : now().document.pages) {
      const page::Page* old = page_of(then().document, page.name);
      if (old == nullptr) {
        picture(page, words::new_page);
      } else if (!differ(*old, page)) {
        same.push_back(set(page.title));
      }
    }
    for (const page::Page& page : then().document.pages)
      if (page_of(now().document, page.name) == nullptr) picture(page, words::page_taken_out);
    const std::string names = fmt::format("{}", fmt::join(same, ", "));
    if (same.size() == now().document.pages.size()) {
      note(Voice::label, say(words::no_change, language_));
    } else if (!same.empty()) {
      note(Voice::label, say(words::unchanged_pages, language_, fmt::arg("pages", names)));
    }
  }

  // Both versions side by side where they differ.
  bool differ(const page::Page& before, const page::Page& after) {
    const std::vector<Rect> where =
        compare_marks({then().document, before}, {now().document, after});
    if (where.empty() && are_worked_alike(before, after)) return false;
    const Length height = std::max(size_of(before).height, size_of(after).height);
    begin(after, height,
          where.empty() ? words::size_or_finishing_changes : words::difference_is_ringed);
    place(Side::before, before, where, margin);
    place(Side::after, after, where, margin + column() + gap);
    end(height);
    return true;
  }

  void picture(const page::Page& page, const Sentence& what) {
    const bool is_new = page_of(now().document, page.name) == &page;
    const Length height = size_of(page).height;
    begin(page, height, what);
    place(is_new ? Side::after : Side::before, page, {}, is_new ? margin + column() + gap : margin);
    end(height);
  }

  Length column() { return (paper().width() - gap) / 2; }

  Size size_of(const page::Page& page) {
    return fitted(page.bleed_rect().size, {column(), tallest});
  }

  void begin(const page::Page& page, Length height, const Sentence& what) {
    paper().need(height + 16_mm);
    const Length y = paper().y(), left = margin, right = margin + column() + gap;
    paper().write(Voice::strong, set(page.title) + " – " + say(what, language_), {left, y},
                  paper().width());
    const auto version = [&](std::uint32_t number) {
      return say(words::version, language_, fmt::arg("version", number));
    };
    paper().write(Voice::small, version(before()), {left, y + 5_mm}, column());
    paper().write(Voice::small, version(proof_.version), {right, y + 5_mm}, column());
    paper().skip(9_mm);
  }

  void place(Side side, const page::Page& page, const std::vector<Rect>& where, Length left) {
    const Rect to{{left, paper().y()}, size_of(page)};
    const page::Document& document = side == Side::before ? then().document : now().document;
    Picture picture{.side = side,
                    .page = static_cast<std::size_t>(&page - document.pages.data()),
                    .from = page.bleed_rect(),
                    .to = to};
    for (const Rect& one : where)
      picture.rings.emplace_back(ring_around(carried(one, page.bleed_rect(), to)));
    album_.put(std::move(picture));
  }

  void end(Length height) { paper().skip(height + 6_mm); }

  const Proof& proof_;
  Language language_;
  std::vector<Difference> differences_;  // that no section has told yet
  Album album_;
};

}  // namespace

Album tell_changes(const Proof& proof) {
  return Teller(proof).tell();
}

}  // namespace imprimatur::bat
