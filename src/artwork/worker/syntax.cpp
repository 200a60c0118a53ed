#include "artwork/worker/syntax.h"

#include "artwork/worker/remarks.h"

#include <fmt/format.h>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/Pl_String.hh>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <stdexcept>

namespace imprimatur::artwork {
namespace {

constexpr int deepest_object = 20;

bool is_plain(char c) {
  return c > ' ' && c < 0x7f && std::string_view("#@()<>[]{}/%").find(c) == std::string_view::npos;
}

class Limited : public Pipeline {
 public:
  Limited(std::string& into, std::size_t most)
      : Pipeline("limited", nullptr), into_(into), most_(most) {}
  void write(const unsigned char* bytes, std::size_t count) override {
    if (count > most_ - into_.size()) throw std::runtime_error("too long");
    into_.append(reinterpret_cast<const char*>(bytes), count);
  }
  void finish() override {}

 private:
  std::string& into_;
  std::size_t most_;
};

}  // namespace

std::string name_text(std::string_view name) {
  std::string text = "/";
  for (const char c : name.substr(1)) {
    if (is_plain(c)) {
      text += c;
    } else {
      fmt::format_to(std::back_inserter(text), "#{:02x}", static_cast<unsigned char>(c));
    }
  }
  return text;
}

std::string hexadecimal_text(std::string_view bytes) {
  std::string text = "<";
  for (const char c : bytes) {
    fmt::format_to(std::back_inserter(text), "{:02x}", static_cast<unsigned char>(c));
  }
  return text += '>';
}

std::string number_text(double number) {
  if (!std::isfinite(number) || std::abs(number) > 1e9) throw Refused("artwork-damaged", "number");
  std::string text = fmt::format("{:.5f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string number_text(const QPDFObjectHandle& number) {
  QPDFObjectHandle handle = number;
  if (handle.isInteger()) return std::to_string(handle.getIntValue());
  return number_text(handle.getNumericValue());
}

std::string numbers_text(std::initializer_list<double> numbers) {
  std::string text;
  for (const double number : numbers) {
    if (!text.empty()) text += ' ';
    text += number_text(number);
  }
  return text;
}

std::string direct_text(QPDFObjectHandle value, int depth) {
  if (depth > deepest_object) throw Refused("artwork-complex");
  if (value.isName()) return name_text(value.getName());
  if (value.isNumber()) return number_text(value);
  if (value.isString()) return hexadecimal_text(value.getStringValue());
  if (value.isBool()) return value.getBoolValue() ? "true" : "false";
  if (value.isNull()) return "null";
  std::string text;
  if (value.isArray()) {
    for (QPDFObjectHandle item : value.getArrayAsVector())
      text += ' ' + direct_text(item, depth + 1);
    return "[" + text + " ]";
  }
  if (!value.isDictionary()) throw Refused("artwork-damaged", value.getTypeName());
  for (const std::string& key : value.getKeys()) {
    text += ' ' + name_text(key) + ' ' + direct_text(value.getKey(key), depth + 1);
  }
  return "<<" + text + " >>";
}

std::vector<double> numbers_in(QPDFObjectHandle array, std::size_t count, std::string_view what) {
  std::vector<double> numbers;
  if (array.isArray()) {
    for (QPDFObjectHandle item : array.getArrayAsVector()) {
      if (item.isNumber()) numbers.push_back(item.getNumericValue());
    }
  }
  if (!array.isArray() || numbers.size() != static_cast<std::size_t>(array.getArrayNItems()) ||
      (count != 0 && numbers.size() != count)) {
    throw Refused("artwork-damaged", what);
  }
  return numbers;
}

std::string deflated(std::string_view bytes) {
  constexpr std::size_t much = 4u << 20;  // beyond, zlib's best would take the door's time
  Pl_Flate::setCompressionLevel(bytes.size() > much ? 1 : 6);
  std::string out;
  Pl_String end("deflated", nullptr, out);
  Pl_Flate flate("deflate", &end, Pl_Flate::a_deflate);
  flate.write(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  flate.finish();
  return out;
}

std::string inflated(std::string_view bytes, std::size_t most) {
  std::string out;
  Limited end(out, most);
  Pl_Flate flate("inflate", &end, Pl_Flate::a_inflate);
  try {
    flate.write(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    flate.finish();
  } catch (const std::runtime_error&) {
    return {};
  }
  return out;
}

}  // namespace imprimatur::artwork
