#include "pdf/splice.h"

#include "catch/catch.h"
#include "sample.h"

using namespace imprimatur;
using namespace imprimatur::measure::literals;

namespace {

page::Form logo(const std::string& resources, const std::vector<page::FormObject>& others = {}) {
  page::Form form{{10_mm, 10_mm}, {}};
  form.objects.push_back(
      {"<< /Type /XObject /Subtype /Form /BBox [0 0 28.3465 28.3465] /Resources " + resources +
           " >>",
       "0 0 0 1 k 0 0 28.3465 28.3465 re f"});
  form.objects.insert(form.objects.end(), others.begin(), others.end());
  return form;
}

// What splicing writes, when the file's spot spaces begin at object 90.
struct Spliced {
  world::StringSink sink;
  pdf::Objects objects{sink, pdf::Compression::none};
  std::vector<std::string> spots, definitions;

  std::string of(page::Form form, std::uint32_t default_cmyk = 0) {
    pdf::splice(objects, std::move(form),
                {default_cmyk, [&](const std::string& name, const std::string& definition) {
                   for (std::size_t i = 0; i < spots.size(); ++i)
                     if (spots[i] == name) return static_cast<std::uint32_t>(90 + i);
                   spots.push_back(name);
                   definitions.push_back(definition);
                   return static_cast<std::uint32_t>(89 + spots.size());
                 }});
    return sink.bytes();
  }
};

const std::string gold = "[ /Separation /Gold /DeviceCMYK << /FunctionType 2 >> ]";

}  // namespace

TEST_CASE_METHOD(Spliced, "a logo's objects get numbers of this file, its streams their length") {
  const std::string file = of(logo("<< /ExtGState << /G @1@ >> >>", {{"<< /ca .5 >>", {}}}));
  CHECK(sample::holds(
      file, "/Resources << /ExtGState << /G 2 0 R >> >>  /Length 34 >>\nstream\n0 0 0 1 k"));
  CHECK(sample::holds(file, "2 0 obj\n<< /ca .5 >>\nendobj"));
}

TEST_CASE_METHOD(Spliced, "for screens, every resource dictionary learns what DeviceCMYK means") {
  const std::string entry = "<< /DefaultCMYK [/ICCBased 7 0 R]";
  SECTION("without colour spaces") {
    CHECK(sample::holds(of(logo("<< /Font <<>> >>"), 7),
                        "/Resources << /ColorSpace <<" + entry.substr(2) + " >> /Font <<>> >>"));
  }
  SECTION("with some") {
    CHECK(sample::holds(of(logo("<< /ColorSpace << /C /DeviceGray >> >>"), 7),
                        entry + " /C /DeviceGray"));
  }
  SECTION("standing elsewhere") {
    CHECK(sample::holds(of(logo("@1@", {{"<< /ColorSpace @2@ >>", {}}, {"<< >>", {}}}), 7),
                        "3 0 obj\n" + entry + " >>"));
  }
}

TEST_CASE_METHOD(Spliced, "a spot ink of two logos is one colour space") {
  const std::string file = of(logo("<< /ColorSpace << /C " + gold + " /D @1@ >> >>", {{gold, {}}}));
  CHECK(sample::holds(file, "/C 90 0 R /D 90 0 R"));
  CHECK(definitions == std::vector<std::string>{gold});
  of(logo("<< /ColorSpace << /C [/Separation/Gold/DeviceCMYK 5 0 R] >> >>"));
  CHECK(spots == std::vector<std::string>{"Gold"});
}

TEST_CASE_METHOD(Spliced, "an ink's name is read however it is escaped") {
  of(logo("<< /ColorSpace << /C [/Separation /PANTONE#20287#20C /DeviceCMYK @0@] >> >>"));
  CHECK(spots == std::vector<std::string>{"PANTONE 287 C"});
}

TEST_CASE("a logo that blends is told from one that doesn't") {
  CHECK(pdf::is_translucent(logo("<< /ExtGState << /G << /ca .5 >> >> >>")));
  CHECK_FALSE(pdf::is_translucent(logo("<< /ExtGState << /G << /LW 1 >> >> >>")));
}
