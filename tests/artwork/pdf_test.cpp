#include "artwork/fixture.h"
#include "catch/catch.h"

#include <lcms2.h>

#include <sstream>

using namespace imprimatur;
using namespace imprimatur::artwork;

namespace {

const std::string square = "0 0 0 1 k 10 10 30 30 re f";

}  // namespace

TEST_CASE("the colours of a CMYK PDF stay exactly as they are, and nothing is said") {
  const Admission admission = admitted(pdf("0.1 0.2 0.3 0.4 k 10 10 30 30 re f"));
  CHECK(rules(admission).empty());
  CHECK(admission.kind == Kind::pdf);
  CHECK(holds(words_of(admission), "0.1 0.2 0.3 0.4 k\n10 10 30 30 re\nf"));
}

TEST_CASE("RGB in every spelling becomes CMYK") {
  const std::string content =
      GENERATE(as<std::string>{}, "0 0 1 rg 10 10 30 30 re f", "0 0 1 RG 10 10 30 30 re S",
               "/DeviceRGB cs 0 0 1 sc 10 10 30 30 re f", "/C cs 0 0 1 scn 10 10 30 30 re f",
               "q /C CS Q q /C CS 0 0 1 SCN 10 10 30 30 re S");
  const Admission admission =
      admitted(pdf(content, "/ColorSpace << /C [ /CalRGB << /WhitePoint [ 1 1 1 ] >> ] >>"));
  CHECK(rules(admission) == "artwork-rgb");
  const std::string words = words_of(admission);
  CHECK((holds(words, " k\n") || holds(words, " K\n")));
  CHECK_FALSE(holds(words, "RGB"));
}

TEST_CASE("the form is what the trim box shows, turned as the page is turned") {
  const std::string boxes = "/TrimBox [ 10 10 90 40 ] /CropBox [ 5 5 95 45 ] /Rotate ";
  const Admission upright = admitted(pdf(square, {}, boxes + "0"));
  REQUIRE(upright.form);
  CHECK(upright.form->natural.width.points() == Approx(80).margin(0.01));
  CHECK(upright.form->natural.height.points() == Approx(30).margin(0.01));
  CHECK(holds(words_of(upright), "/Matrix [ 1 0 0 1 -10 -10 ]"));
  const Admission turned = admitted(pdf(square, {}, boxes + "90"));
  REQUIRE(turned.form);
  CHECK(turned.form->natural.width.points() == Approx(30).margin(0.01));
  CHECK(holds(words_of(turned), "/Matrix [ 0 -1 1 0 -10 90 ]"));
}

TEST_CASE("a spot colour is kept, with process inks to stand for it, and is remarked on") {
  const Admission admission = admitted(
      pdf("/S cs 0.5 scn 10 10 30 30 re f", "/ColorSpace << /S 5 0 R >>", {},
          {"[ /Separation /PANTONE#20287#20C /DeviceRGB << /FunctionType 2 /Domain [ 0 1 ] /N 1 "
           "/C0 [ 1 1 1 ] /C1 [ 0 0.2 0.6 ] >> ]"}));
  CHECK(rules(admission) == "artwork-spot artwork-rgb");
  CHECK(holds(words_of(admission), "[ /Separation /PANTONE#20287#20C /DeviceCMYK @"));
}

TEST_CASE("what can't be prepared is refused by name, never let through") {
  const auto [space, said] = GENERATE(
      table<std::string, std::string>({{"[ /Lab << /WhitePoint [ 1 1 1 ] >> ]", "/Lab"},
                                       {"[ /DeviceN [ /A /B ] /DeviceCMYK << >> ]", "/DeviceN"},
                                       {"[ /Pattern /DeviceRGB ]", "/Pattern"},
                                       {"[ /Separation /All /DeviceCMYK << >> ]", "/All"}}));
  const Admission admission =
      admitted(pdf("/C cs 10 10 30 30 re f", "/ColorSpace << /C " + space + " >>"));
  CHECK(rules(admission) == "!artwork-unsupported");
  CHECK(holds(admission.findings.begin()->sentence.en, said));
}

