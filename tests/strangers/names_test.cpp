// A program with a class Page in no namespace dies of "double free": poppler has one too, and where
// it destroys its own pages the program's is found first. cmake/Rooms.cmake keeps the names of test
// programs to themselves.
#include "finished.h"

using namespace imprimatur::strangers;

// In no namespace, and not inline, so that there is something to be found.
struct Page {
  std::string words = "longer than what a string holds within itself";
  ~Page();
};
Page::~Page() {
  words.clear();
}

TEST_CASE("a test's own Page is not taken for poppler's, however often sheets are read back") {
  const Page page;
  for (int time = 0; time < 2; ++time)
    CHECK(finished().shop.verify().exit == imprimatur::flow::Exit::done);
  CHECK_FALSE(page.words.empty());
}
