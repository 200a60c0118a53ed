// What the tables of a template file define, while it is being read. Inside the room.
#pragma once

#include "reading/reading.h"
#include "templates/template.h"

namespace imprimatur::templates {

struct Names {
  std::map<std::string, ink::Colour> inks;
  std::map<std::string, std::size_t> styles;
};

// `key` in French and, if it is there, `key`_en in English.
Words words_at(reading::Table& table, std::string_view key, std::size_t most);

// "blue", or "blue 15%" for a tint of it. Fallback: black.
ink::Colour colour_at(reading::Table& table, std::string_view key, const Names& names);
std::optional<ink::Colour> optional_colour_at(reading::Table& table, std::string_view key,
                                              const Names& names);

// [x, y, width, height]
Rect rect_at(reading::Table& table, std::string_view key);
Point point_at(reading::Table& table, std::string_view key);

// Items of the panel `table`, moved by the panel's origin.
std::vector<Item> items_of(reading::Table& panel, const Names& names);

page::Align align_at(reading::Table& table, std::string_view key);

// Findings about what fits where, in a template that is whole.
void check_rules(const Template& product, const std::string& file, finding::Findings& findings);

// Whether the spreads of a saddle-stitched booklet fold into each other to the leaves' order.
void check_nesting(const Template& product, const std::string& file, finding::Findings& findings);

}  // namespace imprimatur::templates
