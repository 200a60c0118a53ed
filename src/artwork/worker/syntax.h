// PDF syntax as a page::Form wants it: one line, hexadecimal strings, escaped names.
#pragma once

#include <qpdf/QPDFObjectHandle.hh>

#include <initializer_list>
#include <string>
#include <string_view>

namespace imprimatur::artwork {

// `name` as qpdf gives it, decoded and with its leading slash.
std::string name_text(std::string_view name);
std::string hexadecimal_text(std::string_view bytes);
// At most five decimals, no trailing zeros, no exponent.
std::string number_text(double number);
std::string number_text(const QPDFObjectHandle& number);
// Numbers with a space between.
std::string numbers_text(std::initializer_list<double> numbers);
// A value without references or streams inside. Refused where it has some, or is too deep.
std::string direct_text(QPDFObjectHandle value, int depth = 0);

// The array's numbers. Refused as damaged, with `what`, unless there are `count` (any, if 0).
std::vector<double> numbers_in(QPDFObjectHandle array, std::size_t count, std::string_view what);

// Filtered by /FlateDecode.
std::string deflated(std::string_view bytes);
// The way back; empty where the bytes are damaged or come to more than `most`.
std::string inflated(std::string_view bytes, std::size_t most);

}  // namespace imprimatur::artwork
