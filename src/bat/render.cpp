#include "bat/bat.h"
#include "bat/changes.h"
#include "bat/closeups.h"
#include "bat/facts.h"
#include "bat/frames.h"
#include "bat/specimen.h"
#include "pdf/canvas.h"
#include "typeset/outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

namespace imprimatur::bat {
namespace {

class Renderer {
 public:
  Renderer(const Proof& proof, world::Sink& sink)
      : proof_(proof),
        writer_(sink, facts_of(proof), proof.shop.condition),
        now_(pages_of(proof.shown)),
        canvas_(writer_) {
    if (proof.previous == nullptr) return;
    then_document_ = proof.previous->document;
    // The writer knows one alternate of a spot ink: this version's.
    std::erase_if(then_document_.spots, [&](const ink::SpotInk& old) {
      return std::ranges::find(proof.shown.document.spots, old.name, &ink::SpotInk::name) !=
             proof.shown.document.spots.end();
    });
    then_.emplace(pages_of({proof.previous->order, proof.previous->issuer, proof.previous->product,
                            proof.previous->content, then_document_, proof.previous->resources}));
  }

  void render() {
    const Size size = paper_for(proof_.shown.document);
    Paper facts(proof_.shelf, size);
    write_facts(facts, proof_);
    std::optional<Album> changes;
    if (proof_.version > 1) changes.emplace(tell_changes(proof_));
    Frames frames = frame_pages(proof_);
    Album closeups = show_closely(proof_);
    const std::size_t before = facts.pages() + (changes ? changes->paper.pages() : 0);
    const std::size_t after = before + frames.captions.pages();
    const std::size_t total = after + closeups.paper.pages();
    write_feet(facts, proof_, 1, total);
    if (changes) write_feet(changes->paper, proof_, facts.pages() + 1, total);
    write_feet(frames.captions, proof_, before + 1, total);
    write_feet(closeups.paper, proof_, after + 1, total);

    guides_layer_ = writer_.add_layer(
        finding::Sentence{"Repères (coupe, pli, zones)", "Guides (cut, fold, zones)"}.in(
            proof_.shown.order.language));
    write_pages(facts);
    if (changes) write_pages(*changes);
    write_pages(frames);
    write_pages(closeups);
    writer_.finish();
  }

 private:
  static pdf::DocumentFacts facts_of(const Proof& proof) {
    pdf::DocumentFacts facts;
    facts.title =
        fmt::format("{} {} – version {}",
                    finding::Sentence{"Bon à tirer", "Proof"}.in(proof.shown.order.language),
                    proof.shown.order.id, proof.version);
    facts.author = proof.shown.issuer.name;
    facts.creator = "imprimatur " IMPRIMATUR_VERSION;
    facts.made = proof.made;
    facts.identity = crypto::sha256(
        fmt::format("bat {} {} {}", proof.shown.order.id, proof.version, proof.content.hex()));
    facts.language = proof.shown.order.language == finding::Language::french ? "fr" : "en";
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

  void write_pages(const Album& album) {
    const Paper& paper = album.paper;
    resources_.push_back(proof_.shelf.resources(paper.document()));
    const pdf::Materials materials = writer_.take(paper.document(), resources_.back());
    for (std::size_t i = 0; i < paper.pages(); ++i) {
      canvas_.restart(paper.size().height);
      canvas_.paint_static(paper.document().pages[i], materials);
      for (const Picture& picture : album.pictures) {
        if (picture.paper != i) continue;
        Pages& pages = picture.side == Side::before ? *then_ : now_;
        canvas_.place_scaled(form_of(pages, picture.page, picture.values), picture.from,
                             picture.to);
        for (const page::Mark& ring : picture.rings) canvas_.paint(ring, {});
      }
      for (const SheetPicture& sheet : album.sheets)
        if (sheet.paper == i) show(sheet);
      end_page(paper.size());
    }
  }

  void show(const Frame& frame) {
    canvas_.place(form_of(now_, frame.page, Values::nobody), measure::Placement{frame.origin});
  }

  void show(const SheetPicture& sheet) {
    pdf::Canvas canvas(writer_);
    for (const Laid& laid : sheet.pages)
      canvas.place(form_of(now_, laid.page, Values::nobody), laid.at, laid.clip);
    for (const page::Path& mark : sheet.marks) canvas.paint(mark, {});
    const Rect all{{}, sheet.sheet};
    canvas_.place_scaled(writer_.add_form(all, canvas), all, sheet.to);
    for (const page::Path& line : sheet.lines) canvas_.paint(line, {});
  }

  // One version's pages, each drawn once, with the values of no pass and SPÉCIMEN across.
  struct Pages {
    Shown shown;
    pdf::Materials materials;
    std::map<std::size_t, pdf::FormId> still;
    std::map<std::pair<std::size_t, Values>, pdf::FormId> forms;
  };

  Pages pages_of(const Shown& shown) {
    return {shown, writer_.take(shown.document, shown.resources), {}, {}};
  }

  // What is the same for all values, once.
  pdf::FormId still_form_of(Pages& pages, std::size_t index) {
    const auto known = pages.still.find(index);
    if (known != pages.still.end()) return known->second;
    const page::Page& page = pages.shown.document.pages[index];
    return pages.still.emplace(index, writer_.add_page_form(page, pages.materials)).first->second;
  }

  pdf::FormId form_of(Pages& pages, std::size_t index, Values values) {
    if (const auto known = pages.forms.find({index, values}); known != pages.forms.end())
      return known->second;
    const page::Page& page = pages.shown.document.pages[index];
    const Specimen specimen(pages.shown, values);
    pdf::Canvas canvas(writer_);
    canvas.place(still_form_of(pages, index), {});
    for (const page::Mark& mark : page.marks) {
      if (const auto* field = std::get_if<page::Field>(&mark))
        canvas.variable_line(*field, pages.materials, specimen.value(*field));
      if (const auto* symbol = std::get_if<page::Symbol>(&mark))
        canvas.symbol(*symbol, specimen.modules());
    }
    strike(page, canvas);
    return pages.forms
        .emplace(std::pair(index, values), writer_.add_form(page.bleed_rect(), canvas))
        .first->second;
  }

  // SPÉCIMEN from corner to corner, through which the page can still be read; its light edge shows
  // it on dark grounds.
  void strike(const page::Page& page, pdf::Canvas& canvas) {
    const typeset::Face* face = proof_.shelf.find("OpenSans-Bold");
    const Length w = page.trim.width, h = page.trim.height;
    const page::Path word = typeset::outline_along(*face, "SPÉCIMEN", {w * 12 / 100, h * 86 / 100},
                                                   {w * 92 / 100, h * 34 / 100}, palette::alert);
    page::Path edge = word;
    edge.fill.reset();
    edge.stroke = page::Stroke{ink::white(), 700_um, page::Cap::round, {}};
    canvas.begin_translucent(ink::Tint::percent(45));
    canvas.paint(edge, {});
    canvas.end_translucent();
    canvas.begin_translucent(ink::Tint::percent(22));
    canvas.paint(word, {});
    canvas.end_translucent();
  }

  const Proof& proof_;
  std::deque<page::Resources> resources_;  // they must stay and outlive the writer's last page
  pdf::Writer writer_;
  Pages now_;
  page::Document then_document_;
  std::optional<Pages> then_;
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
