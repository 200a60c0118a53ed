#include "impose/places.h"

#include <algorithm>

namespace imprimatur::impose {
namespace {

using namespace measure::literals;

constexpr Length mark_side = 5_mm;    // of a registration mark
constexpr Length patch_depth = 5_mm;  // of a colour bar
constexpr Length code_side = 9_mm;    // of the sheet code's square
constexpr Length apart = 2_mm;        // between neighbours in a strip
constexpr Length clear = 500_um;      // around a mark that stands between two others

bool runs_down(const Rect& strip) {
  return strip.size.height > strip.size.width;
}

Length start_of(const Rect& strip) {
  return runs_down(strip) ? strip.top() : strip.left();
}

Length end_of(const Rect& strip) {
  return runs_down(strip) ? strip.bottom() : strip.right();
}

Length depth_of(const Rect& strip) {
  return runs_down(strip) ? strip.size.width : strip.size.height;
}

// The stretch of a strip between two places on its long side, as deep as asked, amid the strip's
// depth.
Rect stretch(const Rect& strip, Length from, Length to, Length depth) {
  const Length long_side = std::max(Length{}, to - from);
  const Length aside = (depth_of(strip) - depth) / 2;
  if (runs_down(strip)) return {{strip.left() + aside, from}, {depth, long_side}};
  return {{from, strip.top() + aside}, {long_side, depth}};
}

Rect square_amid(Point centre, Length side) {
  return {{centre.x - side / 2, centre.y - side / 2}, {side, side}};
}

class Sharing {
 public:
  Sharing(const Layout& layout, const shop::Shop& shop)
      : layout_(layout), shop_(shop), net_(layout.net(Side::front)) {}

  MarkPlaces share() && {
    if (shop_.extras.registration) place_registration();
    place_slug();
    if (shop_.extras.colour_bar) place_bars();
    return std::move(places_);
  }

 private:
  const Layout& layout_;
  const shop::Shop& shop_;
  Rect net_;
  MarkPlaces places_;

  Length middle_of(const Rect& strip) const {
    return runs_down(strip) ? net_.top() + net_.size.height / 2 : net_.left() + net_.size.width / 2;
  }

  // How much of either side of a strip's middle is taken.
  Length taken_amid() const { return shop_.extras.registration ? mark_side / 2 + apart : Length{}; }

  void place_registration() {
    for (const Rect* strip : {&layout_.front_slug, &layout_.front_strip}) {
      const Length middle = middle_of(*strip);
      places_.registration.push_back(
          stretch(*strip, middle - mark_side / 2, middle + mark_side / 2, mark_side));
    }
    place_beyond_the_ends();
  }

  // Along the strips' direction the block ends before the printable area does, seldom with room.
  void place_beyond_the_ends() {
    const Rect& strip = layout_.front_slug;
    const bool down = runs_down(strip);
    const Length reach = std::max(layout_.bleed, shop_.crop.offset + shop_.crop.length);
    const Length before = (down ? net_.top() : net_.left()) - reach;
    const Length behind = (down ? net_.bottom() : net_.right()) + reach;
    const Length across =
        down ? net_.left() + net_.size.width / 2 : net_.top() + net_.size.height / 2;
    const auto add = [&](Length from, Length to) {
      if (to - from < mark_side + 2 * clear) return;
      const Length along = from + (to - from) / 2;
      places_.registration.push_back(
          square_amid(down ? Point{across, along} : Point{along, across}, mark_side));
    };
    add(start_of(strip), before);
    add(behind, end_of(strip));
  }

  void place_slug() {
    const Rect& strip = layout_.front_slug;
    Length from = start_of(strip);
    if (shop_.extras.sheet_code) {
      const Length side = std::min(code_side, depth_of(strip));
      places_.sheet_code = stretch(strip, from, from + side, side);
      from += side + apart;
    }
    const Length middle = middle_of(strip), depth = depth_of(strip);
    places_.sheet_line = stretch(strip, from, middle - std::max(taken_amid(), apart / 2), depth);
    places_.content_line =
        stretch(strip, middle + std::max(taken_amid(), apart / 2), end_of(strip), depth);
  }

  void place_bars() {
    const Rect& strip = layout_.front_strip;
    const Length middle = middle_of(strip), depth = std::min(patch_depth, depth_of(strip));
    const Length from = start_of(strip), to = end_of(strip);
    if (shop_.extras.registration) {
      places_.colour_bars = {stretch(strip, from, middle - taken_amid(), depth),
                             stretch(strip, middle + taken_amid(), to, depth)};
    } else {
      places_.colour_bars = {stretch(strip, from, to, depth)};
    }
  }
};

}  // namespace

MarkPlaces mark_places(const Layout& layout, Side side, const shop::Shop& shop) {
  MarkPlaces places = Sharing(layout, shop).share();
  const auto turn_over = [&](Rect& place) { place = layout.seen_from(side, place); };
  std::ranges::for_each(places.registration, turn_over);
  std::ranges::for_each(places.colour_bars, turn_over);
  if (places.sheet_code) turn_over(*places.sheet_code);
  turn_over(places.sheet_line);
  turn_over(places.content_line);
  return places;
}

}  // namespace imprimatur::impose
