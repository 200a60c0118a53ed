// Pages, forms, the tree that holds the pages, and the end of the file.
#include "pdf/file.h"
#include "pdf/number.h"
#include "pdf/syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace imprimatur::pdf {
namespace {

// Pages (or nodes) under one node of the tree: a reader finds page 50 000 in three steps.
constexpr std::size_t fan_out = 64;

// What lies below is blended in the inks of the press, not in the screen's colours.
constexpr std::string_view transparency_group = " /Group << /S /Transparency /CS /DeviceCMYK >>";

// " /F0 7 0 R /F3 12 0 R"
template <typename NumberOf>
std::string names(char letter, const std::vector<std::uint32_t>& used, NumberOf number_of) {
  std::string out;
  for (const std::uint32_t index : used) {
    append_integer((out += " /") += letter, index);
    append_integer(out += ' ', number_of(index));
    out += " 0 R";
  }
  return out;
}

void append_entry(std::string& out, std::string_view key, const std::string& entries) {
  if (!entries.empty()) out.append(" /").append(key).append(" <<").append(entries).append(" >>");
}

struct Node {
  std::uint32_t number = 0;
  std::size_t pages = 0;
  std::vector<std::uint32_t> kids;
};

std::string written(const Node& node, std::uint32_t parent) {
  std::string out = "<< /Type /Pages";
  if (parent != 0) out += " /Parent " + reference(parent);
  append_integer(out += " /Count ", static_cast<std::int64_t>(node.pages));
  out += " /Kids [";
  for (const std::uint32_t kid : node.kids) out += (out.back() == '[' ? "" : " ") + reference(kid);
  return out + "] >>";
}

}  // namespace

void Used::clear() {
  for (auto* kind : {&fonts, &spots, &forms, &artworks, &states, &layers}) kind->clear();
}

void note_use(std::vector<std::uint32_t>& used, std::uint32_t index) {
  const auto place = std::lower_bound(used.begin(), used.end(), index);
  if (place == used.end() || *place != index) used.insert(place, index);
}

std::uint32_t File::resources_for(const Used& used) {
  std::string spaces = names('S', used.spots, [&](auto i) { return spots_[i].number; });
  // Screens don't read output intents: this tells them the same profile (PDF 1.6, 4.5.4).
  if (facts_.conformance == Conformance::pdf_ua1)
    spaces += " /DefaultCMYK [/ICCBased " + reference(intent_.profile) + "]";
  std::string text = "<<";
  append_entry(text, "ExtGState", names('G', used.states, [&](auto i) { return states_[i]; }));
  append_entry(text, "ColorSpace", spaces);
  append_entry(text, "Font",
               names('F', used.fonts, [&](auto i) { return fonts_[i].number(objects_); }));
  append_entry(text, "XObject",
               names('A', used.artworks, [&](auto i) { return artworks_[i].number; }) +
                   names('X', used.forms, [&](auto i) { return forms_[i].number; }));
  append_entry(text, "Properties",
               names('L', used.layers, [&](auto i) { return layers_[i].number; }));
  text += " >>";
  const auto known = resources_.find(text);
  if (known != resources_.end()) return known->second;
  return resources_.emplace(text, objects_.add(text)).first->second;
}

FormId File::add_form(const measure::Rect& box, const std::string& content, const Used& used,
                      bool translucent) {
  const std::string entries = "/Type /XObject /Subtype /Form /BBox " + rectangle(box, {}) +
                              " /Resources " + reference(resources_for(used));
  forms_.push_back({objects_.add_stream(entries, content, Objects::Kind::once), translucent});
  return {static_cast<std::uint32_t>(forms_.size() - 1)};
}

void File::add_page(const PageBoxes& boxes, const std::string& content, const Used& used,
                    bool translucent, const std::vector<ElementId>& sequences) {
  const measure::Rect media{{}, boxes.media};
  assert(media.holds(boxes.bleed) && boxes.bleed.holds(boxes.trim));
  if (pages_.size() % fan_out == 0) nodes_.push_back(objects_.reserve());
  const std::uint32_t contents = objects_.add_stream("", content, Objects::Kind::page);
  const measure::Length height = boxes.media.height;
  std::string page = "<< /Type /Page /Parent " + reference(nodes_.back()) + " /MediaBox " +
                     rectangle(media, height) + " /BleedBox " + rectangle(boxes.bleed, height) +
                     " /TrimBox " + rectangle(boxes.trim, height) + " /Resources " +
                     reference(resources_for(used)) + " /Contents " + reference(contents);
  if (translucent) page += transparency_group;
  const std::uint32_t number = objects_.reserve();
  if (const auto part = parts_.take_page(number)) page += " /DPart " + reference(*part);
  page += structure_.take_page(number, height, sequences);
  objects_.write(number, page + " >>");
  pages_.push_back(number);
}

std::uint32_t File::write_page_tree() {
  std::vector<Node> level;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    if (i % fan_out == 0) level.push_back({nodes_[i / fan_out], 0, {}});
    level.back().kids.push_back(pages_[i]);
    ++level.back().pages;
  }
  while (level.size() > 1) {
    std::vector<Node> above;
    for (std::size_t i = 0; i < level.size(); ++i) {
      if (i % fan_out == 0) above.push_back({objects_.reserve(), 0, {}});
      above.back().kids.push_back(level[i].number);
      above.back().pages += level[i].pages;
      objects_.write(level[i].number, written(level[i], above.back().number));
    }
    level = std::move(above);
  }
  objects_.write(level.front().number, written(level.front(), 0));
  return level.front().number;
}

std::uint32_t File::write_catalog(std::uint32_t page_tree) {
  std::string catalog = "<< /Type /Catalog /Pages " + reference(page_tree) + " /Metadata " +
                        reference(metadata_) + " /OutputIntents [" + reference(intent_.intent) +
                        "] /Lang " + text_string(facts_.language);
  if (const auto tree = parts_.write_root(objects_)) catalog += " /DPartRoot " + reference(*tree);
  if (facts_.conformance == Conformance::pdf_ua1)
    catalog += " /ViewerPreferences << /DisplayDocTitle true >>" + structure_.write(objects_);
  if (!layers_.empty()) {
    std::string list;
    for (const Layer& layer : layers_) list += (list.empty() ? "" : " ") + reference(layer.number);
    // Without /AS, which PDF/X does not allow (ISO 15930-7, 6.24).
    catalog += fmt::format(
        " /OCProperties << /OCGs [{0}] /D << /Name {1} /BaseState /ON /Order [{0}] >> >>", list,
        text_string(facts_.title));
  }
  return objects_.add(catalog + " >>");
}

void File::finish() {
  assert(!pages_.empty());
  for (Font& font : fonts_)
    if (font.is_used()) font.write(objects_);
  const std::uint32_t catalog = write_catalog(write_page_tree());
  objects_.close(fmt::format("/Root {} /Info {} /ID [{}]", reference(catalog), reference(info_),
                             trailer_id(facts_.identity)));
}

}  // namespace imprimatur::pdf
