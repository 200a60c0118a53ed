// The one source that draws with zint.
#include "codes/data_matrix.h"

#include "finding/failure.h"

#include <fmt/format.h>
#include <zint.h>

#include <algorithm>
#include <memory>
#include <new>
#include <string>

namespace imprimatur::codes {
namespace {

constexpr int most_modules = 64;

struct Release {
  void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};

[[noreturn]] void refuse_text(std::string_view text) {
  throw finding::Failure(
      {fmt::format("Un code de feuille de {} caractères ne se dessine pas.", text.size()),
       fmt::format("A sheet code of {} characters can't be drawn.", text.size())},
      {"Donnez à la commande et au papier des noms courts, en lettres sans accent et en chiffres.",
       "Give the order and the stock short names of unaccented letters and digits."});
}

bool is_printable(char c) {
  return c >= ' ' && c <= '~';
}

// One for all the symbols of a thread: zint's record is large, and there is a symbol on every side.
zint_symbol* fresh_symbol() {
  thread_local const std::unique_ptr<zint_symbol, Release> symbol(ZBarcode_Create());
  if (!symbol) throw std::bad_alloc();
  ZBarcode_Clear(symbol.get());
  return symbol.get();
}

}  // namespace

DataMatrix data_matrix_of(std::string_view text) {
  if (text.empty() || !std::ranges::all_of(text, is_printable)) refuse_text(text);
  zint_symbol* const symbol = fresh_symbol();
  symbol->symbology = BARCODE_DATAMATRIX;
  symbol->option_3 = DM_SQUARE;
  symbol->input_mode = DATA_MODE;
  const std::string bytes(text);
  const int fault =
      ZBarcode_Encode(symbol, reinterpret_cast<const unsigned char*>(bytes.data()),
                      static_cast<int>(bytes.size()));
  if (fault >= ZINT_ERROR || symbol->rows != symbol->width || symbol->rows > most_modules) {
    refuse_text(text);
  }
  DataMatrix matrix{std::vector<std::uint64_t>(static_cast<std::size_t>(symbol->rows), 0)};
  for (int y = 0; y < symbol->rows; ++y) {
    for (int x = 0; x < symbol->width; ++x) {
      const std::uint64_t dark = symbol->encoded_data[y][x / 8] >> (x % 8) & 1;
      matrix.rows[static_cast<std::size_t>(y)] |= dark << x;
    }
  }
  return matrix;
}

}  // namespace imprimatur::codes
