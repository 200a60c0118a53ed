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

// Nothing but the word, as often as it likes.
bool says_void_alone(std::string text) {
  constexpr std::string_view word = "VOID";
  for (std::size_t i = text.find(word); i != std::string::npos; i = text.find(word))
    text.erase(i, word.size());
  return text.empty();
}

bool says_void(const std::string& text) {
  return text.find("VOID") != std::string::npos;
}

bool is_said(const Letters& letters, const Text& text) {
  return letters.read(text.box, text.turn) == without_spaces(text.value);
}

bool is_code_of(const SymbolReading& symbol, const Slot& slot) {
  return symbol.text && slot.pass && *symbol.text == slot.pass->code.raw();
}

bool is_undamaged(const SymbolReading& symbol, const Slot& slot) {
  return shows(symbol.grid, codes::symbol_of(slot.pass->code));
}

// What shows at the very edge of a blank leaf may be its neighbour's.
bool is_inked(const PdfReader& reader, const Slot& slot) {
  const Rect inside = slot.leaf.grown(measure::Length::from_micrometres(-1000));
  // With care: a quick picture is wider than it was asked for, and its tints are dots.
  const Picture picture = reader.picture(inside, Care::fine);
  return std::ranges::any_of(picture.rows, [](auto grey) { return grey != 255; });
}

std::optional<codes::Matrix> matrix_of(const Slot& slot) {
  if (slot.content != Content::leaf || !slot.pass) return std::nullopt;
  return codes::symbol_of(slot.pass->code);
}

}  // namespace

SideReading read_side(const PdfReader& reader, std::vector<Slot> slots) {
  SideReading reading;
  std::vector<Sought> sought;
  for (const Slot& slot : slots) {
    for (const Symbol& symbol : slot.symbols) sought.push_back({symbol.area, matrix_of(slot)});
    reading.inked.push_back(
        (slot.content == Content::blank && is_inked(reader, slot)) ||
        (slot.content == Content::void_place && holds_symbol(reader, slot.leaf)));
  }
  reading.symbols = read_symbols(reader, sought);
  reading.characters = reader.text();
  reading.boxes = reader.boxes();
  reading.slots = std::move(slots);
  return reading;
}

bool is_as_expected(const SideReading& reading) {
  std::span<const SymbolReading> left = reading.symbols;
  Letters letters(reading.characters);
  for (const Slot& slot : reading.slots) {
    const auto symbols = left.first(slot.symbols.size());
    left = left.subspan(symbols.size());
    const std::string said = slot.content == Content::leaf ? "" : letters.within(slot.leaf);
    const bool right =
        slot.content == Content::leaf
            ? std::ranges::all_of(symbols,
                                  [&](const SymbolReading& one) {
                                    return is_code_of(one, slot) && one.clean &&
                                           is_undamaged(one, slot);
                                  }) &&
                  std::ranges::all_of(slot.texts,
                                      [&](const Text& text) { return is_said(letters, text); })
        : slot.content == Content::void_place
            ? says_void(said) && says_void_alone(said) &&
                  std::ranges::none_of(
                      symbols, [](const SymbolReading& one) { return one.text.has_value(); })
            : said.empty();
    if (!right || reading.inked[slot.number]) return false;
    if (slot.content != Content::leaf) letters.strike(slot.leaf);
    for (const Text& text : slot.texts) letters.strike(text.box);
  }
  return code_like(letters.strays()) == 0;
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
      report_.voids += is_void(at, letters, symbols, reading.inked[slot.number]);
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
  if (is_said(letters, text)) return true;
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
  if (!is_code_of(symbol, at.slot)) {
    name_stranger(at, must, *symbol.text);
    return false;
  }
  const bool fresh = !must.counts || meet(at, at.slot.pass->serial);
  if (!symbol.clean)
    note("symbol-unclean", at,
         {"quelque chose est imprimé dans la marge claire du symbole, ou il n’est pas à sa place",
          "something is printed in the symbol's quiet zone, or it is out of place"});
  const bool whole = is_undamaged(symbol, at.slot);
  if (symbol.clean && !whole)
    note("symbol-damaged", at,
         {"le symbole se lit, mais quelques-uns de ses modules sont faux",
          "the symbol can be read, but some of its modules are wrong"});
  return fresh && symbol.clean && whole;
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
                         std::span<const SymbolReading> symbols, bool holds_symbol) {
  bool right = true;
  const auto refuse = [&](const std::string& rule, const Sentence& what) {
    note(rule, at, what);
    right = false;
  };
  const std::string said = letters.within(at.slot.leaf);
  if (!says_void(said))
    refuse("void-word", {"le mot VOID n’y est pas", "the word VOID is not there"});
  if (holds_symbol ||
      std::ranges::any_of(symbols, [](const SymbolReading& one) { return one.text.has_value(); }))
    refuse("void-symbol", {"un symbole s’y lit", "a symbol can be read there"});
  if (!says_void_alone(said))
    refuse("void-text", {"autre chose que le mot VOID y est écrit",
                         "something other than the word VOID is written there"});
  return right;
}

}  // namespace imprimatur::verify
