// Functions of one variable as a detached drawing writes them (PDF 1.6, 3.9): what a spot ink's
// tint becomes in process inks, and how a gradient runs. For this room's own sources.
#pragma once

#include "page/form.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::pdf {

using Function = std::function<std::vector<double>(double)>;

// The function that `value` writes or names (`@3@`), of the form's objects, which must outlive the
// answer; an array of functions has their outputs together. Types 0, 2, 3 and 4; anything else, or
// what contradicts itself, is finding::Failure.
Function function_of(const std::vector<page::FormObject>& objects, std::string_view value);

// The bytes behind a stream's filter, which is /FlateDecode or none; otherwise finding::Failure.
std::string unfiltered(const page::FormObject& object);

// The value of `key` ("/Size") in the dictionary that `text` begins with, up to its end; empty
// where it has none. Values are whole: an array with its brackets.
std::string_view entry_of(std::string_view text, std::string_view key);
// The value at the front of `text`.
std::string_view first_value(std::string_view text);
// The numbers in "[0 .5 1]".
std::vector<double> numbers_of(std::string_view array);
// "@3@" as 3.
std::size_t index_of(std::string_view reference);

[[noreturn]] void refuse_conversion();

}  // namespace imprimatur::pdf
