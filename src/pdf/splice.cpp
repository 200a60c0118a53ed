#include "pdf/splice.h"

#include "pdf/number.h"
#include "pdf/spot_space.h"
#include "pdf/syntax.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace imprimatur::pdf {
namespace {

// The numbers that the form's objects have in this file.
using Numbers = std::vector<std::uint32_t>;

// "@3@" becomes "17 0 R".
std::string renumbered(std::string_view value, const Numbers& numbers) {
  std::string out;
  while (!value.empty()) {
    const std::size_t at = std::min(value.find('@'), value.size());
    out += value.substr(0, at);
    value.remove_prefix(at);
    if (value.empty()) break;
    std::size_t index = 0;
    const auto end = std::from_chars(value.data() + 1, value.data() + value.size(), index).ptr;
    out += reference(numbers.at(index));
    value.remove_prefix(static_cast<std::size_t>(end - value.data()) + 1);
  }
  return out;
}

// Spot colour spaces become references to the file's own: one definition for each name, whatever
// number of logos use it.
std::string with_shared_spots(std::string value, const Surroundings& here) {
  for (std::size_t open = value.find('['); open != value.npos; open = value.find('[', open + 1)) {
    const std::string spot = spot_of_space(value, open);
    if (spot.empty()) continue;
    const std::size_t size = end_of_array(value, open) - open;
    value.replace(open, size, reference(here.separation(spot, value.substr(open, size))));
  }
  return value;
}

// Objects that are nothing but a spot's colour space get the number of the file's own.
Numbers numbers_for(Objects& objects, const page::Form& form, const Surroundings& here) {
  Numbers numbers;
  for (const page::FormObject& object : form.objects)
    numbers.push_back(spot_of_space(object.value, 0).empty() ? objects.reserve() : 0);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string& value = form.objects[i].value;
    if (numbers[i] == 0)
      numbers[i] = here.separation(spot_of_space(value, 0), renumbered(value, numbers));
  }
  return numbers;
}

// Where the value of `key` begins in the dictionary that opens at `open` ("<<"), or nullopt.
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

std::uint32_t splice(Objects& objects, page::Form form, const Surroundings& here) {
  if (here.default_cmyk != 0)
    Softener(form.objects, " /DefaultCMYK [/ICCBased " + reference(here.default_cmyk) + "]")
        .soften();
  const Numbers numbers = numbers_for(objects, form, here);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const page::FormObject& object = form.objects[i];
    if (!spot_of_space(object.value, 0).empty()) continue;
    const std::string value = with_shared_spots(renumbered(object.value, numbers), here);
    if (object.stream)
      objects.write_stream(numbers[i], std::string_view(value).substr(2, value.size() - 4),
                           *object.stream, Objects::Kind::raw);
    else
      objects.write(numbers[i], value);
  }
  return numbers.front();
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
