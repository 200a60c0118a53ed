#include "pdf/splice.h"

#include "pdf/number.h"
#include "pdf/syntax.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace imprimatur::pdf {
namespace {

// "@3@" becomes the number that object 3 has in this file.
std::string renumbered(std::string_view value, std::uint32_t first) {
  std::string out;
  while (!value.empty()) {
    const std::size_t at = std::min(value.find('@'), value.size());
    out += value.substr(0, at);
    value.remove_prefix(at);
    if (value.empty()) break;
    std::uint32_t index = 0;
    const auto end = std::from_chars(value.data() + 1, value.data() + value.size(), index).ptr;
    out += reference(first + index);
    value.remove_prefix(static_cast<std::size_t>(end - value.data()) + 1);
  }
  return out;
}

// Just behind the value of `key` in the dictionary that opens at `open` ("<<"), or nullopt.
// page::Form has no literal strings, so brackets are only brackets.
std::optional<std::size_t> value_in(std::string_view text, std::size_t open, std::string_view key) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("<<") || rest.starts_with(">>")) {
      depth += rest.front() == '<' ? 1 : -1;
      if (depth == 0) return std::nullopt;
      ++i;
    } else if (rest.front() == '<') {
      i = text.find('>', i);
    } else if (depth == 1 && rest.starts_with(key) &&
               rest.find_first_of(" <[/@", 1) == key.size()) {
      return text.find_first_not_of(' ', i + key.size());
    }
  }
  return std::nullopt;
}

std::size_t index_at(std::string_view text, std::size_t at) {
  std::size_t index = 0;
  std::from_chars(text.data() + at + 1, text.data() + text.size(), index);
  return index;
}

// Writes " /DefaultCMYK …" into the colour spaces of every resource dictionary, wherever these
// stand.
class Softener {
 public:
  Softener(std::vector<page::FormObject>& objects, std::string entry)
      : objects_(objects), entry_(std::move(entry)) {}

  void soften() {
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      if (!objects_[i].stream || !objects_[i].value.starts_with("<<")) continue;
      if (const auto at = value_in(objects_[i].value, 0, "/Resources")) resources(i, *at);
    }
  }

 private:
  std::vector<page::FormObject>& objects_;
  std::string entry_;
  std::vector<std::size_t> done_;  // objects that several dictionaries share

  bool is_new(std::size_t object) {
    const bool known = std::find(done_.begin(), done_.end(), object) != done_.end();
    if (!known) done_.push_back(object);
    return !known;
  }
  void resources(std::size_t object, std::size_t at) {
    std::string& text = objects_[object].value;
    if (text[at] == '@') {
      const std::size_t other = index_at(text, at);
      if (is_new(other)) resources(other, 0);
    } else if (const auto spaces = value_in(text, at, "/ColorSpace")) {
      colour_spaces(object, *spaces);
    } else if (text.compare(at, 2, "<<") == 0) {
      text.insert(at + 2, " /ColorSpace <<" + entry_ + " >>");
    }
  }
  void colour_spaces(std::size_t object, std::size_t at) {
    std::string& text = objects_[object].value;
    if (text[at] == '@') {
      const std::size_t other = index_at(text, at);
      if (is_new(other)) colour_spaces(other, 0);
    } else if (text.compare(at, 2, "<<") == 0) {
      text.insert(at + 2, entry_);
    }
  }
};

}  // namespace

std::uint32_t splice(Objects& objects, page::Form form, std::uint32_t default_cmyk) {
  const std::uint32_t first = objects.reserve();
  for (std::size_t i = 1; i < form.objects.size(); ++i) objects.reserve();
  if (default_cmyk != 0)
    Softener(form.objects, " /DefaultCMYK [/ICCBased " + reference(default_cmyk) + "]").soften();
  for (page::FormObject& object : form.objects) object.value = renumbered(object.value, first);
  std::uint32_t number = first;
  for (const page::FormObject& object : form.objects) {
    const std::uint32_t own = number++;
    if (!object.stream) {
      objects.write(own, object.value);
      continue;
    }
    std::string_view entries = object.value;
    entries.remove_prefix(2);
    entries.remove_suffix(2);
    objects.write_stream(own, entries, *object.stream, Objects::Kind::raw);
  }
  return first;
}

bool is_translucent(const page::Form& form) {
  constexpr std::array<std::string_view, 4> signs{"/SMask ", "/ca ", "/CA ", "/BM "};
  return std::any_of(form.objects.begin(), form.objects.end(), [&](const auto& object) {
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) {
      return object.value.find(sign) != std::string::npos;
    });
  });
}

}  // namespace imprimatur::pdf
