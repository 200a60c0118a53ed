// The words of a paper, read back through poppler.
#pragma once

#include "catch/catch.h"
#include "paperwork/fonts.h"
#include "wording/wording.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace imprimatur::paperwork {

inline Fonts test_fonts() {
  return {world::Path{SOURCE_FOLDER} / "fonts/OpenSans-Regular.ttf",
          world::Path{SOURCE_FOLDER} / "fonts/OpenSans-Bold.ttf"};
}

// No-break spaces, wide and narrow, are plain ones here, and every run of white space is one.
inline std::string with_plain_spaces(std::string_view text) {
  std::string words;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool no_break = text.substr(at, 2) == "\u00A0", narrow = text.substr(at, 3) == "\u202F";
    const bool space =
        no_break || narrow || text[at] == ' ' || text[at] == '\n' || text[at] == '\f';
    at += no_break ? 1U : narrow ? 2U : 0U;
    if (!space) words += text[at];
    if (space && !words.empty() && words.back() != ' ') words += ' ';
  }
  return words;
}

// `pdf` outlives the document.
inline std::unique_ptr<poppler::document> opened(const std::string& pdf) {
  std::unique_ptr<poppler::document> document{
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size()))};
  REQUIRE(document);
  return document;
}

inline std::vector<std::string> pages_of(const std::string& pdf) {
  const auto document = opened(pdf);
  std::vector<std::string> pages;
  for (int i = 0; i < document->pages(); ++i) {
    const std::unique_ptr<poppler::page> page{document->create_page(i)};
    const auto utf8 = page->text(page->page_rect(), poppler::page::raw_order_layout).to_utf8();
    pages.push_back(with_plain_spaces(std::string_view{utf8.data(), utf8.size()}));
  }
  return pages;
}

inline std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

inline void check_reads(const std::string& page, const std::vector<std::string>& expected) {
  INFO(page);
  for (const auto& words : expected) {
    INFO(words);
    CHECK(page.find(words) != std::string::npos);
  }
}

}  // namespace imprimatur::paperwork
