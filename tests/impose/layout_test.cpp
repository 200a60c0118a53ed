#include "impose/layout.h"

#include "catch/catch.h"
#include "impose/marks.h"
#include "shops.h"

using namespace imprimatur;
using namespace imprimatur::impose;
using namespace imprimatur::measure::literals;

namespace {

const Size leaf_size{178_mm, 72_mm};

Layout laid_out(const shop::Shop& shop, Size leaf = leaf_size) {
  const LaidOut result = lay_out(shop, {leaf, 3_mm});
  REQUIRE(result.layout);
  return *result.layout;
}

Layout upright_spreads() {
  shop::Shop shop = sra3();
  shop.wishes.leaves = shop::Wishes::Leaves::upright;
  return lay_out(shop, {{120_mm, 60_mm}, 3_mm, Piece::spread}).layout.value();
}

// Where a point of the paper, known from the front, is seen on the back.
Point on_the_back(const Layout& layout, Point front) {
  return layout.behind({front, {}}).origin;
}

}  // namespace

TEST_CASE("carnet leaves stand 8-up on SRA3, bleed, marks and slug included") {
  const Layout layout = laid_out(sra3());
  CHECK(layout.columns == 2);
  CHECK(layout.rows == 4);
  CHECK(layout.net(Side::front) == Rect{{45_mm, 10_mm}, {360_mm, 300_mm}});
  CHECK(layout.net(Side::back) == layout.net(Side::front));
  CHECK(layout.front[1].trim.left() - layout.front[0].trim.right() == 4_mm);
}

TEST_CASE("whatever the turn and the flip, a leaf's back lies behind its front") {
  const auto flip = GENERATE(shop::Flip::short_edge, shop::Flip::long_edge);
  const auto leaf = GENERATE(Size{178_mm, 72_mm}, Size{72_mm, 178_mm}, Size{140_mm, 100_mm});
  const auto sheet = GENERATE(Size{450_mm, 320_mm}, Size{320_mm, 450_mm});
  shop::Shop shop = sra3(flip);
  shop.sheet = sheet;
  const Layout layout = laid_out(shop, leaf);
  for (std::uint32_t slot = 0; slot < layout.up(); ++slot) {
    const Point hole{11_mm, 23_mm};  // punched through the paper
    const Point seen_on_back{leaf.width - hole.x, hole.y};
    CHECK(on_the_back(layout, layout.front[slot].leaf(hole)) ==
          layout.back[slot].leaf(seen_on_back));
    CHECK(layout.back[slot].leaf(Rect{{}, leaf}) == layout.back[slot].trim);
    CHECK(layout.back[slot].trim == layout.behind(layout.front[slot].trim));
  }
}

TEST_CASE("a landscape sheet turned on its short edge keeps its leaves upright") {
  const Layout layout = laid_out(sra3());
  CHECK(layout.back[0].leaf.turn == Turn::none);
  CHECK(layout.back[0].trim.origin == Point{45_mm + 182_mm, 10_mm});
}

TEST_CASE("a landscape sheet turned on its long edge has its leaves upside down on the back") {
  const Layout layout = laid_out(sra3(shop::Flip::long_edge));
  CHECK(layout.back[0].leaf.turn == Turn::half);
  CHECK(layout.back[0].trim.left() == layout.front[0].trim.left());
  CHECK(layout.back[0].trim.bottom() == 320_mm - layout.front[0].trim.top());
}

TEST_CASE("leaves are turned when more of them fit that way") {
  const Layout layout = laid_out(sra3(), {72_mm, 178_mm});
  CHECK(layout.up() == 8);
  CHECK(layout.front[0].leaf.turn == Turn::quarter);
}

TEST_CASE("the gripper is kept on both edges where the flip swaps them, on one where it does not") {
  shop::Shop shop = sra3();
  shop.gripper = {shop::Edge::left, 46_mm};  // one more than is left beside the block
  CHECK(laid_out(shop).columns == 1);
  shop.flip = shop::Flip::long_edge;
  CHECK(laid_out(shop).columns == 2);
  CHECK(laid_out(shop).net(Side::front).left() >= 46_mm + 3_mm);
}

TEST_CASE("bleed, marks and slug stay out of margins and gripper on both sides") {
  const auto edge =
      GENERATE(shop::Edge::left, shop::Edge::top, shop::Edge::right, shop::Edge::bottom);
  shop::Shop shop = sra3(GENERATE(shop::Flip::short_edge, shop::Flip::long_edge));
  shop.gripper = {edge, 12_mm};
  const Layout layout = laid_out(shop);
  const auto held = [&](shop::Edge e) { return e == edge ? 12_mm : 3_mm; };
  const Rect printable{{held(shop::Edge::left), held(shop::Edge::top)},
                       {450_mm - held(shop::Edge::left) - held(shop::Edge::right),
                        320_mm - held(shop::Edge::top) - held(shop::Edge::bottom)}};
  for (const Side side : {Side::front, Side::back}) {
    CHECK(printable.holds(layout.net(side).grown(shop.crop.offset + shop.crop.length)));
    CHECK(printable.holds(layout.slug(side)));
    CHECK_FALSE(
        layout.slug(side).overlaps(layout.net(side).grown(shop.crop.offset + shop.crop.length)));
  }
}

