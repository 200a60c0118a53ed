// The saddle-stitched booklet, from its order to its sheets.
#include "../pdf/strangers.h"
#include "catch/catch.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

// The sample order that comes with the house.
class StitchedShop : public Shop {
 public:
  StitchedShop() {
    id = "2026-0162";
    order_toml = world::read_file(house().samples() / "carnet-pique/order.toml");
    write_order(order_toml);
  }
  // The same with a template of its own, of `passes` passes.
  void with_passes(int passes) {
    std::string product = world::read_file(house().templates() / "carnet-pique/template.toml");
    replace(product, "count = 10", "count = " + std::to_string(passes));
    world::make_folder(folder / "order/own");
    world::write_file(folder / "order/own/template.toml", product);
    replace(order_toml, "\"carnet-pique\"", "\"./own\"");
    write_order(order_toml);
  }
  static void replace(std::string& text, const std::string& what, const std::string& with) {
    text.replace(text.find(what), what.size(), with);
  }
  std::string order_toml;
};

std::string words_of(const world::Path& pdf) {
  const auto text = strangers::run("pdftotext", {"-raw", pdf.string(), "-"});
  return text ? text->output : "";
}

}  // namespace

TEST_CASE("the sample order of stitched booklets goes the whole way") {
  StitchedShop shop;
  REQUIRE(errors(shop.bat()).empty());
  shop.approve();
  shop.pay(1000);
  const auto pressed = Shop::facts(shop.press());
  CHECK(pressed.at("passes") == 100);
  CHECK(pressed.at("stocks").at(0).at("sheets") == 3);   // one spread a booklet, four on a sheet
  CHECK(pressed.at("stocks").at(1).at("sheets") == 15);  // five
  const auto verified = Shop::facts(shop.verify());
  CHECK(verified.at("passed") == true);
  CHECK(verified.at("codes") == 100);
  CHECK(shop.intact());
}

TEST_CASE("nine passes leave a blank leaf, which bears nothing and is told on the BAT") {
  StitchedShop shop;
  shop.with_passes(9);
  REQUIRE(errors(shop.bat()).empty());
  const std::string bat = words_of(shop.workspace.order(shop.id) / "v0001/bat.pdf");
  if (!bat.empty()) CHECK(bat.find("feuillet blanc") != bat.npos);
  shop.approve();
  shop.pay(900);
  CHECK(Shop::facts(shop.press()).at("passes") == 90);
  const auto verified = Shop::facts(shop.verify());
  CHECK(verified.at("passed") == true);
  CHECK(verified.at("codes") == 90);
}

TEST_CASE("the delivery slips count stitched booklets and their passes") {
  StitchedShop shop;
  shop.bat();
  shop.approve();
  shop.pay(1000);
  shop.press();
  const std::string slips = words_of(shop.folder / "out/bordereaux.pdf");
  if (slips.empty()) return;
  CHECK(slips.find("000 000 071") != slips.npos);  // after the first seven booklets
  CHECK(slips.find("000 000 100") != slips.npos);
}
