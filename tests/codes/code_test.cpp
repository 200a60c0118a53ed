#include "codes/code.h"

#include "catch/catch.h"
#include "codes/examples.h"

using namespace imprimatur;
using namespace imprimatur::codes;

namespace {

std::string text_of(Symbols symbols) {
  std::string text;
  for (const std::uint8_t symbol : symbols) text += alphabet[symbol];
  return text;
}

bool is_wrong_check(const Symbols& symbols) {
  const auto parsed = parse_code(text_of(symbols));
  const auto* fault = std::get_if<CodeFault>(&parsed);
  return fault != nullptr && *fault == CodeFault::wrong_check;
}

// Every word that differs from `symbols` in exactly one symbol.
template <typename Visit>
void each_error(const Symbols& symbols, std::size_t from, Visit visit) {
  for (std::size_t place = from; place < symbols.size(); ++place) {
    for (std::uint8_t error = 1; error < 32; ++error) {
      Symbols changed = symbols;
      changed[place] ^= error;
      visit(changed, place);
    }
  }
}

CodeFault fault_of(std::string_view text) {
  const auto parsed = parse_code(text);
  REQUIRE(std::holds_alternative<CodeFault>(parsed));
  return std::get<CodeFault>(parsed);
}

}  // namespace

TEST_CASE("the check symbols are those of the format's vectors") {
  CHECK(code_of_payload("00000000000000").to_text() == "0000-0000-0000-00HA");
  CHECK(code_of_payload("7K3PQ9WX2MHT4B").to_text() == "7K3P-Q9WX-2MHT-4BSE");
  CHECK(code_of_payload("ZZZZZZZZZZZZZZ").raw() == "ZZZZZZZZZZZZZZQ8");
  CHECK(code_of_payload("0123456789ABCD").raw() == "0123456789ABCDQY");
}

TEST_CASE("a code is read however it was typed") {
  const Code code = code_of_payload("7K3PQ9WX2MHT4B");
  for (const char* text :
       {"7K3P-Q9WX-2MHT-4BSE", "7k3pq9wx2mht4bse", " 7K3P Q9WX 2MHT 4BSE ", "--7K3PQ9WX2MHT4BSE",
        "\t7K3P\u2013Q9WX\u20112MHT\u00a04BSE\r\n", "7k3p\u202fq9wx\u00ad2mht\u20144bse"}) {
    const auto parsed = parse_code(text);
    REQUIRE(std::holds_alternative<Code>(parsed));
    CHECK(std::get<Code>(parsed) == code);
  }
  const auto read = parse_code("ooooooooOOOOOOha");
  REQUIRE(std::holds_alternative<Code>(read));
  CHECK(std::get<Code>(read).raw() == "00000000000000HA");
  CHECK(parse_code("ILil5678901234AB").index() == parse_code("1111567890L234AB").index());
}

TEST_CASE("what is no code says why") {
  CHECK(fault_of("") == CodeFault::wrong_length);
  CHECK(fault_of("7K3P-Q9WX-2MHT-4BS") == CodeFault::wrong_length);
  CHECK(fault_of("7K3P-Q9WX-2MHT-4BSE0") == CodeFault::wrong_length);
  CHECK(fault_of(std::string(1'000'000, 'A')) == CodeFault::wrong_length);
  CHECK(fault_of("7K3P-Q9WX-2MHT-4BUE") == CodeFault::bad_symbol);
  CHECK(fault_of("7K3P-Q9WX-2MHT-4BS\xc3\x89") == CodeFault::bad_symbol);
  CHECK(fault_of(std::string(16, '\0')) == CodeFault::bad_symbol);
  CHECK(fault_of("7K3P-Q9WX-2MHT-4BES") == CodeFault::wrong_check);
  CHECK(fault_of("0000-0000-0000-0000") == CodeFault::wrong_check);
}

TEST_CASE("every error of one or two symbols is noticed") {
  const Code code = code_of_payload("7K3PQ9WX2MHT4B");
  int tried = 0;
  bool all_noticed = true;
  each_error(code.symbols(), 0, [&](const Symbols& once, std::size_t place) {
    all_noticed = all_noticed && is_wrong_check(once);
    ++tried;
    each_error(once, place + 1, [&](const Symbols& twice, std::size_t) {
      all_noticed = all_noticed && is_wrong_check(twice);
      ++tried;
    });
  });
  CHECK(all_noticed);
  CHECK(tried == 16 * 31 + 120 * 31 * 31);
}

TEST_CASE("for every error of one symbol the code it came from is proposed") {
  const Code code = code_of_payload("7K3PQ9WX2MHT4B");
  bool all_mended = true;
  each_error(code.symbols(), 0, [&](const Symbols& changed, std::size_t place) {
    const auto near = propose_correction(text_of(changed));
    all_mended = all_mended && near && near->code == code && near->place == place;
  });
  CHECK(all_mended);
}

TEST_CASE("a proposal is always a sound code one symbol away, and there may be none") {
  CHECK_FALSE(propose_correction("7K3P-Q9WX-2MHT-4BSE"));  // right as it is
  CHECK_FALSE(propose_correction("7K3P-Q9WX"));
  CHECK_FALSE(propose_correction("7K3P-Q9WX-2MHT-4BUE"));
  const auto world = world::still_world({}, 31);
  for (int i = 0; i < 1000; ++i) {
    Symbols symbols = random_code(world).symbols();
    symbols[2] ^= 5;
    symbols[9] ^= 17;
    const auto proposed = propose_correction(text_of(symbols));
    if (!proposed) continue;
    int differences = 0;
    for (std::size_t s = 0; s < 16; ++s) differences += proposed->code.symbols()[s] != symbols[s];
    CHECK(proposed->code.is_sound());
    CHECK(differences == 1);
  }
}

TEST_CASE("a specimen is never a code, and no correction makes one of it") {
  for (const std::uint32_t number : {0u, 1u, 12u, 31'415u, 999'999u}) {
    const Code specimen = Code::specimen(number);
    CHECK_FALSE(specimen.is_sound());
    CHECK(fault_of(specimen.to_text()) == CodeFault::wrong_check);
    CHECK_FALSE(propose_correction(specimen.to_text()));
  }
  CHECK(Code::specimen(12).to_text().substr(0, 17) == "SPEC-1MEN-0000-12");
  CHECK(Code::specimen(1'000'012) == Code::specimen(12));
  CHECK_FALSE(Code::specimen(11) == Code::specimen(12));
}
