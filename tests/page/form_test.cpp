#include "page/form.h"

#include "catch/catch.h"
#include "finding/failure.h"

using namespace imprimatur;
using namespace imprimatur::page;
using namespace imprimatur::measure::literals;

namespace {

const std::string head =
    "<< /Type /XObject /Subtype /Form /BBox [0 0 28.3465 28.3465] /Resources @1@ >>";

Form square() {
  Form form;
  form.natural = {10_mm, 10_mm};
  form.objects = {
      {head, "0 0 0 1 k 0 0 28.3465 28.3465 re f\nend\n"},
      {"<< /ColorSpace << /C#40 [ /Separation /PANTONE#20287#20C /DeviceCMYK @2@ ] >> >>",
       std::nullopt},
      {"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [1 .7 -0.0 0] >>", std::nullopt}};
  return form;
}

Form with_second(const std::string& value) {
  Form form = square();
  form.objects[1].value = value;
  return form;
}

bool is_refused(const std::string& bytes) {
  try {
    parse_form(bytes);
  } catch (const finding::Failure&) {
    return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a form is read back as it was written") {
  const Form form = square();
  const std::string bytes = serialise(form);
  CHECK(parse_form(bytes) == form);
  CHECK(serialise(parse_form(bytes)) == bytes);
}

TEST_CASE("the worked example of the format page is a form") {
  const std::string value =
      "<< /Type /XObject /Subtype /Form /BBox [0 0 28.3465 28.3465] /Resources << >> >>";
  const Form form = parse_form("imprimatur-form 1\nnatural 10000 10000\nobjects 1\nvalue 80\n" +
                               value + "\nstream 34\n0 0 0 1 k 0 0 28.3465 28.3465 re f\nend\n");
  CHECK(form.objects.front().value == value);
}

TEST_CASE("a form cut anywhere or with anything added is refused") {
  const std::string bytes = serialise(square());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    CHECK(is_refused(bytes.substr(0, length)));
  }
  CHECK(is_refused(bytes + "\n"));
}

TEST_CASE("lengths and counts that lie are refused") {
  CHECK(is_refused("imprimatur-form 1\nnatural 1 1\nobjects 0\nend\n"));
  CHECK(is_refused("imprimatur-form 1\nnatural 1 1\nobjects 99999999999999999999\nend\n"));
  CHECK(is_refused(
      "imprimatur-form 1\nnatural 1 1\nobjects 1\nvalue 18446744073709551615\nx\nend\n"));
  CHECK(is_refused("imprimatur-form 1\nnatural -1 1\nobjects 1\nvalue 1\n1\nend\n"));
  CHECK(is_refused("imprimatur-form 1\nnatural 01 1\nobjects 1\nvalue 1\n1\nend\n"));
}

TEST_CASE("an object that is not narrow PDF syntax is refused") {
  const std::string value = GENERATE(
      as<std::string>{}, "", "<<", "<< /A", "<< /A 1 >> 2", "[1 2", "(text)", "<4>", "<4g>", "/",
      "/A#0", "/A#00", "1 0 R", "12e4", "--1", ".", "nul", "@7@", "@1", "@01@", "@-1@", "<< 1 2 >>",
      "<< /A 1 /#41 2 >>", "[1] % note", "<< /A\n1 >>", "<< /A \x01 >>");
  CAPTURE(value);
  CHECK(is_refused(serialise(with_second(value))));
}

TEST_CASE("an object nested without end is refused without a crash") {
  CHECK(is_refused(serialise(with_second(std::string(100'000, '[')))));
}

TEST_CASE("what the press must not see is refused, escaped or not") {
  const std::string value = GENERATE(
      as<std::string>{}, "<< /JS <00> >>", "<< /#4aS <00> >>", "<< /Type /Action >>",
      "<< /AA << >> >>", "<< /OPI << >> >>", "<< /EF << >> >>", "<< /Ref << >> >>",
      "[ /ICCBased @2@ ]", "/DeviceRGB", "/Device#52GB", "[ /Lab << >> ]", "<< /Length 3 >>",
      "<< /Filter /JPXDecode >>", "<< /OC @2@ >>", "<< /Subtype2 /PS >>");
  CAPTURE(value);
  CHECK(is_refused(serialise(with_second(value))));
}

TEST_CASE("a stream may not fetch its data from another file, but a font may be called F") {
  Form form = with_second("<< /F <61> >>");
  form.objects[1].stream = "";
  CHECK(is_refused(serialise(form)));
  CHECK_FALSE(is_refused(serialise(with_second("<< /Font << /F @2@ >> >>"))));
}

TEST_CASE("object 0 is the form XObject of the size it claims") {
  const std::string value = GENERATE(
      as<std::string>{}, "<< /Type /XObject /Subtype /Image /BBox [0 0 28.3465 28.3465] >>",
      "<< /Type /XObject /Subtype /Form >>",
      "<< /Type /XObject /Subtype /Form /BBox [1 0 28.3465 28.3465] >>",
      "<< /Type /XObject /Subtype /Form /BBox [0 0 28.4 28.3465] >>",
      "<< /Type /XObject /Subtype /Form /BBox [0 0 28.3465] >>",
      "<< /Type /XObject /Subtype /Form /BBox [0 0 28.3465 28.3465] /Matrix [1 0 0 1 0 0] >>");
  CAPTURE(value);
  Form form = square();
  form.objects[0].value = value;
  CHECK(is_refused(serialise(form)));
}
