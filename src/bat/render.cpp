#include "bat/bat.h"
#include "bat/facts.h"
#include "bat/frames.h"
#include "codes/code.h"
#include "codes/matrix.h"
#include "pdf/canvas.h"
#include "typeset/outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

namespace imprimatur::bat {
namespace {

// What stands where each pass will speak for itself: a code that never checks, a serial no pass has.
class Specimen {
 public:
  explicit Specimen(const Proof& proof)
      : code_(codes::Code::specimen(0)),
        carnet_(page::carnet_text(0, proof.order.batch.carnets)),
        rank_(fmt::format("1/{}", proof.document.passes_per_booklet())) {}

  std::string value(page::Variable variable) const {
    switch (variable) {
      case page::Variable::serial: return "000 000 000";
      case page::Variable::carnet: return carnet_;
      case page::Variable::rank: return rank_;
      case page::Variable::code: return code_.to_text();
    }
    return "";
  }
  pdf::Modules modules() const { return codes::symbol_of(code_).rows; }

 private:
  codes::Code code_;
  std::string carnet_, rank_;
};

class Renderer {
 public:
  Renderer(const Proof& proof, world::Sink& sink)
      : proof_(proof),
        writer_(sink, facts_of(proof), proof.condition),
        materials_(writer_.take(proof.document, proof.resources)),
        specimen_(proof),
        canvas_(writer_) {}

  void render() {
    const Size size = paper_for(proof_.document);
    Paper facts(proof_.shelf, size);
    write_facts(facts, proof_);
    Frames frames = frame_pages(proof_);
    const std::size_t total = facts.pages() + frames.captions.pages();
    write_feet(facts, proof_, 1, total);
    write_feet(frames.captions, proof_, facts.pages() + 1, total);

    guides_layer_ = writer_.add_layer(
        finding::Sentence{"Repères", "Guides"}.in(proof_.order.language));
    write_pages(facts);
    write_pages(frames);
    writer_.finish();
  }

 private:
  static pdf::DocumentFacts facts_of(const Proof& proof) {
    pdf::DocumentFacts facts;
    facts.title = fmt::format("{} {} – version {}",
                              finding::Sentence{"Bon à tirer", "Proof"}.in(proof.order.language),
                              proof.order.id, proof.version);
    facts.author = proof.issuer.name;
    facts.creator = "imprimatur " IMPRIMATUR_VERSION;
    facts.made = proof.made;
    facts.identity =
        crypto::sha256(fmt::format("bat {} {} {}", proof.order.id, proof.version, proof.content.hex()));
    facts.language = proof.order.language == finding::Language::french ? "fr" : "en";
    facts.conformance = pdf::Conformance::plain;
    facts.compression = pdf::Compression::small;
    return facts;
  }

  void end_page(Size size) {
    const Rect all{{}, size};
    writer_.add_page({size, all, all}, canvas_);
  }

  void write_pages(const Paper& paper) {
    resources_.push_back(proof_.shelf.resources(paper.document()));
    const pdf::Materials materials = writer_.take(paper.document(), resources_.back());
    for (const page::Page& page : paper.document().pages) {
      canvas_.restart(paper.size().height);
      canvas_.paint_static(page, materials);
      end_page(paper.size());
    }
  }

  void write_pages(const Frames& frames) {
    resources_.push_back(proof_.shelf.resources(frames.captions.document()));
    const pdf::Materials captions = writer_.take(frames.captions.document(), resources_.back());
    resources_.push_back(proof_.shelf.resources(frames.guides.document()));
    const pdf::Materials guides = writer_.take(frames.guides.document(), resources_.back());
    const Size size = frames.captions.size();
    for (std::size_t i = 0; i < frames.captions.pages(); ++i) {
      canvas_.restart(size.height);
      canvas_.paint_static(frames.captions.document().pages[i], captions);
      for (const Frame& frame : frames.list)
        if (frame.paper == i) show(frame);
      canvas_.begin_layer(guides_layer_);
      canvas_.paint_static(frames.guides.document().pages[i], guides);
      canvas_.end_layer();
      end_page(size);
    }
  }

  void show(const Frame& frame) {
    const page::Page& page = proof_.document.pages[frame.page];
    const measure::Placement at{frame.origin};
    canvas_.place(writer_.add_page_form(page, materials_), at);
    for (const page::Mark& mark : page.marks) {
      if (const auto* field = std::get_if<page::Field>(&mark))
        canvas_.variable_line(*field, materials_, specimen_.value(field->variable), at);
      if (const auto* symbol = std::get_if<page::Symbol>(&mark))
        canvas_.symbol(*symbol, specimen_.modules(), at);
    }
    strike(page, at);
  }

  // SPÉCIMEN from corner to corner, through which the page can still be read.
  void strike(const page::Page& page, const measure::Placement& at) {
    const typeset::Face* face = proof_.shelf.find("OpenSans-Bold");
    const Length w = page.trim.width, h = page.trim.height;
    const page::Path word = typeset::outline_along(*face, "SPÉCIMEN", {w * 12 / 100, h * 86 / 100},
                                                   {w * 92 / 100, h * 34 / 100}, palette::alert);
    canvas_.begin_translucent(ink::Tint::percent(18));
    canvas_.paint(word, {}, at);
    canvas_.end_translucent();
  }

  const Proof& proof_;
  std::deque<page::Resources> resources_;  // they must stay and outlive the writer's last page
  pdf::Writer writer_;
  pdf::Materials materials_;
  Specimen specimen_;
  pdf::Canvas canvas_;
  pdf::LayerId guides_layer_;
};

}  // namespace

std::string render(const Proof& proof) {
  world::StringSink sink;
  Renderer(proof, sink).render();
  return sink.bytes();
}

}  // namespace imprimatur::bat
