#include "bat/specimen.h"

#include "proofed.h"

using namespace proofed;
using bat::Values;

namespace {

// An alphabet whose glyphs are all as wide, but for those named.
page::Field field(page::Variable variable, const std::string& wide) {
  page::Field field;
  field.variable = variable;
  for (const char c : std::string(" -/0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
    field.alphabet.glyphs[static_cast<unsigned char>(c)] = {1, 500'000};
  std::int32_t advance = 600'000;
  for (const char c : wide)
    field.alphabet.glyphs[static_cast<unsigned char>(c)].advance = advance++;
  return field;
}

std::string widest(const Desk& desk, page::Variable variable, const std::string& wide) {
  const page::Resources resources;
  const std::string content;
  const bat::Shown shown{desk.order, desk.issuer, desk.product, content, desk.document, resources};
  return bat::Specimen(shown, Values::widest).value(field(variable, wide));
}

}  // namespace

TEST_CASE("the widest serial, number and rank are those that take most room in this alphabet") {
  Desk desk;
  desk.order.batch.carnets = 4712;
  desk.document.leaves[0].count = 12;
  CHECK(widest(desk, page::Variable::serial, "48") == "888 888 888");
  CHECK(widest(desk, page::Variable::carnet, "8") == "0888");
  CHECK(widest(desk, page::Variable::carnet, "9") == "0999");
  CHECK(widest(desk, page::Variable::carnet, "4") == "4444");
  CHECK(widest(desk, page::Variable::rank, "1") == "11/12");
  CHECK(widest(desk, page::Variable::rank, "0") == "10/12");
}

TEST_CASE("in figures of one width the widest numbers are the last ones") {
  Desk desk;
  CHECK(widest(desk, page::Variable::serial, "") == "000 000 000");
  CHECK(widest(desk, page::Variable::carnet, "") == "0240");
  CHECK(widest(desk, page::Variable::rank, "") == "1/1");
}

TEST_CASE("the widest code is no code, nor one mistake away from one, in whatever alphabet") {
  Desk desk;
  for (const char c : codes::alphabet) {
    const std::string code = widest(desk, page::Variable::code, std::string(1, c));
    CHECK(std::count(code.begin(), code.end(), c) >= 14);
    CHECK_FALSE(std::holds_alternative<codes::Code>(codes::parse_code(code)));
    CHECK_FALSE(codes::propose_correction(code));
  }
  CHECK(widest(desk, page::Variable::code, "") == codes::Code::specimen(0).to_text());
}