TEST_CASE("RGB means what its profile says, in drawings as in pictures") {
  // Its primaries are those of sRGB, the red and the green one exchanged.
  const cmsCIExyY white{0.3127, 0.3290, 1};
  const cmsCIExyYTRIPLE primaries{{0.30, 0.60, 1}, {0.64, 0.33, 1}, {0.15, 0.06, 1}};
  cmsToneCurve* curve = cmsBuildGamma(nullptr, 2.2);
  cmsToneCurve* curves[] = {curve, curve, curve};
  cmsHPROFILE made = cmsCreateRGBProfile(&white, &primaries, curves);
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(made, nullptr, &size);
  std::string swapped(size, '\0');
  cmsSaveProfileToMem(made, swapped.data(), &size);
  cmsCloseProfile(made);
  cmsFreeToneCurve(curve);
  const auto drawn = [](const std::string& profile) {
    return admitted(pdf("/S cs 0 1 0 sc 0 0 9 9 re f .5 .5 .5 sc 0 0 9 9 re f",
                        "/ColorSpace << /S [ /ICCBased 5 0 R ] >>", {}, {stream("/N 3", profile)}));
  };
  const Admission red = drawn(swapped);
  CHECK(rules(red) == "artwork-rgb");
  std::istringstream content(words_of(red));
  std::string line;
  while (std::getline(content, line) && !line.ends_with(" k")) {
  }
  while (std::getline(content, line) && !line.ends_with(" k")) {  // the space's first colour, black
  }
  double cyan = 1, magenta = 0;
  std::istringstream(line) >> cyan >> magenta;
  CHECK(cyan < 0.1);  // green would have much of it
  CHECK(magenta > 0.8);
  CHECK(holds(words_of(red), "\n0 0 0 0.498 k\n"));
  CHECK(rules(drawn("no profile")) == "artwork-profile-unusable artwork-rgb");
}

TEST_CASE("glyphs that are drawings come in with their colours, and nothing else does") {
  const auto text = [](const std::string& glyph) {
    return admitted(
        pdf("BT /T 10 Tf 10 10 Td (a) Tj ET", "/Font << /T 5 0 R >>", {},
            {"<< /Type /Font /Subtype /Type3 /FontBBox [ 0 0 1 1 ] /FontMatrix [ 1 0 0 1 0 0 ] "
             "/FirstChar 97 /LastChar 97 /Widths [ 1 ] /Encoding << /Differences [ 97 /a ] >> "
             "/CharProcs << /a 6 0 R >> /Resources << /XObject << /X 7 0 R >> >> >>",
             stream("", glyph),
             stream("/Type /XObject /Subtype /Form /BBox [ 0 0 1 1 ]", "1 0 0 rg 0 0 1 1 re f")}));
  };
  const Admission coloured = text("1 0 d0 1 0 0 rg 0 0 1 1 re f /X Do");
  CHECK(rules(coloured) == "artwork-rgb");
  const std::string words = words_of(coloured);
  CHECK(holds(words, "/Subtype /Type3"));
  CHECK(holds(words, "/CharProcs << /a @"));
  CHECK(holds(words, "1 0 d0\n0 0.9"));
  CHECK_FALSE(holds(words, " rg\n"));
  CHECK_FALSE(coloured.fineness.smallest_text);
  CHECK(holds(words_of(text("1 0 0 0 1 1 d1 0 0 1 1 re f")), "1 0 0 0 1 1 d1\n"));
  CHECK(rules(text("1 0 d0 (x) Launch")) == "!artwork-damaged");
  CHECK(rules(text("1 0 d0 BI /W 1 /H 1 /BPC 8 /CS /G ID a EI")) == "!artwork-unsupported");
  CHECK(rules(admitted(pdf("1 0 d0 0 0 9 9 re f"))) == "!artwork-damaged");
}

TEST_CASE("a picture in RGB is converted, one in grey is kept, JPEG 2000 is refused") {
  const auto image = [](std::string_view space, std::string_view filter, std::string_view data) {
    return pdf("q 40 0 0 40 0 0 cm /I Do Q", "/XObject << /I 5 0 R >>", {},
               {stream(fmt::format("/Type /XObject /Subtype /Image /Width 2 /Height 1 /ColorSpace "
                                   "{} /BitsPerComponent 8 {}",
                                   space, filter),
                       data)});
  };
  const std::string rgb = words_of(admitted(image("/DeviceRGB", "", "\1\2\3\xff\1\1")));
  CHECK(holds(rgb, "/Width 2 /Height 1 /ColorSpace /DeviceCMYK"));
  const std::string grey = words_of(admitted(image("/DeviceGray", "", "ab")));
  CHECK(holds(grey, "/ColorSpace /DeviceGray"));
  CHECK(rules(admitted(image("/DeviceGray", "/Filter /JPXDecode", "ab"))) ==
        "!artwork-unsupported");
  CHECK(rules(admitted(image("/DeviceRGB", "", "abc"))) == "!artwork-damaged");
}

TEST_CASE("an inline picture is converted like any other") {
  const Admission admission =
      admitted(pdf("q 40 0 0 40 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 /F /AHx ID 10ff20> EI Q"));
  CHECK(holds(words_of(admission), "/ColorSpace /DeviceCMYK"));
}

