#include "paperwork/encoding.h"

#include "catch/catch.h"
#include "paperwork/document.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-page.h>

#include <memory>

using namespace imprimatur;
using namespace imprimatur::paperwork;
using namespace imprimatur::measure::literals;

namespace {

std::string written_and_read(const std::string& words) {
  const world::Path fonts = world::Path{SOURCE_FOLDER} / "fonts";
  Document paper({fonts / "OpenSans-Regular.ttf", fonts / "OpenSans-Bold.ttf"}, {"", "", {}});
  paper.add_page();
  paper.text({20_mm, 20_mm}, words, {9_pt});
  const std::string pdf = paper.finish();
  const std::unique_ptr<poppler::document> document{
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size()))};
  REQUIRE(document);
  const std::unique_ptr<poppler::page> page{document->create_page(0)};
  const auto text = page->text().to_utf8();
  const std::string read{text.begin(), text.end()};
  return read.substr(0, read.find_last_not_of("\n\f") + 1);
}

}  // namespace

TEST_CASE("every character of the encoding comes back from the paper as it was") {
  const std::string words =
      GENERATE(as<std::string>{}, "Portez ce vieux whisky au juge blond qui fume : 0123456789",
               "àâäæçéèêëîïôœöùûüÿ ÀÂÄÆÇÉÈÊËÎÏÔŒÖÙÛÜŸ", "«A»—B–C…‘D’“E”„F‚‹G›•H†I‡J‰K™",
               "€1 £2 ¥3 ¢4 §5 ©6 ®7 ±8 ²9 ³0 µ1 ¶2 ·3 ¹4 ¼5 ½6 ¾7 ×8 ÷9 °0",
               "¡a¿bªcºd¬e¦fñÑãÃõÕåÅøØßþÞðÐŠšŽž", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
  CHECK(written_and_read(words) == words);
}

TEST_CASE("narrow spaces, hyphens and the minus sign are set as their neighbours") {
  CHECK(to_windows_1252("1\u202F200\u00A0\u20AC") ==
        "1\xA0"
        "200\xA0\x80");
  CHECK(to_windows_1252("a\u2011b \u22125") ==
        "a-b \x96"
        "5");
}

TEST_CASE("a character that is outside the encoding is a question mark, and is named once") {
  CHECK(to_windows_1252("Łódź Łąka") ==
        "?\xF3"
        "d? ??ka");
  CHECK(outside_windows_1252("Łódź Łąka") == U"Łźą");
  CHECK(outside_windows_1252("Œuvre d’été à 10 €").empty());
  CHECK(outside_windows_1252("a\x80") == U"\uFFFD");
  CHECK(to_windows_1252("\u0081\n") == "??");
}
