#include "impose/finishing.h"

#include "catch/catch.h"
#include "impose/marks.h"
#include "shops.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::impose;
using namespace imprimatur::measure::literals;

namespace {

page::Page page_with(std::vector<page::Finish> finishes) {
  page::Page page;
  page.finishes = std::move(finishes);
  return page;
}

Layout of_leaves(Length gutter = 4_mm) {
  shop::Shop shop = sra3();
  shop.gutter = gutter;
  return lay_out(shop, {{178_mm, 72_mm}, 3_mm}).layout.value();
}

Layout of_spreads(shop::Wishes::Leaves turn) {
  shop::Shop shop = sra3();
  shop.wishes.leaves = turn;
  return lay_out(shop, {{120_mm, 60_mm}, 3_mm, Piece::spread}).layout.value();
}

std::vector<const page::Page*> everywhere(const Layout& layout, const page::Page& page) {
  return std::vector<const page::Page*>(layout.up(), &page);
}

std::vector<FinishingLine> lines_of(const std::vector<FinishingLine>& lines, Operation operation) {
  std::vector<FinishingLine> those;
  std::ranges::copy_if(lines, std::back_inserter(those),
                       [&](const FinishingLine& line) { return line.operation == operation; });
  return those;
}

}  // namespace

TEST_CASE("every piece is cut out along its trim, once where two of them touch") {
  const page::Page plain;
  const Layout apart = of_leaves(), touching = of_leaves(0_mm);
  const auto cuts = finishing_lines(apart, everywhere(apart, plain));
  CHECK(cuts.size() == 4 * 8);
  CHECK(cuts.front().from == apart.front[0].trim.origin);
  // 2 × 4 leaves: (2 + 1) · 4 upright edges and (4 + 1) · 2 level ones.
  CHECK(finishing_lines(touching, everywhere(touching, plain)).size() == 12 + 10);
}

TEST_CASE("a leaf is not cut along an edge where it is folded") {
  const page::Page page = page_with({{page::FinishKind::fold, {0_mm, 0_mm}, {0_mm, 72_mm}}});
  const Layout layout = of_leaves();
  const auto lines = finishing_lines(layout, everywhere(layout, page));
  CHECK(lines_of(lines, Operation::cutting).size() == 3 * 8);
  CHECK(lines_of(lines, Operation::folding).size() == 8);
}

TEST_CASE("the finishes of a page lie where its leaves do, under their own operation") {
  using page::FinishKind;
  const page::Page page = page_with({{FinishKind::perforation, {28_mm, 0_mm}, {28_mm, 72_mm}},
                                     {FinishKind::staple, {5_mm, 28_mm}, {5_mm, 16_mm}},
                                     {FinishKind::crease, {30_mm, 0_mm}, {30_mm, 72_mm}},
                                     {FinishKind::glue, {2_mm, 0_mm}, {2_mm, 72_mm}},
                                     {FinishKind::fold, {90_mm, 0_mm}, {90_mm, 72_mm}}});
  const Layout layout = of_leaves();
  std::vector<const page::Page*> shown(8, nullptr);
  shown[3] = &page;
  const auto lines = finishing_lines(layout, shown);
  const Placement& leaf = layout.front[3].leaf;
  for (const auto operation : {Operation::perforating, Operation::creasing, Operation::folding,
                               Operation::stapling, Operation::gluing}) {
    CHECK(lines_of(lines, operation).size() == 1);
  }
  CHECK(lines_of(lines, Operation::stapling).front() ==
        FinishingLine{Operation::stapling, leaf(Point{5_mm, 16_mm}), leaf(Point{5_mm, 28_mm})});
}

TEST_CASE("a spread is folded where its two leaves meet, upright or turned") {
  const Layout layout =
      of_spreads(GENERATE(shop::Wishes::Leaves::upright, shop::Wishes::Leaves::turned));
  const auto folds = lines_of(finishing_lines(layout, everywhere(layout, {})), Operation::folding);
  REQUIRE(folds.size() == layout.pieces());
  for (std::uint32_t slot = 0; slot < layout.up(); ++slot) {
    const Rect grown = layout.front[slot].trim.grown(1_um);
    CHECK(std::ranges::count_if(folds, [&](const FinishingLine& fold) {
            return grown.holds({fold.from, {}}) && grown.holds({fold.to, {}});
          }) == 1);
  }
}

TEST_CASE("leaves that are cut apart have no fold") {
  CHECK(spread_folds(of_leaves()).empty());
}

TEST_CASE("folds that cross a leaf are marked at both ends, in dashes unlike a perforation's") {
  using page::FinishKind;
  const shop::CropMarks crop = sra3().crop;
  const page::Page page = page_with({{FinishKind::fold, {28_mm, 0_mm}, {28_mm, 72_mm}},
                                     {FinishKind::crease, {30_mm, 0_mm}, {30_mm, 40_mm}},
                                     {FinishKind::perforation, {40_mm, 0_mm}, {40_mm, 72_mm}},
                                     {FinishKind::fold, {40_mm, 0_mm}, {40_mm, 72_mm}}});
  const Layout layout = of_leaves();
  const auto folds = fold_marks(layout, Side::front, crop, everywhere(layout, page));
  const auto perforations = perforation_marks(layout, Side::front, crop, everywhere(layout, page));
  REQUIRE(folds.size() == 2 * 2);  // two columns; the fold at 40 mm is perforated
  CHECK(perforations.size() == 2 * 2);
  CHECK(folds[0].stroke->dashes != perforations[0].stroke->dashes);
  const auto top = std::get<page::MoveTo>(folds[0].segments[0]).to;
  CHECK(top.x == layout.front[0].leaf(Point{28_mm, 0_mm}).x);
  CHECK(top.y == layout.net(Side::front).top() - 6.5_mm);
}

TEST_CASE("the fold of a spread is marked behind itself on the back") {
  const Layout layout = of_spreads(shop::Wishes::Leaves::upright);
  const auto front = fold_marks(layout, Side::front, sra3().crop, everywhere(layout, {}));
  const auto back = fold_marks(layout, Side::back, sra3().crop, everywhere(layout, {}));
  REQUIRE(front.size() == 2 * layout.columns);
  REQUIRE(back.size() == front.size());
  const auto x_of = [](const page::Path& mark) {
    return std::get<page::MoveTo>(mark.segments[0]).to.x;
  };
  CHECK(x_of(back.back()) == layout.sheet.width - x_of(front.front()));
}

TEST_CASE("a registration mark fills its square with a cross and a circle in all inks") {
  const page::Path mark = registration_mark({{10_mm, 20_mm}, {5_mm, 5_mm}}, 100_um);
  CHECK_FALSE(mark.fill);
  CHECK(mark.stroke->colour == ink::Colour{ink::Registration{}});
  CHECK(mark.segments[0] == page::Segment{page::MoveTo{{10_mm, 22.5_mm}}});
  CHECK(mark.segments[3] == page::Segment{page::LineTo{{12.5_mm, 25_mm}}});
  CHECK(std::ranges::count_if(mark.segments, [](const page::Segment& segment) {
          return std::holds_alternative<page::CurveTo>(segment);
        }) == 4);
}
