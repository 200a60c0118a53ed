// The sheets as Ghostscript separates them: which plates there are, and what is on them.
#include "finished.h"
#include "impose/places.h"
#include "picture.h"
#include "readers.h"

using namespace imprimatur;
using namespace imprimatur::measure::literals;
using namespace imprimatur::strangers;

namespace {

std::set<std::string> inks() {
  std::set<std::string> names{"Cyan", "Magenta", "Yellow", "Black"};
  for (const ink::SpotInk& spot : finished().prepared->frozen.document.spots)
    names.insert(spot.name);
  return names;
}

// The four process plates of a page, a byte each for every pixel.
std::optional<Picture> process_plates(const world::Path& sheets, std::uint32_t page) {
  const std::string number = std::to_string(page);
  const world::Path file = finished().shop.folder / "pictures/plates.pam";
  const auto result =
      run("gs", {"-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pamcmyk32",
                 fmt::format("-r{}", five_a_millimetre), "-dFirstPage=" + number,
                 "-dLastPage=" + number, "-sOutputFile=" + file.string(), sheets.string()});
  if (!result) return std::nullopt;
  REQUIRE(result->status == 0);
  return read_picture(file);
}

bool on_every_plate(const unsigned char* inks) {
  return std::min({inks[0], inks[1], inks[2], inks[3]}) >= 250;
}

// At the point, give or take two pixels.
bool is_registration(const Picture& plates, measure::Point point) {
  const int x = pixels(point.x, five_a_millimetre), y = pixels(point.y, five_a_millimetre);
  for (int down = -2; down <= 2; ++down)
    for (int right = -2; right <= 2; ++right)
      if (on_every_plate(plates.at(x + right, y + down))) return true;
  return false;
}

// In the middle of each of the eight crop marks at the corners of the block of leaves.
std::vector<measure::Point> corner_marks(impose::Side side) {
  const shop::CropMarks& crop = finished().prepared->shop.crop;
  const measure::Rect net = finished().prepared->run.layout.net(side);
  const measure::Length out = crop.offset + crop.length / 2;
  std::vector<measure::Point> points;
  for (const measure::Length x : {net.left(), net.right()})
    for (const measure::Length y : {net.top() - out, net.bottom() + out}) points.push_back({x, y});
  for (const measure::Length y : {net.top(), net.bottom()})
    for (const measure::Length x : {net.left() - out, net.right() + out}) points.push_back({x, y});
  return points;
}

}  // namespace

TEST_CASE("a sheet has a plate for each ink of the document and no other") {
  for (const world::Path& sheets : finished().sheet_files())
    if (const auto separated = separate(sheets))
      for (const std::uint32_t page : {1u, 2u}) CHECK(separated->plates.at(page) == inks());
}

TEST_CASE("crop marks are on every plate") {
  const auto side = GENERATE(impose::Side::front, impose::Side::back);
  const auto sheets = finished().folder() / "sheets-inner-0001.pdf";
  const auto picture = process_plates(sheets, side == impose::Side::front ? 1 : 2);
  if (!picture) return;
  for (const measure::Point& mark : corner_marks(side)) {
    INFO(mark.x.millimetres() << " mm, " << mark.y.millimetres() << " mm");
    CHECK(is_registration(*picture, mark));
    CHECK_FALSE(is_registration(*picture, {mark.x + 2_mm, mark.y + 2_mm}));
  }
}

TEST_CASE("nothing within the bleed is on every plate") {
  const auto name = GENERATE("sheets-inner-0001.pdf", "sheets-cover-0001.pdf");
  const auto picture = process_plates(finished().folder() / name, 1);
  if (!picture) return;
  const impose::Layout& layout = finished().prepared->run.layout;
  const measure::Rect area = layout.net(impose::Side::front).grown(layout.bleed);
  const Picture product = part(*picture, area, five_a_millimetre);
  std::size_t inked = 0, registration = 0;
  for (int y = 0; y < product.height; ++y)
    for (int x = 0; x < product.width; ++x) {
      const unsigned char* inks = product.at(x, y);
      inked += std::max({inks[0], inks[1], inks[2], inks[3]}) > 0;
      registration += on_every_plate(inks);
    }
  CHECK(inked > 0);
  CHECK(registration == 0);
}

TEST_CASE("the slug is on the black plate alone") {
  const auto side = GENERATE(impose::Side::front, impose::Side::back);
  const auto picture = process_plates(finished().folder() / "sheets-inner-0001.pdf",
                                      side == impose::Side::front ? 1 : 2);
  if (!picture) return;
  const auto places =
      impose::mark_places(finished().prepared->run.layout, side, finished().prepared->shop);
  for (const measure::Rect& line : {places.sheet_line, places.content_line}) {
    // Two pixels less all around: crop marks end where the strip begins.
    const Picture slug = part(*picture, line.grown(-400_um), five_a_millimetre);
    int others = 0, black = 0;
    for (int y = 0; y < slug.height; ++y)
      for (int x = 0; x < slug.width; ++x) {
        const unsigned char* inks = slug.at(x, y);
        others = std::max({others, int{inks[0]}, int{inks[1]}, int{inks[2]}});
        black = std::max(black, int{inks[3]});
      }
    CHECK(black > 200);
    CHECK(others == 0);
  }
}
