#include "pdf/canvas.h"

#include "pdf/file.h"
#include "pdf/matrix.h"
#include "pdf/number.h"
#include "pdf/unowned.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace imprimatur::pdf {
namespace {

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

std::string_view painting_operator(const page::Path& path) {
  return path.fill ? (path.stroke ? "B\n" : "f\n") : "S\n";
}

// A form inherits the state it is placed under (PDF 1.6, 4.9); a logo counts on that of a new page
// (4.3.1), since a page is what it was.
constexpr std::string_view initial_state = "0 0 0 1 k 0 0 0 1 K 1 w 0 J 0 j 10 M [] 0 d\n";

}  // namespace

Canvas::Canvas(Writer& writer, measure::Length height)
    : file_(writer.file_.get()), height_(height), used_(std::make_unique<Used>()) {
  tags_ = file_->is_tagged() && height != measure::Length{};
}
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas::~Canvas() = default;

void Canvas::restart(measure::Length height) {
  height_ = height;
  content_.clear();
  used_->clear();
  state_ = {};
  translucent_ = in_layer_ = in_step_ = in_translucent_ = is_placed_ = in_artifact_ = false;
  tags_ = file_->is_tagged() && height != measure::Length{};
  element_.reset();
  sequences_.clear();
}

void Canvas::number(measure::Length length) {
  append_length(content_, length);
  content_ += ' ';
}

void Canvas::point(measure::Point point) {
  number(point.x);
  number(height_ - point.y);
}

void Canvas::set_colour(const ink::Colour& colour, Role role) {
  std::optional<ink::Colour>& current = role == Role::fill ? state_.fill : state_.stroke;
  if (current == colour) return;
  current = colour;
  const auto separation = [&](std::uint32_t space, ink::Tint tint) {
    note_use(used_->spots, space);
    append_integer(content_ += "/S", space);
    append_tint(content_ += role == Role::fill ? " cs " : " CS ", tint);
    content_ += role == Role::fill ? " scn\n" : " SCN\n";
  };
  std::visit(
      Overloaded{[&](const ink::Process& process) {
                   for (const ink::Tint tint :
                        {process.cyan, process.magenta, process.yellow, process.black}) {
                     append_tint(content_, tint);
                     content_ += ' ';
                   }
                   content_ += role == Role::fill ? "k\n" : "K\n";
                 },
                 [&](const ink::Spot& spot) { separation(file_->spot(spot.name), spot.tint); },
                 [&](const ink::Registration&) {
                   separation(file_->registration(), ink::Tint::percent(100));
                 }},
      file_->printed(colour));
}

void Canvas::set_overprint(Overprint wanted) {
  if (state_.overprint == wanted) return;
  state_.overprint = wanted;
  const auto index = static_cast<std::uint32_t>(wanted);
  note_use(used_->states, index);
  append_integer(content_ += "/G", index);
  content_ += " gs\n";
}

void Canvas::set_stroke(const page::Stroke& stroke) {
  set_colour(stroke.colour, Role::stroke);
  if (state_.width != stroke.width) {
    number(stroke.width);
    content_ += "w\n";
  }
  state_.width = stroke.width;
  if (state_.cap != stroke.cap) {
    append_integer(content_, static_cast<int>(stroke.cap));
    content_ += stroke.cap == page::Cap::round ? " J 1 j\n" : " J 0 j\n";
  }
  state_.cap = stroke.cap;
  if (state_.dashes != stroke.dashes) {
    content_ += '[';
    for (const measure::Length dash : stroke.dashes) number(dash);
    if (content_.back() == ' ') content_.pop_back();
    content_ += "] 0 d\n";
  }
  state_.dashes = stroke.dashes;
}

void Canvas::paint(const page::Mark& mark, const Materials& materials,
                   const measure::Placement& at) {
  const Unowned unowned(*this);
  const auto needs_a_value = [](const auto&) { assert(false && "a mark that needs a value"); };
  std::visit(
      Overloaded{[&](const page::GlyphRun& run) { paint_run(run, materials, at); },
                 [&](const page::Path& path) { paint_path(path, at); },
                 [&](const page::PlacedArtwork& placed) { paint_artwork(placed, materials, at); },
                 [&](const page::Field& field) { needs_a_value(field); },
                 [&](const page::Symbol& symbol) { needs_a_value(symbol); }},
      mark);
}

void Canvas::paint_static(const page::Page& page, const Materials& materials,
                          const measure::Placement& at) {
  for (const page::Mark& mark : page.marks)
    if (!std::holds_alternative<page::Field>(mark) && !std::holds_alternative<page::Symbol>(mark))
      paint(mark, materials, at);
  for (const page::Mark& mark : page.marks)
    if (const auto* symbol = std::get_if<page::Symbol>(&mark)) finder_patterns(*symbol, at);
}

