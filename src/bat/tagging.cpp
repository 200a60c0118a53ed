// What is written on a paper, as a tree of elements.
#include "bat/paper.h"

#include <utility>

namespace imprimatur::bat {
namespace {

using pdf::Tag;

std::string words_of(const typeset::Block& block) {
  std::string words;
  for (const typeset::Line& line : block.lines) {
    if (!words.empty()) words += ' ';
    for (const typeset::Piece& piece : line.pieces)
      for (const page::Glyph& glyph : piece.glyphs) words += glyph.text;
  }
  return words;
}

// nullopt: no heading.
std::optional<Tag> heading_of(Voice voice, bool below_subtitle) {
  switch (voice) {
    case Voice::title: return Tag::heading1;
    case Voice::subtitle: return Tag::heading2;
    case Voice::heading: return below_subtitle ? Tag::heading3 : Tag::heading2;
    default: return std::nullopt;
  }
}

}  // namespace

void Paper::paint(const typeset::Block& block, Point at, const typeset::Type& look, Owner owner) {
  typeset::paint(block, at, look, typeset::font_in(document_, *look.face), marks());
  owners_[page_].resize(marks().size(), owner);
}

void Paper::add(page::Mark mark, Owner owner) {
  marks().push_back(std::move(mark));
  owners_[page_].push_back(owner);
}

NodeId Paper::add_node(const pdf::Element& element) {
  tree_.push_back({element, open_.back()});
  return tree_.size() - 1;
}

void Paper::open(Tag tag) {
  open_.push_back(add_node({.tag = tag}));
  ++by_itself_;
}

void Paper::close_rows() {
  open_.resize(open_.size() - std::exchange(by_itself_, 0));
}

NodeId Paper::begin(const pdf::Element& element) {
  if (element.tag == Tag::section || element.tag == Tag::table || element.tag == Tag::list)
    close_rows();
  return open_.emplace_back(add_node(element));
}

// Rows that the writing opened close with what they stand in; what was begun in one of their cells
// lies above them.
void Paper::end() {
  const Tag tag = tree_[open_.back()].element.tag;
  if (by_itself_ > 0 && (tag == Tag::cell || tag == Tag::list)) close_rows();
  open_.pop_back();
}

NodeId Paper::figure(std::string alternate, const Rect& box) {
  close_rows();
  return add_node({.tag = Tag::figure, .alternate = std::move(alternate), .box = box});
}

void Paper::describe(NodeId figure, std::string alternate) {
  tree_[figure].element.alternate = std::move(alternate);
}

Owner Paper::owner_of(Voice voice, const typeset::Block& block, Point at, Manner manner) {
  if (artifact_) return *artifact_;
  const std::string words = words_of(block);
  if (const auto heading = heading_of(voice, has_subtitle_)) {
    close_rows();
    has_subtitle_ = has_subtitle_ || voice == Voice::subtitle;
    return add_node({.tag = *heading, .title = words, .box = Rect{at, {width(), block.height}}});
  }
  if (is_open(Tag::paragraph) || is_open(Tag::span)) return open_.back();

  const bool names_a_row =
      voice == Voice::label && at.x == margin && manner == Manner::set && !block.lines.empty();
  const bool in_rows = by_itself_ > 0 && is_open(Tag::cell);
  if (names_a_row) {
    if (in_rows) {
      open_.resize(open_.size() - 2);
      by_itself_ -= 2;
    } else {
      close_rows();
      open(Tag::table);
    }
    open(Tag::row);
    const NodeId name = add_node({.tag = Tag::header});
    open(Tag::cell);
    return name;
  }
  const bool is_item = words.starts_with("• ");
  if (in_rows ? at.x < margin + label_column : !is_item) close_rows();
  if (is_item && !is_open(Tag::list)) open(Tag::list);
  if (!is_open(Tag::list)) return add_node({.tag = Tag::paragraph});
  tree_.push_back({{.tag = Tag::item}, open_.back()});
  tree_.push_back({{.tag = Tag::body}, tree_.size() - 1});
  return tree_.size() - 1;
}

}  // namespace imprimatur::bat
