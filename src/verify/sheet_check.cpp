#include "verify/sheet_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace imprimatur::verify {
namespace {

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

struct Fault {
  std::string rule;
  Sentence what;
};

Fault fault_of(page::Variable variable) {
  switch (variable) {
    case page::Variable::serial:
      return {"serial-text",
              {"le numéro de série imprimé n’est pas celui attendu",
               "the serial printed is not the one expected"}};
    case page::Variable::carnet:
      return {"carnet-text",
              {"le numéro de carnet imprimé n’est pas celui attendu",
               "the carnet number printed is not the one expected"}};
    case page::Variable::rank:
      return {
          "rank-text",
          {"le rang imprimé n’est pas celui attendu", "the rank printed is not the one expected"}};
    case page::Variable::code: break;
  }
  return {"code-text",
          {"le code imprimé n’est pas celui attendu", "the code printed is not the one expected"}};
}

bool has_digit(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// What shows at the very edge of a blank leaf may be its neighbour's.
bool is_inked(const PdfReader& reader, const Slot& slot) {
  const Rect inside = slot.leaf.grown(measure::Length::from_micrometres(-1000));
  // With care: a quick picture is wider than it was asked for, and its tints are dots.
  const Picture picture = reader.picture(inside, Care::fine);
  return std::ranges::any_of(picture.grey, [](auto grey) { return grey != 255; });
}

}  // namespace

SideReading read_side(const PdfReader& reader, std::vector<Slot> slots) {
  SideReading reading;
  std::vector<Rect> areas;
  for (const Slot& slot : slots) {
    for (const Symbol& symbol : slot.symbols) areas.push_back(symbol.area);
    reading.inked.push_back(slot.content == Content::blank && is_inked(reader, slot));
  }
  reading.symbols = read_symbols(reader, areas);
  reading.characters = reader.text();
  reading.boxes = reader.boxes();
  reading.slots = std::move(slots);
  return reading;
}

SheetCheck::SheetCheck(const Expected& expected, Notebook& notebook, Report& report)
    : expected_(expected),
      notebook_(notebook),
      report_(report),
      met_(static_cast<std::size_t>(expected.serials.count())) {}

void SheetCheck::note(const std::string& rule, const At& at, const Sentence& what) {
  notebook_.slot(rule, at.file, at.sheet, at.side, at.slot, what);
}

void SheetCheck::side(const SideReading& reading, const SheetFile& file, std::uint32_t sheet,
                      Side side) {
  std::span<const SymbolReading> left = reading.symbols;
  Letters letters(reading.characters);

  for (const Slot& slot : reading.slots) {
    const At at{file, sheet, side, slot};
    const auto symbols = left.first(slot.symbols.size());
    left = left.subspan(symbols.size());
    if (slot.content == Content::void_place) {
      report_.voids += is_void(at, letters, symbols);
      letters.strike(slot.leaf);
    } else if (slot.content == Content::blank) {
      is_blank(at, letters, reading.inked[slot.number]);
      letters.strike(slot.leaf);
    } else {
      const bool right = is_leaf(at, letters, symbols);
      for (const Text& text : slot.texts) letters.strike(text.box);
      report_.codes += right && std::ranges::any_of(slot.symbols, &Symbol::counts);
    }
  }
  if (code_like(letters.strays()) == 0) return;
  notebook_.page("code-stray", file, sheet, side,
                 {"un code est imprimé là où aucun n’est attendu",
                  "a code is printed where none is expected"});
}

// All that is wrong is noted, not only what is found first.
bool SheetCheck::is_leaf(const At& at, const Letters& letters,
                         std::span<const SymbolReading> symbols) {
  bool right = true;
  for (std::size_t i = 0; i < symbols.size(); ++i)
    right = bears(at, at.slot.symbols[i], symbols[i]) && right;
  for (const Text& text : at.slot.texts) right = says(at, letters, text) && right;
  return right;
}

bool SheetCheck::says(const At& at, const Letters& letters, const Text& text) {
  if (letters.read(text.box, text.turn) == without_spaces(text.value)) return true;
  const Fault fault = fault_of(text.variable);
  note(fault.rule, at, fault.what);
  return false;
}

bool SheetCheck::bears(const At& at, const Symbol& must, const SymbolReading& symbol) {
  if (!symbol.text) {
    note("symbol-unreadable", at,
         {"aucun symbole ne se lit à sa place", "no symbol can be read in its place"});
    return false;
  }
  ++report_.symbols;
  if (!at.slot.pass || *symbol.text != at.slot.pass->code.raw()) {
    name_stranger(at, must, *symbol.text);
    return false;
  }
  const bool fresh = !must.counts || meet(at, at.slot.pass->serial);
  if (!symbol.clean)
    note("symbol-unclean", at,
         {"quelque chose est imprimé dans la marge claire du symbole, ou il n’est pas à sa place",
          "something is printed in the symbol's quiet zone, or it is out of place"});
  return fresh && symbol.clean;
}

// Whose symbol it is that stands where another must.
void SheetCheck::name_stranger(const At& at, const Symbol& must, const std::string& symbol) {
  const auto code = codes::parse_code(symbol);
  const auto* sound = std::get_if<codes::Code>(&code);
  const auto owner = sound ? expected_.serial_of(*sound) : std::nullopt;
  if (!owner || !expected_.issue.holds(*owner)) {
    note("symbol-foreign", at,
         {"le symbole ne porte aucun code de cette commande",
          "the symbol bears no code of this order"});
    return;
  }
  const Sentence serial = spoken(*owner);
  note("symbol-of-another", at,
       {fmt::format("le symbole est celui du {}", serial.fr),
        fmt::format("the symbol is that of {}", serial.en)});
  if (must.counts && expected_.serials.holds(*owner)) meet(at, *owner);
}

// False, and a finding, where this serial's symbol was met before.
bool SheetCheck::meet(const At& at, codes::Serial serial) {
  auto met = met_[static_cast<std::size_t>(serial.number() - expected_.serials.first().number())];
  if (!met) {
    met = true;
    ++met_count_;
    return true;
  }
  const Sentence number = spoken(serial);
  note("code-twice", at,
       {fmt::format("le symbole du {} figure déjà ailleurs dans ces feuilles", number.fr),
        fmt::format("the symbol of {} is elsewhere in these sheets already", number.en)});
  return false;
}

void SheetCheck::is_blank(const At& at, const Letters& letters, bool inked) {
  if (letters.within(at.slot.leaf).empty() && !inked) return;
  note("blank-inked", at,
       {"quelque chose est imprimé sur un feuillet blanc", "something is printed on a blank leaf"});
}

bool SheetCheck::is_void(const At& at, const Letters& letters,
                         std::span<const SymbolReading> symbols) {
  bool right = true;
  const auto refuse = [&](const std::string& rule, const Sentence& what) {
    note(rule, at, what);
    right = false;
  };
  const std::string said = letters.within(at.slot.leaf);
  if (said.find("VOID") == std::string::npos)
    refuse("void-word", {"le mot VOID n’y est pas", "the word VOID is not there"});
  if (std::ranges::any_of(symbols, [](const SymbolReading& one) { return one.text.has_value(); }))
    refuse("void-symbol", {"un symbole s’y lit", "a symbol can be read there"});
  const bool valued = std::ranges::any_of(at.slot.texts, [&](const Text& text) {
    return has_digit(letters.read(text.box, text.turn));
  });
  if (valued || has_digit(said))
    refuse("void-text",
           {"un numéro ou un code y est imprimé", "a number or a code is printed there"});
  return right;
}

}  // namespace imprimatur::verify
