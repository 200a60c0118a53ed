#include "press/press.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "product.h"

#include <filesystem>

using namespace imprimatur;
using namespace imprimatur::press;

namespace {

world::World still() {
  return world::still_world(world::Instant{std::chrono::seconds{1'795'435'200}});
}

// An empty folder of this name under the build folder.
world::Path folder(const std::string& name) {
  const world::Path path = world::Path{PROGRAM_FOLDER} / "press-test" / name;
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path);
  return path;
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

TEST_CASE("a run leaves a file per stock, the slot map and the manifest") {
  const product::Fixture fixture(9);
  const world::Path where = folder("whole");
  Manifest manifest = write(fixture.job(), still(), where);
  write_manifest(manifest, where);
  CHECK(std::filesystem::exists(where / "sheets-cover-0001.pdf"));
  CHECK(std::filesystem::exists(where / "sheets-inner-0001.pdf"));
  CHECK(manifest.passes() == 90);
}
