#include "flow/artwork.h"

#include "../pdf/assembled.h"
#include "catch/catch.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;
using namespace imprimatur::measure::literals;

namespace {

class Viewer {
 public:
  Viewer() {
    desk.house = house();
    desk.house.scratch = folder.path();
    desk.world = world::still_world(*calendar::instant_from_iso("2026-11-23T09:00:00Z"));
  }

  Outcome show(const std::string& bytes) {
    wishes.file = folder / "logo";
    world::write_file(wishes.file, bytes);
    const Outcome outcome = show_artwork(desk, std::nullopt, wishes);
    facts = nlohmann::json::parse(outcome.facts);
    rules.clear();
    for (const finding::Finding& finding : outcome.findings) rules += finding.rule + ' ';
    return outcome;
  }
  std::string svg(const std::string& body) const {
    return "<svg xmlns='http://www.w3.org/2000/svg' width='40mm' height='20mm' viewBox='0 0 40 "
           "20'>" +
           body + "</svg>";
  }

  world::TestFolder folder;
  Desk desk;
  ArtworkWishes wishes;
  nlohmann::json facts;
  std::string rules;
};

}  // namespace

TEST_CASE("a logo is shown without order and workspace: size, inks and how fine it is") {
  Viewer viewer;
  viewer.wishes.width = 20_mm;
  const Outcome outcome =
      viewer.show(viewer.svg("<path d='M0 0H40V20H0z' fill='black'/><path d='M2 2L9 9' "
                             "stroke='white' stroke-width='1'/>"));
  CHECK(outcome.exit == Exit::done);
  CHECK(viewer.rules == "artwork-rgb ");
  CHECK(viewer.facts["kind"] == "SVG");
  CHECK(viewer.facts["natural_mm"][0].get<double>() == Approx(40).margin(0.01));
  CHECK(viewer.facts["size_mm"][1].get<double>() == Approx(10).margin(0.01));
  CHECK(viewer.facts["inks"] == nlohmann::json{"black"});
  CHECK(viewer.facts["ink_percent"].get<int>() > 80);
  CHECK(viewer.facts["thinnest_line_mm"].get<double>() == Approx(0.5).margin(0.01));
  CHECK_FALSE(viewer.facts.contains("ppi"));
}

TEST_CASE("the one-page PDF is PDF/X-4 of the size asked for, the preview a PNG; the same twice") {
  Viewer viewer;
  viewer.wishes = {{}, viewer.folder / "out.pdf", viewer.folder / "out.png", 30_mm};
  CHECK(viewer.show(viewer.svg("<path d='M0 0H40V20H0z' fill='#c8102e'/>")).exit == Exit::done);
  const std::string pdf = world::read_file(viewer.folder / "out.pdf");
  CHECK(pdf.find("GTS_PDFXVersion") != std::string::npos);
  CHECK(pdf.find("/TrimBox [0 0 85.039") != std::string::npos);
  const std::string png = world::read_file(viewer.folder / "out.png");
  CHECK(png.starts_with("\x89PNG"));
  viewer.show(viewer.svg("<path d='M0 0H40V20H0z' fill='#c8102e'/>"));
  CHECK((world::read_file(viewer.folder / "out.pdf") == pdf));
  CHECK((world::read_file(viewer.folder / "out.png") == png));
}

TEST_CASE("white borders, a drawing that is hardly there and too much ink are told with numbers") {
  Viewer viewer;
  viewer.show(viewer.svg("<path d='M10 5H30V15H10z' fill='#c8102e'/>"));
  CHECK(viewer.rules == "artwork-rgb artwork-border ");
  viewer.show(viewer.svg("<path d='M0 0H40V20H0z' fill='#f4f4f4'/>"));
  CHECK(viewer.rules.find("artwork-pale") != std::string::npos);
  const std::string content = "1 1 1 .5 k 0 0 100 100 re f";
  viewer.show(handmade::assembled(
      {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R /Resources << >> >>",
       fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content)}));
  CHECK(viewer.rules == "artwork-ink ");
  CHECK(viewer.facts["ink_percent"] == 350);
}

TEST_CASE("a logo for a wall, a thread and a pin are shown as well as any other") {
  Viewer viewer;
  const auto [size, width] =
      GENERATE(table<std::string, double>({{"width='5000mm' height='5000mm'", 5000},
                                           {"width='4000mm' height='21mm'", 4000},
                                           {"width='.2mm' height='.2mm'", 0.2}}));
  viewer.wishes.pdf = viewer.folder / "out.pdf";
  viewer.wishes.png = viewer.folder / "out.png";
  const Outcome outcome =
      viewer.show("<svg xmlns='http://www.w3.org/2000/svg' " + size +
                  " viewBox='0 0 10 10' preserveAspectRatio='none'><path d='M0 0H10V10z' "
                  "fill='#c8102e'/></svg>");
  CHECK(outcome.exit == Exit::done);
  CHECK(viewer.facts["size_mm"][0].get<double>() == Approx(width).margin(0.01));
  CHECK(viewer.facts["ink_percent"].get<int>() > 50);
  CHECK(std::filesystem::exists(viewer.folder / "out.pdf"));
}

TEST_CASE("what is refused at the door writes nothing, and an output never replaces its input") {
  Viewer viewer;
  viewer.wishes.pdf = viewer.folder / "out.pdf";
  CHECK(viewer.show("GIF89a").exit == Exit::findings);
  CHECK(viewer.rules == "artwork-kind ");
  CHECK_FALSE(std::filesystem::exists(viewer.folder / "out.pdf"));
  viewer.wishes.pdf = viewer.folder / "logo";
  CHECK(viewer.show("GIF89a").exit == Exit::findings);
  CHECK(viewer.rules == "output-is-input ");
  viewer.wishes.file = viewer.folder / "none";
  CHECK(show_artwork(viewer.desk, std::nullopt, viewer.wishes).exit == Exit::findings);
}

TEST_CASE(
    "a picture too coarse for the width asked for is refused, at its own size only measured") {
  Viewer viewer;
  const std::string png =
      world::read_file(house().samples() / "departement-exemple/logos/metropole.png");
  CHECK(viewer.show(png).exit == Exit::done);
  CHECK(viewer.facts["ppi"].get<int>() > 0);
  viewer.wishes.width = 2000_mm;
  CHECK(viewer.show(png).exit == Exit::findings);
  CHECK(viewer.rules.find("artwork-resolution") != std::string::npos);
}
