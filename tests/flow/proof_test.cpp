#include "../pdf/assembled.h"
#include "shop.h"

#include <poppler-document.h>
#include <poppler-page.h>

#include <memory>

namespace imprimatur::flow {
namespace {

// All that a version's BAT says; spaces of every kind are plain ones, and lines run on.
std::string words_of_bat(const Shop& shop, std::uint32_t version) {
  const std::string pdf =
      world::read_file(shop.workspace.order(shop.id) / fmt::format("v{:04}/bat.pdf", version));
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  REQUIRE(document);
  std::string text;
  for (int i = 0; i < document->pages(); ++i) {
    const auto bytes = std::unique_ptr<poppler::page>(document->create_page(i))->text().to_utf8();
    text += std::string(bytes.begin(), bytes.end()) + "\n";
  }
  return std::regex_replace(text, std::regex("(\u202f|\u00a0|\\s)+"), " ");
}

bool is_said(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

// A PDF of 90 × 12 points that a CMYK picture fills whose pixels are all different.
std::string heavy_logo(std::size_t width, std::size_t height) {
  std::string samples;
  std::uint32_t dice = 1;
  for (std::size_t i = 0; i < width * height * 4; ++i) {
    dice = dice * 1664525u + 1013904223u;
    samples += static_cast<char>(dice >> 25);
  }
  const std::string content = "q 90 0 0 12 0 0 cm /I Do Q";
  return handmade::assembled(
      {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
       "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 90 12 ] /Contents 4 0 R /Resources << "
       "/XObject "
       "<< /I 5 0 R >> >> >>",
       fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content),
       fmt::format("<< /Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent 8 "
                   "/ColorSpace /DeviceCMYK /Length {} >>\nstream\n{}\nendstream",
                   width, height, samples.size(), samples)},
      "%PDF-1.4\n");
}

}  // namespace

TEST_CASE("vast pictures are shown smaller on the BAT, which says so, and frozen as they came") {
  Shop shop;
  world::write_file(shop.folder / "order/logos/photo.pdf", heavy_logo(2400, 320));
  std::string order = order_toml(shop.id, 8, "Dix pass.");
  shop.write_order(std::regex_replace(order, std::regex("departement\\.svg"), "photo.pdf"));
  REQUIRE(shop.bat().exit == Exit::done);
  const world::Path home = shop.workspace.order(shop.id) / "v0001";
  CHECK(std::filesystem::file_size(home / "bat.pdf") < 2'000'000);
  CHECK(is_said(words_of_bat(shop, 1), "les images y sont moins détaillées"));
  std::uintmax_t largest = 0;
  for (const auto& entry : std::filesystem::directory_iterator(home / "resources"))
    largest = std::max(largest, entry.file_size());
  CHECK(largest > 2'500'000);  // 3 million samples of 7 bits
  // As often as it is asked, and as a client's approval leads to the press.
  shop.approve();
  shop.pay();
  CHECK(shop.press().exit == Exit::done);
}

TEST_CASE("light logos are shown as they are, and nothing is said of their pictures") {
  Shop shop;
  shop.bat();
  CHECK_FALSE(is_said(words_of_bat(shop, 1), "moins détaillées"));
}

TEST_CASE("another template is another product, each called by its title") {
  Shop shop;
  shop.bat();
  const std::string order = order_toml(shop.id, 8, "Dix pass.");
  shop.write_order(std::regex_replace(order, std::regex("carnet-10"), "pass-single"));
  REQUIRE(shop.bat().exit == Exit::done);
  const std::string words = words_of_bat(shop, 2);
  CHECK(is_said(words, "Produit Carnet de dix pass,"));
  CHECK(is_said(words, "Pass à l’unité"));
  for (const char* internal : {"carnet-10", "pass-single", "« cover »", "funder"})
    CHECK_FALSE(is_said(words, internal));
}

TEST_CASE("an output profile of other bytes is a new version that names it") {
  Shop shop;
  shop.bat();
  std::string profile = world::read_file(house().assets() / "icc/FOGRA39L_coated_free.icc");
  profile[25] = static_cast<char>(profile[25] + 1);  // the year in its header (ICC.1, 7.2.8)
  world::write_file(shop.workspace.root / "FOGRA39L_coated_free.icc", profile);
  REQUIRE(shop.bat().exit == Exit::done);
  REQUIRE(shop.batch().versions.size() == 2);
  const std::string words = words_of_bat(shop, 2);
  CHECK(is_said(words, "Fabrication Profil de couleurs FOGRA39"));
  CHECK_FALSE(is_said(words, "Le contenu est le même"));
}

TEST_CASE("the longest names of clients fit the cover in two lines, or are a clear finding") {
  Shop shop;
  const auto named = [&](const std::string& name) {
    shop.write_order(std::regex_replace(order_toml(shop.id, 8, "Dix pass."),
                                        std::regex("\\[client\\]\nname = \"[^\"]*\""),
                                        "[client]\nname = \"" + name + "\""));
    return errors(check_order(shop.desk, shop.workspace, shop.folder / "order"));
  };
  CHECK(
      named(
          "Communauté d’agglomération du Pays de l’Exemple et des Vallées de la Haute-Rivière Sud")
          .empty());
  std::string capitals;
  for (int i = 0; i < 24; ++i) capitals += "MMM ";
  CHECK(named(capitals + "MMM") == "text-overset ");
}

TEST_CASE("a version made after a refusal alone says that its content is the same") {
  Shop shop;
  shop.bat();
  shop.refuse(1, "à revoir");
  REQUIRE(shop.bat().exit == Exit::done);
  REQUIRE(shop.batch().versions.size() == 2);
  CHECK(is_said(words_of_bat(shop, 2), "Le contenu est le même que celui de la version 1"));
}

}  // namespace imprimatur::flow
