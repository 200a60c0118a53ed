#include "pdf/writer.h"

#include "ink/converter.h"
#include "pdf/canvas.h"
#include "pdf/file.h"

#include <cassert>

namespace imprimatur::pdf {

ReadyCondition::ReadyCondition(const ink::OutputCondition& condition, Compression compression)
    : squeezed_{condition.identifier, condition.registry, condition.description, {}} {
  ink::check_header(condition);
  squeezed_.profile = Squeezer(level_of(compression)).squeeze(condition.profile);
}

Writer::Writer(world::Sink& sink, const DocumentFacts& facts, const ReadyCondition& condition)
    : file_(std::make_unique<File>(sink, facts, condition)) {}
Writer::Writer(world::Sink& sink, const DocumentFacts& facts, const ink::OutputCondition& condition)
    : Writer(sink, facts, ReadyCondition(condition, facts.compression)) {}
Writer::~Writer() = default;

Materials Writer::take(const page::Document& document, const page::Resources& resources) {
  Materials materials;
  for (const page::Font& font : document.fonts)
    materials.fonts.push_back(file_->add_font(font, resources));
  for (const page::Artwork& artwork : document.artworks)
    materials.artworks.push_back(file_->add_artwork(artwork, resources));
  for (const ink::SpotInk& spot : document.spots) file_->add_spot(spot);
  return materials;
}

LayerId Writer::add_layer(std::string_view name, std::optional<ProcessingStep> step) {
  return file_->add_layer(name, step);
}

void Writer::add_finishing_ink(const ink::SpotInk& ink) {
  file_->add_finishing_ink(ink);
}

std::vector<std::string> Writer::spots_in_use() const {
  return file_->spots_in_use();
}

FormId Writer::add_form(const measure::Rect& box, const Canvas& canvas) {
  assert(canvas.height_ == measure::Length{} && !canvas.is_open());
  return file_->add_form(box, canvas.content_, *canvas.used_, canvas.translucent_);
}

FormId Writer::add_page_form(const page::Page& page, const Materials& materials) {
  Canvas canvas(*this);
  canvas.paint_static(page, materials);
  return add_form(page.bleed_rect(), canvas);
}

void Writer::add_page(const PageBoxes& boxes, const Canvas& canvas) {
  assert(canvas.height_ == boxes.media.height && !canvas.is_open());
  file_->add_page(boxes, canvas.content_, *canvas.used_, canvas.translucent_, canvas.sequences_);
}

ElementId Writer::add_element(const Element& element, std::optional<ElementId> parent) {
  return file_->add_element(element, parent);
}

void Writer::begin_part(const PartFacts& facts) {
  file_->begin_part(facts);
}

void Writer::end_part() {
  file_->end_part();
}

std::uint32_t Writer::pages() const {
  return file_->pages();
}
std::uint64_t Writer::bytes() const {
  return file_->bytes();
}
void Writer::finish() {
  file_->finish();
}

}  // namespace imprimatur::pdf
