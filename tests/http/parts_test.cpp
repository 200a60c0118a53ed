// Forms, forwarded addresses, allowances.
#include "http/buckets.h"
#include "http/form.h"
#include "http/forwarded.h"

#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::http;

TEST_CASE("fields are decoded as browsers write them") {
  const auto fields = fields_in("a=1&b=x+y%20z&c&=d&&e=%C3%A9%3D");
  REQUIRE(fields);
  CHECK(*fields ==
        std::vector<Field>{{"a", "1"}, {"b", "x y z"}, {"c", ""}, {"", "d"}, {"e", "é="}});
  CHECK_FALSE(fields_in("a=%4"));
  CHECK_FALSE(fields_in("a=%00"));
  std::string many;
  for (std::size_t i = 0; i <= most_fields; ++i) many += "a&";
  CHECK_FALSE(fields_in(many));
}

TEST_CASE("an address is a path and what is asked") {
  CHECK(target_of("/r/a%2Fb?c=d")->path == "/r/a/b");
  CHECK(target_of("http://host/r?c=d")->query == std::vector<Field>{{"c", "d"}});
  CHECK_FALSE(target_of("http://host"));
  CHECK_FALSE(target_of("*"));
  CHECK_FALSE(target_of(""));
}

TEST_CASE("parts of a form that are none are refused") {
  const auto reads = [](const std::string& body) {
    Request request;
    return read_body("multipart/form-data; boundary=\"x\"", body, request);
  };
  CHECK(reads("--x--"));
  CHECK(reads("--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--"));
  CHECK_FALSE(reads(""));
  CHECK_FALSE(reads("--x"));
  CHECK_FALSE(reads("--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x--"));
  CHECK_FALSE(reads("--x\r\nnonsense\r\n\r\nb\r\n--x--"));
  CHECK_FALSE(reads("--x\r\nContent-Disposition: form-data; name=\"a\r\n\r\nb\r\n--x--"));
  Request request;
  CHECK_FALSE(read_body("multipart/form-data", "--x--", request));
}

TEST_CASE("a forwarded address counts only where a trusted proxy says it") {
  const std::vector<std::string> trusted{"127.0.0.1", "10.0.0.0/8", "fd00::/8"};
  CHECK(client_address("192.0.2.1", "198.51.100.7", trusted) == "192.0.2.1");
  CHECK(client_address("127.0.0.1", "198.51.100.7", trusted) == "198.51.100.7");
  CHECK(client_address("127.0.0.1", "198.51.100.7", {}) == "127.0.0.1");
  // What the client itself put in front is not believed.
  CHECK(client_address("127.0.0.1", "1.2.3.4, 198.51.100.7, 10.1.2.3", trusted) == "198.51.100.7");
  CHECK(client_address("::ffff:127.0.0.1", "2001:db8::1", trusted) == "2001:db8::1");
  CHECK(client_address("127.0.0.1", "nonsense", trusted) == "127.0.0.1");
  CHECK(client_address("fd00::1", "", trusted) == "fd00::1");
}

TEST_CASE("networks are addresses, with a length or without") {
  for (const char* good : {"127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"}) CHECK(is_network(good));
  for (const char* bad : {"", "localhost", "10.0.0.0/33", "fd00::/129", "10.0.0", "*"})
    CHECK_FALSE(is_network(bad));
}

TEST_CASE("a household is known again by the first half of its address of version 6") {
  CHECK(household_of("192.0.2.1") == "192.0.2.1");
  CHECK(household_of("2001:db8:1:2:3:4:5:6") == household_of("2001:db8:1:2::7"));
  CHECK(household_of("2001:db8:1:2::7") != household_of("2001:db8:1:3::7"));
}

TEST_CASE("an allowance is used up and comes back") {
  Buckets buckets({2, std::chrono::seconds(60)});
  const world::Instant now{};
  CHECK(buckets.take("a", now));
  CHECK(buckets.take("a", now));
  CHECK_FALSE(buckets.has("a", now));
  CHECK_FALSE(buckets.take("a", now));
  CHECK(buckets.take("b", now));
  CHECK_FALSE(buckets.take("a", now + std::chrono::seconds(59)));
  CHECK(buckets.has("a", now + std::chrono::seconds(60)));
  CHECK(buckets.take("a", now + std::chrono::seconds(60)));
  CHECK_FALSE(buckets.take("a", now + std::chrono::seconds(60)));
}

TEST_CASE("of too many clients those who have asked least are forgotten") {
  Buckets buckets({2, std::chrono::seconds(60)}, 3);
  const world::Instant now{};
  buckets.take("busy", now);
  buckets.take("busy", now);
  for (int i = 0; i < 100; ++i) CHECK(buckets.take("one of many " + std::to_string(i), now));
  CHECK_FALSE(buckets.take("busy", now));
}
