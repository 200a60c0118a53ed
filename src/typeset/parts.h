// What every item of a template is composed with, and how each becomes marks. Inside the room.
#pragma once

#include "typeset/compose.h"
#include "typeset/setter.h"

namespace imprimatur::typeset {

struct Workbench {
  const order::Order& order;
  const templates::Template& product;
  const FontShelf& shelf;
  const std::vector<Logo>& logos;
  std::map<std::string, std::string> values;  // of placeholders
  page::Document& document;
  finding::Findings& findings;
};

std::map<std::string, std::string> values_of(const order::Order& order, const order::Issuer& issuer,
                                             const templates::Template& product);

// The template's style as a Type; its fonts are known to be on the shelf.
Type type_of(const Workbench& bench, const templates::Style& style);

std::vector<page::Segment> rounded(const measure::Rect& box, measure::Length radius);

void draw(Workbench& bench, const templates::TextItem& item, const finding::Place& place,
          page::Page& page);
void draw(Workbench& bench, const templates::MicrotextItem& item, const finding::Place& place,
          page::Page& page);
void draw(Workbench& bench, const templates::FieldItem& item, const finding::Place& place,
          page::Page& page);
void draw(Workbench& bench, const templates::ImageItem& item, const finding::Place& place,
          page::Page& page);
void draw(Workbench& bench, const templates::GuillocheItem& item, const finding::Place& place,
          page::Page& page);

// Adds it once, however often a zone repeats.
void add_once(finding::Findings& findings, finding::Finding finding);

// Findings for characters that `style`'s font lacks, in the words of `whose`.
void report_missing(Workbench& bench, const Missing& missing, const std::string& font,
                    const finding::Place& place);

// Where a block of `height` begins in `box`.
measure::Point top_left(const measure::Rect& box, measure::Length height,
                        templates::Vertical vertical);

}  // namespace imprimatur::typeset
