#include "typeset/clusters.h"

#include <algorithm>

namespace imprimatur::typeset {
namespace {

constexpr std::string_view narrow_space = "\u202f";
constexpr std::int32_t superscript_scale = 620;     // per mille
constexpr std::int32_t superscript_rise = 330'000;  // millionths of the em

enum class Voice : std::uint8_t { plain, superscript, narrow };

struct Span {
  std::size_t begin, end;
  Voice voice;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

// The length of an ordinal's ending ("er" of "1er") at `at`, or 0. It follows a number that stands
// alone, and ends the word.
std::size_t ordinal_ending(std::string_view text, std::size_t at) {
  std::size_t digits = at;
  while (digits > 0 && is_digit(text[digits - 1])) --digits;
  if (digits == at || (digits > 0 && (is_word(text[digits - 1]) || text[digits - 1] == '-')))
    return 0;
  const bool first = text.substr(digits, at - digits) == "1";
  for (const std::string_view ending : {"ers", "er", "res", "re", "es", "e"}) {
    if (!text.substr(at).starts_with(ending) || first != (ending.find('r') != ending.npos))
      continue;
    const auto after = at + ending.size();
    const bool ends = after == text.size() || !is_word(text[after]) ||
                      text.substr(after).starts_with("\u00a0") ||
                      text.substr(after).starts_with(narrow_space);
    return ends ? ending.size() : 0;
  }
  return 0;
}

std::vector<Span> spans_of(std::string_view text, bool has_narrow_space) {
  std::vector<Span> spans;
  const auto plain_to = [&](std::size_t end) {
    const std::size_t begin = spans.empty() ? 0 : spans.back().end;
    if (begin < end) spans.push_back({begin, end, Voice::plain});
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!has_narrow_space && text.substr(at).starts_with(narrow_space)) {
      plain_to(at);
      spans.push_back({at, at + narrow_space.size(), Voice::narrow});
    } else if (const auto ending = ordinal_ending(text, at); ending > 0) {
      plain_to(at);
      spans.push_back({at, at + ending, Voice::superscript});
    }
  }
  plain_to(text.size());
  return spans;
}

Cluster narrow_cluster(const Face& face) {
  const auto space = face.glyph(U' ');
  Cluster cluster{.text = std::string{narrow_space}, .advance = thin_space, .glyphs = {}};
  cluster.space = true;
  if (space) cluster.glyphs.push_back({.id = space->id, .advance = thin_space});
  return cluster;
}

bool is_space(std::string_view text) {
  return text == " " || text == "\u00a0" || text == narrow_space;
}

// Groups the glyphs by cluster; each takes its share of the span's text.
void append(std::vector<Cluster>& row, const Type& type, std::string_view text, const Span& span,
            Missing& missing) {
  const auto words = text.substr(span.begin, span.end - span.begin);
  const auto ligatures = type.tracking == 0 ? Ligatures::allowed : Ligatures::refused;
  const bool raised = span.voice == Voice::superscript;
  const auto glyphs = type.face->shape(words, ligatures);
  for (std::size_t i = 0; i < glyphs.size();) {
    std::size_t next = i + 1;
    while (next < glyphs.size() && glyphs[next].at == glyphs[i].at) ++next;
    const std::size_t end = next < glyphs.size() ? glyphs[next].at : words.size();
    Cluster cluster{.text = std::string{words.substr(glyphs[i].at, end - glyphs[i].at)},
                    .glyphs = {}};
    if (raised) cluster.scale = superscript_scale, cluster.rise = superscript_rise;
    cluster.space = is_space(cluster.text);
    for (; i < next; ++i) {
      if (glyphs[i].missing) {
        if (std::ranges::find(missing, cluster.text) == missing.end())
          missing.push_back(cluster.text);
        continue;
      }
      cluster.advance += std::int64_t{glyphs[i].advance} * cluster.scale / 1000;
      cluster.glyphs.push_back(glyphs[i]);
    }
    cluster.advance += type.tracking * 1000;
    row.push_back(std::move(cluster));
  }
}

bool is_letter(const Cluster& cluster) {
  const char first = cluster.text.empty() ? ' ' : cluster.text[0];
  return !cluster.space && is_word(first) && !is_digit(first);
}

bool ends_small_number(const std::vector<Cluster>& row, std::size_t last) {
  std::size_t digits = 0;
  while (digits <= last && is_digit(row[last - digits].text[0])) ++digits;
  return digits == 1 || digits == 2;
}

// French typography keeps together the groups of a number ("01 99 00 00 00"), a small number or an
// ordinal and what it counts ("31 décembre", "1er janvier"), and a word of one letter with what
// follows it ("à votre rythme").
bool holds_together(const std::vector<Cluster>& row, std::size_t start) {
  if (start < 2 || row[start - 1].text != " ") return false;
  const auto& before = row[start - 2];
  const char next = row[start].text[0];
  if (is_digit(before.text[0]) && is_digit(next)) return true;
  if (ends_small_number(row, start - 2) || before.rise > 0) return is_letter(row[start]);
  return is_letter(before) && (start == 2 || row[start - 3].space);
}

}  // namespace

std::vector<Cluster> clusters_of(const Type& type, std::string_view paragraph, Missing& missing) {
  std::vector<Cluster> row;
  const bool has_narrow_space = type.face->glyph(U'\u202f').has_value();
  for (const auto& span : spans_of(paragraph, has_narrow_space)) {
    if (span.voice == Voice::narrow) {
      row.push_back(narrow_cluster(*type.face));
    } else {
      append(row, type, paragraph, span, missing);
    }
  }
  const auto starts = line_starts(paragraph);
  std::size_t at = 0;
  for (std::size_t i = 0; i < row.size(); at += row[i++].text.size()) {
    row[i].line_start = starts[at] && !holds_together(row, i);
  }
  return row;
}

}  // namespace imprimatur::typeset
