#include "page/form.h"

#include "finding/failure.h"
#include "page/form_syntax.h"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

namespace imprimatur::page {
namespace {

constexpr std::string_view first_line = "imprimatur-form 1\n";
constexpr std::uint64_t most_objects = 100'000;
constexpr std::uint64_t most_micrometres =
    5'000'000;  // a form is no larger than PDF's 14 400 points

[[noreturn]] void fail(std::string_view fr, std::string_view en) {
  throw finding::Failure(
      {fmt::format("Un logo préparé est abîmé\u00a0: {}.", fr),
       fmt::format("A prepared logo is damaged: {}.", en)},
      {"Restaurez le dossier de l’espace de travail depuis une sauvegarde, ou refaites le BAT.",
       "Restore the workspace folder from a backup, or make the BAT again."});
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  void expect(std::string_view literal) {
    if (!rest_.starts_with(literal)) {
      fail("ce n’est pas sa grammaire", "it does not follow its grammar");
    }
    rest_.remove_prefix(literal.size());
  }
  bool next_is(std::string_view literal) const { return rest_.starts_with(literal); }
  // Written as fmt writes it: no sign, no leading zero.
  std::uint64_t number(std::uint64_t most) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(rest_.begin(), rest_.end(), value);
    if (error != std::errc{} || (rest_.front() == '0' && end != rest_.begin() + 1)) {
      fail("un nombre manque", "a number is missing");
    }
    if (value > most) fail("un nombre est trop grand", "a number is too large");
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.begin()));
    return value;
  }
  // A length, an end of line, so many bytes and an end of line.
  std::string counted() {
    const std::size_t length = number(rest_.size());
    expect("\n");
    if (length >= rest_.size()) fail("la fin manque", "the end is missing");
    std::string bytes(rest_.substr(0, length));
    rest_.remove_prefix(length);
    expect("\n");
    return bytes;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

measure::Length length_in(Reader& in) {
  return measure::Length::from_micrometres(static_cast<std::int64_t>(in.number(most_micrometres)));
}

FormObject object_in(Reader& in) {
  FormObject object;
  in.expect("value ");
  object.value = in.counted();
  if (in.next_is("stream ")) {
    in.expect("stream ");
    object.stream = in.counted();
  }
  return object;
}

}  // namespace

std::string serialise(const Form& form) {
  std::size_t size = 1000;
  for (const FormObject& object : form.objects)
    size += object.value.size() + (object.stream ? object.stream->size() : 0) + 50;
  std::string text;
  text.reserve(size);
  text = first_line;
  const auto out = std::back_inserter(text);
  fmt::format_to(out, "natural {} {}\nobjects {}\n", form.natural.width.micrometres(),
                 form.natural.height.micrometres(), form.objects.size());
  for (const FormObject& object : form.objects) {
    fmt::format_to(out, "value {}\n{}\n", object.value.size(), object.value);
    if (object.stream) {
      fmt::format_to(out, "stream {}\n", object.stream->size());
      text += *object.stream;
      text += '\n';
    }
  }
  return text += "end\n";
}

Form parse_form(std::string_view bytes) {
  Reader in(bytes);
  Form form;
  in.expect(first_line);
  in.expect("natural ");
  form.natural.width = length_in(in);
  in.expect(" ");
  form.natural.height = length_in(in);
  in.expect("\nobjects ");
  const std::uint64_t count = in.number(most_objects);
  in.expect("\n");
  for (std::uint64_t i = 0; i < count; ++i) form.objects.push_back(object_in(in));
  in.expect("end\n");
  if (!in.at_end() || form.objects.empty())
    fail("il est vide ou trop long", "it is empty or too long");
  for (std::size_t i = 0; i < form.objects.size(); ++i) {
    if (const auto fault = fault_of_object(form, i)) {
      fail(fmt::format("objet {}, {}", i, fault->fr), fmt::format("object {}, {}", i, fault->en));
    }
  }
  return form;
}

}  // namespace imprimatur::page
