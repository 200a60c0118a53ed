#include "artwork/coarsening.h"

#include "../world/folder.h"
#include "artwork/fixture.h"
#include "artwork/worker/coarse.h"
#include "artwork/worker/syntax.h"
#include "catch/catch.h"

#include <qpdf/Pl_DCT.hh>
#include <qpdf/Pl_String.hh>

using namespace imprimatur;
using namespace imprimatur::artwork;
using namespace measure::literals;

namespace {

// A form of one inch, 25.4 mm, that one picture fills; the picture is object 1.
page::Form form_of(const std::string& entries, std::string stream,
                   std::vector<page::FormObject> more = {}) {
  page::Form form{
      {25'400_um, 25'400_um},
      {{"<< /Type /XObject /Subtype /Form /BBox [0 0 72 72] /Resources << /XObject << /I @1@ >> "
        ">> >>",
        "q 72 0 0 72 0 0 cm /I Do Q"},
       {"<< /Type /XObject /Subtype /Image " + entries + " >>", std::move(stream)}}};
  for (page::FormObject& object : more) form.objects.push_back(std::move(object));
  return form;
}

// Columns of pixels that are in turn the one and the other, `side` by `side`; they don't squeeze
// well.
std::string stripes(std::size_t side, const std::string& one, const std::string& other) {
  std::string samples;
  for (std::size_t i = 0; i < side * side; ++i) samples += i % 2 == 0 ? one : other;
  return samples;
}

std::string eight_bits(std::size_t side, const std::string& space, const std::string& filter) {
  return fmt::format("/Width {} /Height {} /BitsPerComponent 8 /ColorSpace {} /Filter {}", side,
                     side, space, filter);
}

page::Form coarse(const page::Form& form, const Detail& detail) {
  return page::parse_form(coarse_form({detail, page::serialise(form)}));
}

std::string samples_of(const page::FormObject& object) {
  return inflated(*object.stream, 1 << 20);
}

bool says(const page::FormObject& object, const std::string& words) {
  return holds(object.value, words);
}

constexpr std::uint32_t per_inch(std::uint32_t pixels) {
  return pixels * 10'000 / 254;
}

}  // namespace

TEST_CASE("a picture is averaged by the whole number that leaves what is wanted") {
  const page::Form fine =
      form_of(eight_bits(12, "/DeviceGray", "/FlateDecode"), deflated(stripes(12, "\x10", "\x30")));
  const page::Form made = coarse(fine, {per_inch(12), per_inch(4)});
  CHECK(says(made.objects[1], "/Width 4"));
  CHECK(says(made.objects[1], "/Height 4"));
  CHECK(samples_of(made.objects[1]).size() == 16);
  CHECK(coarse(fine, {per_inch(12), per_inch(7)}) == fine);  // half of it would be too coarse
  CHECK(coarse(fine, {0, per_inch(6)}).objects[1].value ==
        coarse(fine, {per_inch(12), per_inch(6)}).objects[1].value);
  CHECK(samples_of(coarse(fine, {0, per_inch(6)}).objects[1]) == std::string(36, '\x20'));
}

TEST_CASE("what is left over at the right and at the foot becomes a pixel of its own") {
  const page::Form made = coarse(form_of(eight_bits(5, "/DeviceCMYK", "/FlateDecode"),
                                         deflated(stripes(5, std::string("\x00\x40\x00\x80", 4),
                                                          std::string("\x20\x00\x10\x00", 4)))),
                                 {per_inch(4), per_inch(2)});
  CHECK(says(made.objects[1], "/Width 3"));
  CHECK(samples_of(made.objects[1]).substr(0, 4) == std::string("\x10\x20\x08\x40", 4));
}

TEST_CASE("colours that nobody sees colour no edge when they are averaged") {
  // Black where it is transparent, light grey where it is not.
  const page::Form made =
      coarse(form_of(eight_bits(8, "/DeviceGray", "/FlateDecode") + " /SMask @2@",
                     deflated(stripes(8, std::string(1, '\0'), "\xd0")),
                     {{"<< /Type /XObject /Subtype /Image " +
                           eight_bits(8, "/DeviceGray", "/FlateDecode") + " >>",
                       deflated(stripes(8, std::string(1, '\0'), "\xff"))}}),
             {per_inch(8), per_inch(4)});
  CHECK(samples_of(made.objects[1]) == std::string(16, '\xd0'));
  CHECK(says(made.objects[2], "/Width 4"));
  CHECK(samples_of(made.objects[2]).size() == 16);
}

