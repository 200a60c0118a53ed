#include "codes/coder.h"

#include "catch/catch.h"
#include "codes/examples.h"

#include <atomic>
#include <set>
#include <thread>
#include <vector>

using namespace imprimatur;
using namespace imprimatur::codes;

namespace {

const crypto::Secret master(std::string_view("a master key of thirty-two bytes"));

Serial serial(std::uint64_t number) {
  return *Serial::from(number);
}

}  // namespace

TEST_CASE("a code leads back to its serial, and no two serials share one") {
  const Coder coder(master, 1);
  std::set<std::string> codes;
  for (std::uint64_t n = 1; n <= 5000; ++n) {
    const Code code = coder.code_of(serial(n));
    REQUIRE(coder.serial_of(code) == serial(n));
    codes.insert(code.raw());
  }
  CHECK(codes.size() == 5000);
  CHECK(coder.serial_of(coder.code_of(serial(Serial::most))) == serial(Serial::most));
}

TEST_CASE("codes never change: they are printed and in people's hands") {
  CHECK(Coder(master, 1).code_of(serial(1)).to_text() == "NX74-NQ88-0Q9N-JMD3");
  CHECK(Coder(master, 1).code_of(serial(999'999'999)).to_text() == "MS9Q-CJZ2-GF1Y-P7PG");
}

TEST_CASE("another epoch or another key gives other codes, which lead nowhere here") {
  const Coder first(master, 1), second(master, 2);
  const Coder stranger(crypto::Secret(std::string_view("b master key of thirty-two bytes")), 1);
  const Code code = first.code_of(serial(1));
  CHECK_FALSE(second.code_of(serial(1)) == code);
  CHECK_FALSE(stranger.code_of(serial(1)) == code);
  CHECK_FALSE(second.serial_of(code));
  CHECK_FALSE(stranger.serial_of(code));
  CHECK(second.epoch() == 2);
}

TEST_CASE("guessed codes and specimens have no serial") {
  const Coder coder(master, 1);
  const auto world = world::still_world({}, 70);
  int hits = 0;
  for (int i = 0; i < 10'000; ++i) hits += coder.serial_of(random_code(world)).has_value();
  CHECK(hits == 0);
  CHECK_FALSE(coder.serial_of(Code::specimen(1)));
}

TEST_CASE("threads that share a coder get the same codes") {
  const Coder coder(master, 1);
  const Code expected = coder.code_of(serial(77));
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 2000; ++i) wrong += coder.code_of(serial(77)) == expected ? 0 : 1;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}
