#include "artwork/exchange.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace imprimatur::artwork {
namespace {

constexpr std::string_view request_line = "imprimatur-artwork-request 1\n";
constexpr std::string_view answer_line = "imprimatur-artwork-answer 1\n";
constexpr std::size_t most_remarks = 100;

void append_part(std::string& text, std::string_view name, std::string_view bytes) {
  text += fmt::format("{} {}\n", name, bytes.size());
  text += bytes;
  text += '\n';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool take(std::string_view literal) {
    if (!rest_.starts_with(literal)) return false;
    rest_.remove_prefix(literal.size());
    return true;
  }
  std::optional<std::uint64_t> number(std::uint64_t most) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(rest_.begin(), rest_.end(), value);
    if (error != std::errc{} || value > most) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.begin()));
    return value;
  }
  // A number, an end of line, so many bytes and an end of line.
  std::optional<std::string_view> counted() {
    const auto length = number(rest_.size());
    if (!length || !take("\n") || *length >= rest_.size()) return std::nullopt;
    const std::string_view bytes = rest_.substr(0, *length);
    rest_.remove_prefix(*length);
    if (!take("\n")) return std::nullopt;
    return bytes;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

void write_number(std::string& text, std::string_view name, std::optional<std::int64_t> number) {
  if (number) text += fmt::format("{} {}\n", name, *number);
}

bool read_fineness(Reader& in, page::Fineness& fineness) {
  constexpr std::uint64_t most = 1'000'000'000;
  const auto read = [&in](std::string_view name, auto take) {
    if (!in.take(name)) return true;
    const auto number = in.number(most);
    if (!number || !in.take("\n")) return false;
    take(*number);
    return true;
  };
  const auto length = [](std::uint64_t um) {
    return measure::Length::from_micrometres(static_cast<std::int64_t>(um));
  };
  return read("pixels-per-metre ",
              [&](auto n) { fineness.pixels_per_metre = static_cast<std::uint32_t>(n); }) &&
         read("thinnest-line ", [&](auto n) { fineness.thinnest_line = length(n); }) &&
         read("smallest-text ", [&](auto n) { fineness.smallest_text = length(n); });
}

bool read_kind_and_pixels(Reader& in, Answer& answer) {
  const auto kind = in.take("kind ") ? in.number(static_cast<int>(Kind::webp)) : std::nullopt;
  if (!kind || !in.take("\n")) return false;
  answer.kind = static_cast<Kind>(*kind);
  if (!in.take("pixels ")) return true;
  const auto width = in.number(~std::uint32_t{0});
  const auto height = width && in.take(" ") ? in.number(~std::uint32_t{0}) : std::nullopt;
  if (!height || !in.take("\n")) return false;
  answer.pixels = {static_cast<std::uint32_t>(*width), static_cast<std::uint32_t>(*height)};
  return true;
}

}  // namespace

RequestParts to_parts(const Request& request) {
  std::string head(request_line);
  head += fmt::format("page {}\n", request.page);
  append_part(head, "profile", request.profile);
  head += fmt::format("artwork {}\n", request.artwork.size());
  return {std::move(head), request.artwork, "\nend\n"};
}

std::optional<Request> read_request(std::string_view text) {
  Reader in(text);
  if (!in.take(request_line) || !in.take("page ")) return std::nullopt;
  const auto page = in.number(~std::uint32_t{0});
  if (!page || !in.take("\nprofile ")) return std::nullopt;
  const auto profile = in.counted();
  const auto artwork = profile && in.take("artwork ") ? in.counted() : std::nullopt;
  if (!artwork || !in.take("end\n") || !in.at_end()) return std::nullopt;
  return Request{*profile, *artwork, static_cast<std::uint32_t>(*page)};
}

std::string to_text(const Answer& answer) {
  std::string text(answer_line);
  text += fmt::format("kind {}\n", static_cast<int>(answer.kind));
  if (answer.pixels) {
    text += fmt::format("pixels {} {}\n", answer.pixels->width, answer.pixels->height);
  }
  const page::Fineness& fine = answer.fineness;
  const auto um = [](std::optional<measure::Length> length) {
    return length ? std::optional(length->micrometres()) : std::nullopt;
  };
  write_number(text, "pixels-per-metre", fine.pixels_per_metre);
  write_number(text, "thinnest-line", um(fine.thinnest_line));
  write_number(text, "smallest-text", um(fine.smallest_text));
  for (const Remark& remark : answer.remarks) {
    append_part(text, "remark", remark.rule);
    append_part(text, "detail", remark.detail);
  }
  text.reserve(text.size() + answer.form.size() + 100);
  append_part(text, "form", answer.form);
  return text += "end\n";
}

std::optional<Answer> read_answer(std::string_view text) {
  Reader in(text);
  Answer answer;
  if (!in.take(answer_line) || !read_kind_and_pixels(in, answer) ||
      !read_fineness(in, answer.fineness)) {
    return std::nullopt;
  }
  while (in.take("remark ")) {
    const auto rule = in.counted();
    const auto detail = rule && in.take("detail ") ? in.counted() : std::nullopt;
    if (!detail || answer.remarks.size() == most_remarks) return std::nullopt;
    answer.remarks.push_back({std::string(*rule), std::string(*detail)});
  }
  const auto form = in.take("form ") ? in.counted() : std::nullopt;
  if (!form || !in.take("end\n") || !in.at_end()) return std::nullopt;
  answer.form = *form;
  return answer;
}

}  // namespace imprimatur::artwork
