// What can happen to the folder of a good job between the press room and the printer.
#include "catch/catch.h"
#include "finding/failure.h"
#include "verify/job.h"

#include <sys/stat.h>

#include <regex>

using namespace imprimatur;
using namespace imprimatur::verify;

namespace {

using Rules = std::set<std::string>;

const std::string cover = "sheets-cover-0001.pdf";

std::string with(std::string text, const std::string& what, const std::string& instead) {
  return text.replace(text.find(what), what.size(), instead);
}

}  // namespace

TEST_CASE("a truncated file is a finding, wherever it ends") {
  Job job;
  job.write();
  const std::string whole = job.bytes(inner);
  const std::size_t length = GENERATE(0u, 1u, 20u, 400u, 1500u, 3000u);
  job.replace(inner, whole.substr(0, length));
  const Rules rules = job.rules();
  CHECK(rules.contains("file-size"));
  CHECK(rules.contains("serials-missing"));
}

TEST_CASE("changed bytes are found even where the page still looks the same") {
  Job job;
  job.write();
  job.replace(inner, with(job.bytes(inner), "GTS_PDFX", "GTS_PDFY"));
  CHECK(job.rules() == Rules{"file-changed"});
}

TEST_CASE("a page whose transparency is blended in RGB, however that is named, is a finding") {
  const std::string space = GENERATE(
      as<std::string>(), "/DeviceRGB", "[/CalRGB << /WhitePoint [0.95 1 1.09] >>]",
      "[/Indexed /DeviceRGB 1 <000000FFFFFF>]", "[/Indexed [/CalRGB << >>] 1 <000000FFFFFF>]");
  CAPTURE(space);
  Job job;
  job.scribble = [&](const std::string& file, std::uint32_t page, PlainPage& drawn) {
    if (file == inner && page == 2) drawn.keys = "/Group << /S /Transparency /CS " + space + " >>";
  };
  job.write();
  CHECK(job.rules() == Rules{"rgb"});
}

TEST_CASE("a missing file, an extra one and one that is no file at all are findings") {
  Job job;
  job.write();
  std::filesystem::remove(job.path(cover));
  world::write_file(job.path(".codes.txt"), "x");
  std::filesystem::create_directory(job.path("more"));
  CHECK(job.rules() == Rules{"file-missing", "file-extra", "pdf-damaged"});
}

TEST_CASE("a manifest that was changed, broken or taken away is a finding") {
  Job job;
  job.write();
  const std::string good = job.bytes("manifest.json");
  const auto [bytes, rules] = GENERATE_COPY(table<std::string, Rules>({
      {good + "\n", {"manifest-changed"}},
      {with(good, "12346", "12347"), {"manifest-changed", "manifest-differs"}},
      {with(good, "slots.csv", "../lot.csv"), {"manifest-changed", "manifest-unreadable"}},
      {with(good, "\"bytes\": ", "\"bytes\": -"), {"manifest-changed", "manifest-unreadable"}},
      {good.substr(0, 100), {"manifest-changed", "manifest-unreadable"}},
      {std::string(100'000, '['), {"manifest-changed", "manifest-unreadable"}},
      {"", {"manifest-changed", "manifest-unreadable"}},
  }));
  world::write_file(job.path("manifest.json"), bytes);
  CHECK(job.rules() == rules);
  std::filesystem::remove(job.path("manifest.json"));
  CHECK(job.rules() == Rules{"manifest-missing"});
}

TEST_CASE("slots.csv must say, line by line, what is printed") {
  Job job;
  job.write();
  const std::string good = job.bytes("slots.csv");
  const auto [bytes, rules] = GENERATE_COPY(table<std::string, Rules>({
      {with(good, "12346\r\n", "12347\r\n"), {"slot-map-differs"}},
      {with(good, "VOID,,", "4,2,"), {"slot-map-differs"}},
      {with(good, "serial\r\n", "serial\n"), {"slot-map-differs"}},
      {good + "x", {"slot-map-length"}},
      {good.substr(0, good.rfind("sheets")), {"slot-map-length"}},
      {"", {"slot-map-length"}},
      {std::string(3'000'000, 'x'), {"slot-map-differs", "slot-map-length"}},
  }));
  job.replace("slots.csv", bytes);
  job.write_manifest();
  CHECK(job.rules() == rules);
}

TEST_CASE("a PDF with too few pages, and one with another's pages, are findings") {
  Job job;
  job.write();
  job.replace(inner, job.bytes("sheets-inner-0002.pdf"));
  job.write_manifest();
  CHECK(job.rules().contains("symbol-of-another"));
  job.replace(inner, plain_pdf({PlainPage(job.expected().sheet)}));
  job.write_manifest();
  CHECK(job.rules().contains("page-count"));
  CHECK(job.rules().contains("page-unreadable"));
}

TEST_CASE("a PDF that asks for a password is a finding") {
  Job job;
  job.write();
  job.replace(inner, with(job.bytes(inner), "/Root",
                          fmt::format("/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 "
                                      "/P -4 /O ({0}) /U ({0}) >> /Root",
                                      std::string(32, 'x'))));
  job.write_manifest();
  CHECK(job.rules() == Rules{"pdf-locked", "serials-missing"});
}

TEST_CASE("a pipe that stands for a file is not waited for") {
  Job job;
  job.write();
  for (const char* name : {"sheets-inner-0001.pdf", "slots.csv"}) {
    std::filesystem::remove(job.path(name));
    REQUIRE(mkfifo(job.path(name).c_str(), 0600) == 0);
  }
  CHECK(job.rules() == Rules{"file-missing", "pdf-damaged", "slot-map-missing", "serials-missing"});
}

TEST_CASE("a slot map that is missing is told once") {
  Job job;
  job.write();
  std::filesystem::remove(job.path("slots.csv"));
  CHECK(job.verify().findings.count(finding::Severity::error) == 1);
  CHECK(job.rules() == Rules{"slot-map-missing"});
}

TEST_CASE("an empty folder is full of findings, and one that is not there is refused") {
  Job job;
  CHECK(job.rules() ==
        Rules{"manifest-missing", "slot-map-missing", "pdf-damaged", "serials-missing"});
  const world::World world = world::still_world({});
  CHECK_THROWS_AS(verify::verify(job.path("absent"), job.expected(), {}, world), finding::Failure);
}

TEST_CASE("a manifest that lists more sheets than there can be costs no memory") {
  Job job;
  job.write();
  const std::string good = job.bytes("manifest.json");
  const std::string hostile =
      std::regex_replace(good, std::regex("\"sheets\": [0-9]+"),
                         "\"sheets\": 4294967295, \"listed\": [[1, 4294967295]]",
                         std::regex_constants::format_first_only);
  REQUIRE(hostile != good);
  world::write_file(job.path("manifest.json"), hostile);
  CHECK(job.rules() == Rules{"manifest-changed", "manifest-unreadable"});
}