TEST_CASE("fonts that are not embedded are refused by name") {
  const Admission admission =
      admitted(pdf("BT /F 9 Tf 10 10 Td (Exemple) Tj ET",
                   "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"));
  CHECK(rules(admission) == "!artwork-font");
  CHECK(holds(admission.findings.begin()->sentence.en, "Helvetica"));
}

TEST_CASE("annotations, actions and metadata stay outside") {
  const Admission admission = admitted(
      pdf(square, {}, "/Annots [ 5 0 R ] /AA << /O 6 0 R >> /Metadata 7 0 R",
          {"<< /Type /Annot /Subtype /Link /A 6 0 R /Rect [ 0 0 9 9 ] >>",
           "<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>", stream("", "<xmp/>")},
          "/OpenAction 6 0 R"));
  CHECK(rules(admission) == "artwork-annotations");
  REQUIRE(admission.form);
  CHECK(admission.form->objects.size() == 2);
}

TEST_CASE("a hidden layer is refused, a shown one is printed as if there were none") {
  const auto layered = [](std::string_view off) {
    return pdf("/OC /L BDC " + square + " EMC", "/Properties << /L 5 0 R >>", {},
               {"<< /Type /OCG /Name (Fond) >>"},
               fmt::format("/OCProperties << /OCGs [ 5 0 R ] /D << {} >> >>", off));
  };
  CHECK(rules(admitted(layered("/OFF [ 5 0 R ]"))) == "!artwork-layers");
  const Admission shown = admitted(layered(""));
  CHECK(rules(shown).empty());
  CHECK_FALSE(holds(words_of(shown), "BDC"));
}

TEST_CASE("a luminosity mask in RGB becomes grey by its luminosity, not by a profile") {
  const Admission admission = admitted(
      pdf("/G gs " + square, "/ExtGState << /G << /SMask << /S /Luminosity /G 5 0 R >> >> >>", {},
          {stream("/Type /XObject /Subtype /Form /BBox [ 0 0 100 50 ] /Group << /S /Transparency "
                  "/CS /DeviceRGB >>",
                  "1 0 0 rg 0 0 50 50 re f")}));
  const std::string words = words_of(admission);
  CHECK(holds(words, "0.3 g\n"));
  CHECK(holds(words, "/S /Transparency /CS /DeviceGray"));
}

// Cairo 1.16 writes two stops at the end so: a last piece without length, which readers pass over.
TEST_CASE("a gradient whose last colour has no length keeps it for what lies beyond the end") {
  const std::string words = words_of(admitted(pdf(
      "/S sh",
      "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [ 0 0 70 0 ] /Domain [ 0 "
      "0.7 ] /Extend [ true true ] /Function << /FunctionType 3 /Domain [ 0 0.7 ] /Bounds [ 0.7 "
      "] /Encode [ 0 1 0 1 ] /Functions [ 5 0 R 5 0 R ] >> >> >>",
      {}, {"<< /FunctionType 2 /Domain [ 0 1 ] /N 1 /C0 [ 1 0 0 ] /C1 [ 0 1 0 ] >>"})));
  CHECK(holds(words, "/Bounds [ 0.69965 ] /Encode [ 0 1 1 1 ]"));
}

TEST_CASE("a drawing that contains itself is refused") {
  CHECK(rules(admitted(
            pdf("/X Do", "/XObject << /X 5 0 R >>", {},
                {stream("/Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Resources << /XObject << "
                        "/X 5 0 R >> >>",
                        "/X Do")}))) == "!artwork-damaged");
}

TEST_CASE("unbalanced states, unknown operators and missing resources do no harm") {
  const std::string words = words_of(admitted(pdf("Q Q q q " + square)));
  CHECK(holds(words, "q\nq\n0 0 0 1 k"));
  CHECK(holds(words, "f\nQ\nQ\n"));
  CHECK(rules(admitted(pdf(square + " evil"))) == "!artwork-damaged");
  CHECK(rules(admitted(pdf("/X Do"))) == "!artwork-damaged");
  CHECK(rules(admitted(pdf("(text) rg " + square))) == "!artwork-damaged");
}

TEST_CASE("a PDF of which only the first page is taken says so; an empty page is refused") {
  CHECK(rules(admitted(pdf("q Q"))) == "!artwork-blank");
  std::string two = pdf(square, {}, "   ");
  two.replace(two.find("[ 3 0 R ] /Count 1"), 18, "[ 3 0 R 3 0 R ] /Count 2");
  CHECK_FALSE(admitted(two).form);  // its table of offsets is wrong by then: not guessed at
}