void Canvas::paint_path(const page::Path& path, const measure::Placement& at) {
  if (path.segments.empty() || (!path.fill && !path.stroke)) return;
  assert(!in_step_ || !path.fill);
  const bool overprints = path.stroke && (in_step_ || is_black_alone(file_->printed(path.stroke->colour)));
  set_overprint(overprints ? Overprint::strokes : Overprint::none);
  if (path.fill) set_colour(*path.fill, Role::fill);
  if (path.stroke) set_stroke(*path.stroke);
  for (const page::Segment& segment : path.segments) {
    std::visit(Overloaded{[&](const page::MoveTo& move) {
                            point(at(move.to));
                            content_ += "m\n";
                          },
                          [&](const page::LineTo& line) {
                            point(at(line.to));
                            content_ += "l\n";
                          },
                          [&](const page::CurveTo& curve) {
                            point(at(curve.control1));
                            point(at(curve.control2));
                            point(at(curve.to));
                            content_ += "c\n";
                          },
                          [&](const page::ClosePath&) { content_ += "h\n"; }},
               segment);
  }
  content_ += painting_operator(path);
}

void Canvas::paint_artwork(const page::PlacedArtwork& placed, const Materials& materials,
                           const measure::Placement& at) {
  const ArtworkId id = materials.artworks.at(placed.artwork.index);
  const PlacedForm& artwork = file_->artwork(id);
  if (artwork.natural.width <= measure::Length{} || artwork.natural.height <= measure::Length{})
    return;
  set_overprint(Overprint::none);
  content_ += "q ";
  content_ += initial_state;
  // Its origin is its bottom left corner.
  append_matrix(content_, at.turn, scale_of(placed.box.size.width, artwork.natural.width),
                scale_of(placed.box.size.height, artwork.natural.height));
  point(at(measure::Point{placed.box.left(), placed.box.bottom()}));
  note_use(used_->artworks, id.index);
  append_integer(content_ += "cm /A", id.index);
  content_ += " Do Q\n";
  translucent_ = translucent_ || artwork.translucent;
}

void Canvas::place(FormId id, const measure::Placement& at,
                   const std::optional<measure::Rect>& part) {
  const Unowned unowned(*this);
  set_overprint(Overprint::none);
  content_ += "q ";
  if (part) clip(at(*part));
  append_matrix(content_, at.turn, Scale::one(), Scale::one());
  point(at.origin);
  do_form(id);
}

void Canvas::place_scaled(FormId form, const measure::Rect& from, const measure::Rect& to) {
  const Unowned unowned(*this);
  set_overprint(Overprint::none);
  content_ += "q ";
  clip(to);
  const Scale x = scale_of(to.size.width, from.size.width);
  const Scale y = scale_of(to.size.height, from.size.height);
  append_matrix(content_, measure::Turn::none, x, y);
  point({to.left() - from.left() * x.millionths / Scale::one().millionths,
         to.top() - from.top() * y.millionths / Scale::one().millionths});
  do_form(form);
}

void Canvas::clip(const measure::Rect& shown) {
  point({shown.left(), shown.bottom()});
  number(shown.size.width);
  number(shown.size.height);
  content_ += "re W n ";
}

void Canvas::do_form(FormId id) {
  note_use(used_->forms, id.index);
  append_integer(content_ += "cm /X", id.index);
  content_ += " Do Q\n";
  translucent_ = translucent_ || file_->form(id).translucent;
}

void Canvas::begin_placed(const measure::Point& at, const measure::Rect& part) {
  assert(!is_placed_);
  content_ += "q ";
  clip(measure::Placement{at}(part));
  append_matrix(content_, measure::Turn::none, Scale::one(), Scale::one());
  point(at);
  content_ += "cm\n";
  is_placed_ = true;
  around_ = state_;
  height_around_ = std::exchange(height_, {});
}

void Canvas::end_placed() {
  assert(is_placed_);
  content_ += "Q\n";
  is_placed_ = false;
  state_ = around_;
  height_ = height_around_;
}

void Canvas::begin_layer(LayerId layer) {
  assert(!in_layer_);
  in_layer_ = true;
  in_step_ = file_->layer(layer).is_step;
  note_use(used_->layers, layer.index);
  append_integer(content_ += "/OC /L", layer.index);
  content_ += " BDC\n";
}

void Canvas::end_layer() {
  assert(in_layer_);
  in_layer_ = in_step_ = false;
  content_ += "EMC\n";
}

void Canvas::begin_translucent(ink::Tint opacity) {
  assert(!in_translucent_);
  in_translucent_ = translucent_ = true;
  const std::uint32_t index = file_->opacity(opacity);
  note_use(used_->states, index);
  append_integer(content_ += "q /G", index);
  content_ += " gs\n";
  outside_ = state_;
}

void Canvas::end_translucent() {
  assert(in_translucent_);
  in_translucent_ = false;
  content_ += "Q\n";
  state_ = outside_;
}

}  // namespace imprimatur::pdf
