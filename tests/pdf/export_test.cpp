#include "catch/catch.h"
#include "finding/failure.h"
#include "sample.h"

using namespace imprimatur;

namespace {

std::string written(const pdf::DocumentFacts& facts) {
  world::StringSink sink;
  const page::Resources resources = sample::resources();
  pdf::write_pages(sample::document(), resources, sample::condition(), facts, sample::values(),
                   sink);
  return sink.bytes();
}

}  // namespace

TEST_CASE("the same document twice is the same file to the byte") {
  CHECK(written(sample::facts()) == written(sample::facts()));
}