TEST_CASE("towards a neighbour the bleed ends at half the gutter, outside it is whole") {
  const Layout layout = laid_out(sra3());
  const Cell& cell = layout.front[0];
  CHECK(cell.clip == Rect{{42_mm, 7_mm}, {178_mm + 5_mm, 72_mm + 5_mm}});
  CHECK(layout.back[0].clip == layout.behind(cell.clip));
  for (std::uint32_t slot = 1; slot < layout.up(); ++slot) {
    CHECK_FALSE(cell.clip.overlaps(layout.front[slot].clip));
  }
}

TEST_CASE("a leaf that is too large is a finding that says by how much") {
  const LaidOut result = lay_out(sra3(), {{500_mm, 72_mm}, 3_mm});
  CHECK_FALSE(result.layout);
  REQUIRE(result.findings.size() == 1);
  const finding::Finding& finding = *result.findings.begin();
  CHECK(finding.rule == "sheet-too-small");
  // 450 - 2 · 10 of gripper - 2 · 6.5 of marks leave 417.
  CHECK(finding.sentence.en.find("by 83.0 mm in width.") != std::string::npos);
  CHECK(finding.sentence.fr.find("de 83,0\u00a0mm en largeur.") != std::string::npos);
}

TEST_CASE("crop marks that would start inside the bleed are a finding") {
  shop::Shop shop = sra3();
  shop.crop.offset = 2_mm;
  CHECK(lay_out(shop, {leaf_size, 3_mm}).findings.begin()->rule == "marks-in-bleed");
}

TEST_CASE("crop marks stand outside the bleed, two for each gutter, mirrored on the back") {
  const shop::Shop shop = sra3();
  const Layout layout = laid_out(shop);
  const auto front = crop_marks(layout, Side::front, shop.crop);
  CHECK(front.size() == 2 * (4 + 8));
  for (const page::Path& mark : front) {
    const Point from = std::get<page::MoveTo>(mark.segments[0]).to;
    CHECK_FALSE(layout.net(Side::front).grown(3_mm).overlaps({from, {1_um, 1_um}}));
    CHECK(std::holds_alternative<ink::Registration>(mark.stroke->colour));
  }
  CHECK(crop_marks(layout, Side::back, shop.crop).size() == front.size());
}

TEST_CASE(
    "a perforation across the leaf has ticks at both ends of its column, a short one has none") {
  const shop::Shop shop = sra3();
  const Layout layout = laid_out(shop);
  const page::Finish whole{page::FinishKind::perforation, {28_mm, 0_mm}, {28_mm, 72_mm}};
  const page::Finish part{page::FinishKind::perforation, {28_mm, 10_mm}, {28_mm, 72_mm}};
  const page::Finish fold{page::FinishKind::fold, {28_mm, 0_mm}, {28_mm, 72_mm}};
  page::Page page;
  page.finishes = {whole, part, fold};
  const std::vector<const page::Page*> shown(layout.up(), &page);
  const auto ticks = perforation_marks(layout, Side::front, shop.crop, shown);
  REQUIRE(ticks.size() == 4);
  CHECK(std::get<page::MoveTo>(ticks[0].segments[0]).to.x == 45_mm + 28_mm);
  const auto behind = perforation_marks(layout, Side::back, shop.crop, shown);
  CHECK(std::get<page::MoveTo>(behind[0].segments[0]).to.x == 450_mm - 45_mm - 182_mm - 28_mm);
}

TEST_CASE("of several papers the one that wastes the least is taken") {
  shop::Shop shop = sra3();
  shop.papers = {{{450_mm, 320_mm}, {}}, {{480_mm, 330_mm}, {}}, {{700_mm, 500_mm}, {}}};
  const LaidOut result = lay_out(shop, {leaf_size, 3_mm});
  REQUIRE(result.layout);
  std::uint32_t least = 1000;
  for (const Candidate& candidate : result.considered) least = std::min(least, candidate.waste);
  const std::int64_t paper = result.layout->sheet.width.micrometres() / 1000 *
                             (result.layout->sheet.height.micrometres() / 1000);
  CHECK(1000 * (paper - 178 * 72 * result.layout->up()) / paper == least);
}