TEST_CASE("a JPEG stays one where that is shorter, inks in their order") {
  std::string pixels, jpeg;
  for (unsigned y = 0; y < 256; ++y) {
    for (unsigned x = 0; x < 256; ++x) {
      const unsigned noise = (x / 4 * 7919 + y / 4 * 104729 + x * y / 64 * 31) % 97;
      for (const unsigned ink : {20u, 120u, 60u, 0u}) pixels += static_cast<char>(ink + noise);
    }
  }
  Pl_String end("jpeg", nullptr, jpeg);
  Pl_DCT encoder("jpeg", &end, 256, 256, 4, JCS_CMYK);
  encoder.writeString(pixels);
  encoder.finish();
  const page::Form made = coarse(
      form_of(eight_bits(256, "/DeviceCMYK", "/DCTDecode") + " /Decode [1 0 1 0 1 0 1 0]", jpeg),
      {per_inch(256), per_inch(64)});
  const page::FormObject& picture = made.objects[1];
  CHECK(says(picture, "/Filter /DCTDecode"));
  CHECK(says(picture, "/Decode [1 0 1 0 1 0 1 0]"));
  CHECK(says(picture, "/Width 64"));
  CHECK(picture.stream->size() < jpeg.size() / 4);
  std::string back;
  Pl_String into("samples", nullptr, back);
  Pl_DCT decoder("samples", &into);
  decoder.writeString(*picture.stream);
  decoder.finish();
  REQUIRE(back.size() == std::size_t{64} * 64 * 4);
  std::array<double, 4> mean{};
  for (std::size_t i = 0; i < back.size(); ++i)
    mean.at(i % 4) += static_cast<unsigned char>(back[i]) / (64.0 * 64.0);
  CHECK(mean[1] > mean[2] + 40);
  CHECK(mean[2] > mean[0] + 20);
  CHECK(mean[0] > mean[3] + 10);
}

TEST_CASE("palettes, stencils and unknown filters stay as they are") {
  for (const std::string& entries :
       {eight_bits(8, "[ /Indexed /DeviceCMYK 1 <0000000000000000> ]", "/FlateDecode"),
        std::string("/Width 64 /Height 8 /BitsPerComponent 1 /ImageMask true /Filter /FlateDecode"),
        eight_bits(8, "/DeviceGray", "/LZWDecode")}) {
    const page::Form form = form_of(entries, deflated(stripes(8, "\x01", std::string(1, '\0'))));
    CHECK(coarse(form, {per_inch(8), per_inch(1)}) == form);
  }
}

TEST_CASE("the door's program makes pictures coarser, and nothing of what it can't") {
  std::string samples;
  for (int i = 0; i < 64 * 64; ++i) samples += static_cast<char>(i * i % 251);
  const std::string form =
      page::serialise(form_of(eight_bits(64, "/DeviceGray", "/FlateDecode"), deflated(samples)));
  const auto made = coarser(real_door(), form, {per_inch(64), per_inch(16)});
  REQUIRE(made);
  CHECK(made->size() < form.size());
  CHECK(says(page::parse_form(*made).objects[1], "/Width 16"));
  CHECK_FALSE(coarser(real_door(), form, {per_inch(64), per_inch(64)}));
  CHECK_FALSE(coarser(real_door(), "no form", {per_inch(64), per_inch(16)}));
}

TEST_CASE("a request to make a drawing coarser is read as it was written, or not at all") {
  const std::string text = to_text(Coarsening{{7, 3}, "form\n"});
  const auto read = read_coarsening(text);
  REQUIRE(read);
  CHECK(read->detail.coarsest == 7);
  CHECK(read->detail.wanted == 3);
  CHECK(read->form == "form\n");
  for (const char* other :
       {"", "imprimatur-artwork-request 1\n", "imprimatur-coarsening-request 1\n",
        "imprimatur-coarsening-request 1\n7 0\nform", "imprimatur-coarsening-request 1\n7",
        "imprimatur-coarsening-request 1\nx 3\n",
        "imprimatur-coarsening-request 1\n99999999999 3\n"})
    CHECK_FALSE(read_coarsening(other));
}

TEST_CASE("a worker that answers with another drawing is not believed") {
  const std::string fine = page::serialise(form_of(eight_bits(200, "/DeviceGray", "/FlateDecode"),
                                                   deflated(stripes(200, "\x10", "\x31"))));
  const Detail detail{per_inch(200), per_inch(4)};
  REQUIRE(coarser(real_door(), fine, detail));
  const world::TestFolder folder;
  page::Form other = coarse(page::parse_form(fine), detail);
  other.objects[0].stream = "q 36 0 0 36 0 0 cm /I Do Q";
  world::write_file(folder / "form", page::serialise(other));
  world::write_file(folder / "worker", "#!/bin/sh\n/bin/cat '" + (folder / "form").string() + "'\n");
  std::filesystem::permissions(folder / "worker", std::filesystem::perms::owner_all);
  Door door = real_door();
  door.program = folder / "worker";
  CHECK_FALSE(coarser(door, fine, detail));
  other.objects[0].stream = "q 72 0 0 72 0 0 cm /I Do Q";
  world::write_file(folder / "form", page::serialise(other), world::Access::everyone,
                    world::Replace::yes);
  CHECK(coarser(door, fine, detail));
}
