#include "impose/text.h"

#include "catch/catch.h"
#include "impose/run.h"
#include "shops.h"

#include <set>

using namespace imprimatur;
using namespace imprimatur::impose;
using namespace measure::literals;

namespace {

std::string text_of(const shop::Shop& shop, std::uint32_t carnets = 22,
                    const page::Document& document = carnet()) {
  const auto imposed = impose_run(document, shop, carnets);
  REQUIRE(imposed.run);
  return to_text(*imposed.run);
}

}  // namespace

TEST_CASE("a run's text is the same for the same run, whatever its marks and names") {
  shop::Shop shop = sra3();
  const std::string text = text_of(shop);
  CHECK(text == text_of(shop));
  shop.crop.width = 0.2_mm;
  shop.title = "Un autre nom";
  CHECK(text == text_of(shop));
}

TEST_CASE("whatever moves a leaf changes a run's text") {
  std::set<std::string> texts{text_of(sra3()), text_of(sra3(), 23), text_of(sra3(), 22, carnet(9)),
                              text_of(sra3(shop::Flip::long_edge))};
  shop::Shop gutter = sra3(), shift = sra3(), lift = sra3(), stacking = sra3(), delivery = sra3();
  gutter.gutter = 3.8_mm;
  shift.back_shift.right = 100_um;
  lift.lift.sheets = 20;
  stacking.stacking = shop::Stacking::step_and_repeat;
  delivery.delivery = shop::Delivery::face_up;
  for (const shop::Shop& shop : {gutter, shift, lift, stacking, delivery})
    texts.insert(text_of(shop));
  CHECK(texts.size() == 9);
}

// Every ledger with a run under way holds the SHA-256 of such a text (plan_sha256): what changes one
// of these words shuts that run, whose remaining sheets can then be neither written nor verified.
// Change them only with the first line's number, and with a CHANGELOG line that says so.
TEST_CASE("the text of a small run is what ledgers remember, word for word") {
  shop::Shop shop = sra3();
  shop.sheet = {250_mm, 190_mm};
  shop.back_shift = {100_um, -50_um};
  CHECK(text_of(shop, 2, carnet(2)) == R"(imprimatur-run 2
leaves imposed carnets 2 stacking cut-and-stack delivery face-down work sheetwise
sheet 250000x190000 axis vertical piece leaf turn none grid 1x2 shift 100,-50
front 36000,21000 turn none trim 36000,21000 178000x72000 clip 36000,21000 178000x72000 face recto
front 36000,97000 turn none trim 36000,97000 178000x72000 clip 36000,97000 178000x72000 face recto
back 35900,21050 turn none trim 35900,21050 178000x72000 clip 35900,21050 178000x72000 face verso
back 35900,97050 turn none trim 35900,97050 178000x72000 clip 35900,97050 178000x72000 face verso
stock cover carnets 2 leaves 2 pieces 2 up 2 lifts 1 sheets 2 pile 1
on 0 0.0 1.0
on 1 0.1 1.1
on 1 0.1 1.1
leaf 0 position 0 pass -1 creep 0
leaf 2 position 3 pass -1 creep 0
stock inner carnets 2 leaves 2 pieces 2 up 2 lifts 1 sheets 2 pile 1
on 0 0.0 1.0
on 1 0.1 1.1
on 1 0.1 1.1
leaf 1 position 1 pass 0 creep 0
leaf 1 position 2 pass 1 creep 0
)");
}

TEST_CASE("the text of a stitched run, turned on the press, is pinned too") {
  shop::Shop shop = sra3();
  shop.sheet = {250_mm, 190_mm};
  shop.work = shop::Work::work_and_turn;
  page::Document stitched = carnet(2);
  stitched.leaf = {90_mm, 72_mm};
  stitched.binding = page::Binding::saddle;
  CHECK(text_of(shop, 2, stitched) == R"(imprimatur-run 2
leaves imposed carnets 2 stacking cut-and-stack delivery face-down work work-and-turn
sheet 250000x190000 axis horizontal piece spread turn none grid 1x2 shift 0,0
front 38500,21000 turn none trim 38500,21000 90000x72000 clip 38500,21000 90000x72000 face verso
front 128500,21000 turn none trim 128500,21000 90000x72000 clip 128500,21000 90000x72000 face recto
front 128500,169000 turn half trim 38500,97000 90000x72000 clip 38500,97000 90000x72000 face recto
front 218500,169000 turn half trim 128500,97000 90000x72000 clip 128500,97000 90000x72000 face verso
back 128500,169000 turn half trim 38500,97000 90000x72000 clip 38500,97000 90000x72000 face recto
back 218500,169000 turn half trim 128500,97000 90000x72000 clip 128500,97000 90000x72000 face verso
back 38500,21000 turn none trim 38500,21000 90000x72000 clip 38500,21000 90000x72000 face verso
back 128500,21000 turn none trim 128500,21000 90000x72000 clip 128500,21000 90000x72000 face recto
stock cover carnets 2 leaves 2 pieces 1 up 4 lifts 1 sheets 1 pile 1
on 0 0.1 0.0 1.1 1.0
on 0 0.1 0.0 1.1 1.0
on 0 0.1 0.0 1.1 1.0
leaf 0 position 0 pass -1 creep 0
leaf 2 position 3 pass -1 creep 0
stock inner carnets 2 leaves 2 pieces 1 up 4 lifts 1 sheets 1 pile 1
on 0 0.1 0.0 1.1 1.0
on 0 0.1 0.0 1.1 1.0
on 0 0.1 0.0 1.1 1.0
leaf 1 position 1 pass 0 creep 300
leaf 1 position 2 pass 1 creep 300
)");
}
