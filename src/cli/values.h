// Single values of the command line, from the text that was typed; nullopt for what is none.
#pragma once

#include "cli/arguments.h"

namespace imprimatur::cli {

// Decimal digits alone, 1 or more.
std::optional<std::uint32_t> number_from_one(std::string_view digits);

// Of an open file, as the shell counts them: 0, or 3 and more (1 and 2 are for what is said).
std::optional<int> descriptor_number(std::string_view digits);

// "12000.00", and what a French clerk copies from a bank statement: "12 000,00 €"; more than
// nothing.
std::optional<measure::Money> amount_in_euros(std::string text);

// "3-17", or "3" for one sheet alone.
std::optional<Range> sheet_range(std::string_view text);

// The same of any numbers from 1, of at most nine digits; spaces in them count for nothing, so that
// a serial may be copied as it is printed. And several, with commas: "17,20-25".
std::optional<flow::NumberRange> number_range(std::string text);
std::optional<std::vector<flow::NumberRange>> number_ranges(const std::string& text);

// "cut-and-stack" and the like.
std::optional<flow::Scheme> imposition_scheme(std::string_view name);

// "flyer.pdf:500": what stands before the last colon, and a whole number from 1.
std::optional<flow::ImposedFile> file_and_count(std::string_view text);

// The files of `impose`, with their counts where they are ganged; else what is wrong with them.
std::variant<std::vector<flow::ImposedFile>, finding::Sentence> imposed_files(
    const std::vector<std::string>& inputs, bool ganged);

// "fr" or "en".
std::optional<Language> language_named(std::string_view name);

// --lang decides how everything else is explained, so it is looked for first.
Language language_in(const std::vector<std::string>& arguments, Language preferred);

// "40 mm", "4,5cm", "120 pt", from 0.1 mm to 5 m.
std::optional<measure::Length> placed_width(std::string text);

// "0.12" or "0,12", from 0 to 5 mm.
std::optional<measure::Length> length_in_millimetres(std::string text);

}  // namespace imprimatur::cli
