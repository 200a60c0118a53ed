// Whose is what a canvas draws (PDF 1.6, 10.5 and 10.6.3).
#include "pdf/canvas.h"
#include "pdf/file.h"
#include "pdf/number.h"
#include "pdf/unowned.h"

#include <cassert>

namespace imprimatur::pdf {
namespace {

std::string_view properties_of(Artifact kind) {
  switch (kind) {
    case Artifact::layout: return "/Type /Layout";
    case Artifact::footer: return "/Type /Pagination /Subtype /Footer /Attached [/Bottom]";
    case Artifact::watermark: return "/Type /Pagination /Subtype /Watermark";
  }
  return {};
}

}  // namespace

Canvas::Unowned::Unowned(Canvas& canvas)
    : canvas_(canvas), alone_(canvas.tags_ && !canvas.element_ && !canvas.in_artifact_) {
  if (alone_) canvas_.begin_artifact(Artifact::layout);
}

Canvas::Unowned::~Unowned() {
  if (alone_) canvas_.end_artifact();
}

void Canvas::begin_element(ElementId element) {
  assert(!element_ && !in_artifact_);
  if (!tags_) return;
  element_ = element;
  content_.append("/").append(file_->type_of(element)) += " <</MCID ";
  append_integer(content_, static_cast<std::int64_t>(sequences_.size()));
  content_ += ">> BDC\n";
  sequences_.push_back(element);
}

void Canvas::end_element() {
  assert(!tags_ || element_);
  if (tags_) content_ += "EMC\n";
  element_.reset();
}

void Canvas::begin_artifact(Artifact kind) {
  assert(!element_ && !in_artifact_);
  if (!tags_) return;
  in_artifact_ = true;
  content_.append("/Artifact <<").append(properties_of(kind)).append(">> BDC\n");
}

void Canvas::end_artifact() {
  assert(!tags_ || in_artifact_);
  if (tags_) content_ += "EMC\n";
  in_artifact_ = false;
}

}  // namespace imprimatur::pdf
