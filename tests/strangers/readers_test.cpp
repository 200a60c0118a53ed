// Readers and checkers that we had no part in, on every file that an order leaves.
#include "readers.h"
#include "finished.h"

using namespace imprimatur;
using namespace imprimatur::strangers;

TEST_CASE("qpdf finds no fault in any file of the order") {
  for (const world::Path& file : finished().pdfs())
    CHECK(accepts("qpdf", {"--check", file.string()}));
}

TEST_CASE("Ghostscript, told to stop at the first warning, reads every file to its end") {
  for (const world::Path& file : finished().pdfs()) CHECK(ghostscript_accepts(file));
}

TEST_CASE("mutool draws every file without a word") {
  for (const world::Path& file : finished().pdfs()) CHECK(mutool_accepts(file));
}

TEST_CASE("poppler draws every file without a word") {
  Finished& order = finished();
  for (const world::Path& file : {order.bat(), order.folder() / "bordereaux.pdf"})
    CHECK(poppler_accepts(file, order.shop.folder / "pictures/paper"));
  for (const world::Path& file : order.sheet_files())
    if (const auto rendered = order.render(file)) {
      CHECK(rendered->status == 0);
      CHECK(rendered->errors.empty());
    }
}

TEST_CASE("a sheet file that was cut short is refused by each of them") {
  Finished& order = finished();
  const std::string whole = world::read_file(order.sheet_files().front());
  const world::Path cut = order.shop.folder / "pictures/cut.pdf";
  world::write_file(cut, whole.substr(0, whole.size() * 9 / 10));
  const auto refused_by = [&](const char* program, bool accepted) {
    INFO(program);
    if (std::filesystem::exists(world::Path("/usr/bin") / program)) CHECK_FALSE(accepted);
  };
  refused_by("qpdf", accepts("qpdf", {"--check", cut.string()}));
  refused_by("gs", ghostscript_accepts(cut));
  refused_by("mutool", mutool_accepts(cut));
  refused_by("pdftoppm", poppler_accepts(cut, order.shop.folder / "pictures/cut"));
}

// Its rules for the Ghent Workgroup's 2022 come on top of those for PDF/X-4: one run asks for both.
TEST_CASE(
    "the press checker finds no error in any sheet file, as PDF/X-4 and as GWG 2022 wants it") {
  const std::string program = press_check();
  if (program.empty()) return;
  CHECK_FALSE(finished().reprint_files().empty());
  for (const auto& files : {finished().sheet_files(), finished().reprint_files()})
    for (const world::Path& file : files)
      if (const auto result = checked(program, {file}, Vt::no)) {
        INFO(result->output << result->errors);
        CHECK(result->status == 0);
        CHECK(result->output.find(" 0 errors") != std::string::npos);
      }
}

TEST_CASE("the press checker finds the fault in a file that is no PDF/X-4") {
  const std::string program = press_check();
  if (program.empty()) return;
  if (const auto result = checked(program, {finished().bat()}, Vt::no)) CHECK(result->status != 0);
}
