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