TEST_CASE("fibres along the spine turn the leaves, or are a finding where they can't") {
  shop::Shop shop = sra3();
  shop.grain =
      shop::Grain::long_edge;  // across the sheet: an upright leaf would have them crosswise
  CHECK(lay_out(shop, {leaf_size, 3_mm, Piece::leaf, true}).layout->turn == Turn::quarter);
  shop.wishes.leaves = shop::Wishes::Leaves::upright;
  const LaidOut refused = lay_out(shop, {leaf_size, 3_mm, Piece::leaf, true});
  CHECK_FALSE(refused.layout);
  CHECK(refused.findings.begin()->rule == "grain-across");
  shop.grain = shop::Grain::short_edge;
  CHECK(lay_out(shop, {leaf_size, 3_mm, Piece::leaf, true}).layout->turn == Turn::none);
}

TEST_CASE(
    "the shop's own number of columns and rows is kept, or refused by how much it is too large") {
  shop::Shop shop = sra3();
  shop.wishes.rows = 3;
  CHECK(laid_out(shop).rows == 3);
  shop.wishes.rows = 5;
  const LaidOut refused = lay_out(shop, {leaf_size, 3_mm});
  CHECK_FALSE(refused.layout);
  CHECK(refused.findings.begin()->rule == "wish-too-large");
  // 5 · 72 + 4 · 4 + 2 · 6.5 of marks + 2 · 3 of margins are 395 mm; the sheet turned has no more
  // room.
  CHECK(refused.findings.begin()->sentence.en.find("by 75.0 mm in height") != std::string::npos);
}

TEST_CASE("work-and-turn and work-and-tumble lay one form for both sides") {
  const auto work = GENERATE(shop::Work::work_and_turn, shop::Work::work_and_tumble);
  const auto edge = GENERATE(shop::Edge::left, shop::Edge::bottom);
  shop::Shop shop = sra3();
  shop.work = work;
  shop.gripper.edge = edge;
  const bool vertical = (edge == shop::Edge::left) == (work == shop::Work::work_and_tumble);
  shop.flip = vertical ? shop::Flip::short_edge : shop::Flip::long_edge;
  const Layout layout = laid_out(shop);
  for (const Cell& cell : layout.back) {
    CHECK(std::ranges::find(layout.front, cell) != layout.front.end());
  }
}

TEST_CASE("a form for both sides goes by the gripper, on papers of either orientation") {
  shop::Shop shop = sra3(shop::Flip::long_edge);
  shop.work = shop::Work::work_and_turn;  // held at the left: turned about the horizontal axis
  for (const Size sheet : {Size{450_mm, 320_mm}, Size{500_mm, 700_mm}}) {
    shop.papers = {{sheet, {}}};
    CHECK(laid_out(shop).axis == Axis::horizontal);
  }
}

TEST_CASE("a form for both sides needs pairs across the axis") {
  shop::Shop shop = sra3();
  shop.work = shop::Work::work_and_tumble;
  shop.wishes.columns = GENERATE(1u, 3u);
  shop.sheet.width = 640_mm;  // room for three
  const LaidOut refused = lay_out(shop, {leaf_size, 3_mm});
  CHECK_FALSE(refused.layout);
  CHECK(refused.findings.begin()->rule == "work-needs-pairs");
}

TEST_CASE("a spread is two leaves that meet at their spines, without bleed between them") {
  const Layout layout = upright_spreads();
  const Cell &left = layout.front[0], &right = layout.front[1];
  CHECK(left.face == Face::verso);
  CHECK(right.face == Face::recto);
  CHECK(left.trim.right() == right.trim.left());
  CHECK(left.clip.right() == left.trim.right());
  CHECK(right.clip.left() == right.trim.left());
  CHECK(layout.piece_trim(Side::front, 0).size == Size{240_mm, 60_mm});
}

TEST_CASE("creep moves what a leaf shows to its spine, on both its pages") {
  const Layout layout = upright_spreads();
  const Length creep = 300_um;
  CHECK(crept(layout.front[0], creep).origin.x == layout.front[0].trim.left() + creep);
  CHECK(crept(layout.front[1], creep).origin.x == layout.front[1].trim.left() - creep);
  CHECK(crept(layout.back[1], creep).origin.x == layout.back[1].trim.left() + creep);
}

TEST_CASE("the back is drawn against the shift that the press gives it") {
  shop::Shop shop = sra3();
  const Layout straight = laid_out(shop);
  shop.back_shift = {300_um, -(200_um)};
  const Layout shifted = laid_out(shop);
  CHECK(shifted.front == straight.front);
  CHECK(shifted.back[0].trim.left() == straight.back[0].trim.left() - 300_um);
  CHECK(shifted.back[0].trim.top() == straight.back[0].trim.top() + 200_um);
}
