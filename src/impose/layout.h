// Where the leaves lie on a press sheet, on both of its sides.
//
// Pure arithmetic in micrometres. What the guillotine cuts out is a *piece*: a leaf, or the spread
// of two leaves that is folded in its middle. A slot is a place for one leaf; slots are numbered
// piece by piece, row by row from the top-left of the *front*, and a slot keeps its number on the
// back, so that slot 3 of the back is the paper of slot 3 of the front.
//
//     front of a landscape sheet        its back, short edge       its back, long edge
//     ┌──────────────┐                  ┌──────────────┐           ┌──────────────┐
//     │  0   1       │                  │       1   0  │           │  (turned by  │
//     │  2   3       │                  │       3   2  │           │  2   3  half)│
//     │              │                  │              │           │  0   1       │
//     └──────────────┘                  └──────────────┘           └──────────────┘
//
// The back of a leaf is what one reads after turning it over its left or right edge, as the page of
// a book. A sheet turned about its vertical axis brings a leaf from x to W − x − w, upright; turned
// about its horizontal axis, from y to H − y − h, upside down.
//
// A spread has the leaf of its right half recto up and that of its left half verso up: folded with
// the front outside, the right half is the first leaf of the two. Work-and-turn and work-and-tumble
// lay the pieces beyond the axis with their backs on the front, so that both sides are one form.
#pragma once

#include "measure/measure.h"
#include "shop/shop.h"

#include <optional>
#include <vector>

namespace imprimatur::impose {

using measure::Length;
using measure::Placement;
using measure::Point;
using measure::Rect;
using measure::Size;
using measure::Turn;

enum class Side : std::uint8_t { front, back };

// Which page of its leaf a slot shows.
enum class Face : std::uint8_t { recto, verso };
constexpr Face other(Face face) {
  return face == Face::recto ? Face::verso : Face::recto;
}

enum class Piece : std::uint8_t { leaf, spread };
constexpr std::uint32_t leaves_of(Piece piece) {
  return piece == Piece::spread ? 2 : 1;
}

// The axis about which the sheet is turned between its sides.
enum class Axis : std::uint8_t { vertical, horizontal };

// The axis about which this shop turns a sheet of this size. A form for both sides goes by the
// gripper, whose edge it keeps (turn) or changes (tumble); anything else, and a press without
// gripper, by the shop's flip.
Axis axis_of(const shop::Shop& shop, Size sheet);

// One slot on one side. `leaf` places the page: its origin is the page's trimmed top-left corner.
// `clip` is the trim with its bleed; towards a neighbour the bleed ends at half the gutter, at a
// fold it ends with the leaf.
struct Cell {
  Placement leaf;
  Rect trim, clip;
  Face face = Face::recto;
  bool operator==(const Cell&) const = default;
};

struct Layout {
  Size sheet;
  Axis axis = Axis::vertical;
  Piece piece = Piece::leaf;
  Turn turn = Turn::none;               // of the pieces
  std::uint32_t columns = 0, rows = 0;  // of pieces
  Length bleed;                         // around the block
  shop::Shift back_shift;               // how the press lays the back beside its place
  std::vector<Cell> front, back;        // by slot
  // Strips at two opposite ends of the block, outside its crop marks, for everything else that a
  // press wants on its sheets: the slug's line in the first. Their long side runs along the block.
  Rect front_slug, front_strip;

  std::uint32_t pieces() const { return columns * rows; }
  // Whether a piece shows its back on the fronts of the sheets; a spread whose front lies up shows
  // the recto of its right half.
  bool lies_back_up(std::uint32_t place) const {
    const std::uint32_t halves = leaves_of(piece);
    return front[place * halves + halves - 1].face == Face::verso;
  }
  std::uint32_t up() const { return pieces() * leaves_of(piece); }
  const std::vector<Cell>& cells(Side side) const { return side == Side::front ? front : back; }
  Rect slug(Side side) const { return seen_from(side, front_slug); }
  Rect strip(Side side) const { return seen_from(side, front_strip); }
  Rect net(Side side) const;  // the union of the trims
  Rect piece_trim(Side side, std::uint32_t piece) const;
  // The same paper, seen from the other side and drawn where this press will lay it in register.
  Rect behind(const Rect& r) const;
  Rect seen_from(Side side, const Rect& r) const { return side == Side::front ? r : behind(r); }
};

// The placement that makes a leaf, turned by `turn`, cover exactly `box`.
Placement lay(const Rect& box, Turn turn);

// Where a leaf lies whose content is moved to its spine by `creep`.
Placement crept(const Cell& cell, Length creep);

// What is to be laid out.
struct Need {
  Size leaf;  // trimmed
  Length bleed;
  Piece piece = Piece::leaf;
  bool along_spine = false;  // the paper's fibres have to run along the leaf's left edge
};

// One way that was looked at: how many leaves a sheet of this paper holds.
struct Candidate {
  Size sheet;
  Turn turn = Turn::none;
  std::uint32_t columns = 0, rows = 0, up = 0;
  bool grain_fits = true;
  // Of the paper, what no leaf covers, in per mille.
  std::uint32_t waste = 1000;
  bool operator==(const Candidate&) const = default;
};

// The grid that wastes the least paper, over all papers of the shop, all pieces upright or all
// turned by a quarter (the first paper and upright where as little is wasted), unless the shop has
// settled it. It keeps clear of margins and gripper on *both* sides of the sheet (where the flip
// brings the gripper's edge to the other side, both edges are kept), leaves room outside for bleed,
// crop marks and the two strips, and is centred in what remains, so that the net area lies alike on
// both sides.
//
// A leaf that does not fit once is the finding "sheet-too-small", which says by how much; columns
// or rows that the shop wants and that don't fit are "wish-too-large", fibres that can't run as the
// stock wants "grain-across"; crop marks that would start inside the bleed are "marks-in-bleed".
struct LaidOut {
  std::optional<Layout> layout;
  finding::Findings findings;
  std::vector<Candidate> considered;
};
LaidOut lay_out(const shop::Shop& shop, const Need& need);

}  // namespace imprimatur::impose
