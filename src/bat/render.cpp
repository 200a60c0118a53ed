#include "bat/bat.h"
#include "bat/changes.h"
#include "bat/closeups.h"
#include "bat/facts.h"
#include "bat/frames.h"
#include "bat/reading.h"
#include "bat/specimen.h"
#include "bat/words.h"
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

    guides_layer_ = writer_.add_layer(say(words::guides_layer, proof_.shown.order.language));
    write_pages(facts);
    if (changes) write_pages(*changes);
    write_pages(frames);
    write_pages(closeups);
    writer_.finish();
  }

 private:
  static pdf::DocumentFacts facts_of(const Proof& proof) {
    pdf::DocumentFacts facts;
    facts.title = say(words::document_title, proof.shown.order.language,
                      fmt::arg("order", proof.shown.order.id), fmt::arg("version", proof.version));
    facts.author = proof.shown.issuer.name;
    facts.creator = "imprimatur " IMPRIMATUR_VERSION;
    facts.made = proof.made;
    facts.identity = crypto::sha256(
        fmt::format("bat {} {} {}", proof.shown.order.id, proof.version, proof.content.hex()));
    facts.language = proof.shown.order.language == finding::Language::french ? "fr" : "en";
    facts.conformance = pdf::Conformance::pdf_ua1;
    facts.compression = pdf::Compression::small;
    return facts;
  }

  void end_page(Size size) {
    const Rect all{{}, size};
    writer_.add_page({size, all, all}, canvas_);
  }

  // By node; the paper's first is a part of the document.
  using Elements = std::vector<pdf::ElementId>;
  Elements elements_of(const Paper& paper) {
    Elements elements;
    for (const Node& node : paper.tree())
      elements.push_back(elements.empty()
                             ? writer_.add_element(node.element)
                             : writer_.add_element(node.element, elements[node.parent]));
    return elements;
  }

  // What is next to each other and of one owner is one sequence.
  void paint(const Paper& paper, std::size_t page, const Elements& elements,
             const pdf::Materials& materials) {
    const std::vector<page::Mark>& marks = paper.document().pages[page].marks;
    const std::vector<Owner>& owners = paper.owners(page);
    for (std::size_t i = 0; i < marks.size();) {
      const Owner owner = owners[i];
      begin(owner, elements);
      for (; i < marks.size() && owners[i] == owner; ++i) canvas_.paint(marks[i], materials);
      end(owner);
    }
  }

  void begin(const Owner& owner, const Elements& elements) {
    if (const auto* node = std::get_if<NodeId>(&owner))
      return canvas_.begin_element(elements[*node]);
    canvas_.begin_artifact(std::get<pdf::Artifact>(owner));
  }
  void end(const Owner& owner) {
    if (std::holds_alternative<NodeId>(owner)) return canvas_.end_element();
    canvas_.end_artifact();
  }

  pdf::Materials take(const Paper& paper) {
    resources_.push_back(proof_.shelf.resources(paper.document()));
    return writer_.take(paper.document(), resources_.back());
  }

  void write_pages(const Paper& paper) {
    const pdf::Materials materials = take(paper);
    const Elements elements = elements_of(paper);
    for (std::size_t i = 0; i < paper.pages(); ++i) {
      canvas_.restart(paper.size().height);
      paint(paper, i, elements, materials);
      end_page(paper.size());
    }
  }

  void write_pages(const Frames& frames) {
    const pdf::Materials captions = take(frames.captions), guides = take(frames.guides);
    const Elements elements = elements_of(frames.captions);
    const Size size = frames.captions.size();
    for (std::size_t i = 0; i < frames.captions.pages(); ++i) {
      canvas_.restart(size.height);
      paint(frames.captions, i, elements, captions);
      Elements named(frames.guides.tree().size());
      for (const Frame& frame : frames.list) {
        if (frame.paper != i) continue;
        show(frame, elements[frame.said]);
        name_guides(frames.guides, frame.guides, elements[frame.said], named);
      }
      canvas_.begin_layer(guides_layer_);
      paint(frames.guides, i, named, guides);
      canvas_.end_layer();
      end_page(size);
    }
  }

  // What is under `list` in the guides' tree, at the end of the frame's section.
  void name_guides(const Paper& guides, NodeId list, pdf::ElementId section, Elements& named) {
    const std::vector<Node>& tree = guides.tree();
    named[list] = writer_.add_element(tree[list].element, section);
    for (NodeId i = list + 1; i < tree.size() && tree[i].parent >= list; ++i)
      named[i] = writer_.add_element(tree[i].element, named[tree[i].parent]);
  }

  void write_pages(Album& album) {
    Paper& paper = album.paper;
    for (Picture& picture : album.pictures) {
      if (picture.figure == 0) picture.figure = paper.figure("", picture.to);
      paper.describe(picture.figure, description_of(picture));
    }
    const pdf::Materials materials = take(paper);
    const Elements elements = elements_of(paper);
    for (std::size_t i = 0; i < paper.pages(); ++i) {
      canvas_.restart(paper.size().height);
      paint(paper, i, elements, materials);
      for (const Picture& picture : album.pictures) {
        if (picture.paper != i) continue;
        canvas_.begin_element(elements[picture.figure]);
        Pages& pages = picture.side == Side::before ? *then_ : now_;
        canvas_.place_scaled(form_of(pages, picture.page, picture.values), picture.from,
                             picture.to);
        for (const page::Mark& ring : picture.rings) canvas_.paint(ring, {});
        canvas_.end_element();
      }
      for (const SheetPicture& sheet : album.sheets)
        if (sheet.paper == i) show(sheet, elements[sheet.figure]);
      end_page(paper.size());
    }
  }

  std::string description_of(const Picture& picture) const {
    const Shown& shown = picture.side == Side::before ? then_->shown : now_.shown;
    const Specimen specimen(shown, picture.values);
    return bat::description_of(
        shown.document, shown.document.pages[picture.page], picture.from,
        [&](const page::Field& field) { return specimen.value(field); },
        proof_.shown.order.language);
  }

  // A page at 100 %, its words as text that can be read out and copied, its logos as figures.
  void show(const Frame& frame, pdf::ElementId section) {
    const page::Page& page = proof_.shown.document.pages[frame.page];
    const Specimen specimen(proof_.shown, Values::nobody);
    const auto passages = passages_of(
        proof_.shown.document, page,
        [&](const page::Field& field) { return specimen.value(field); },
        proof_.shown.order.language);
    std::map<std::size_t, pdf::ElementId> owners;  // by mark
    for (Passage passage : passages) {
      if (passage.element.box)
        passage.element.box = measure::Placement{frame.origin}(*passage.element.box);
      const pdf::ElementId element = writer_.add_element(passage.element, section);
      for (const std::size_t mark : passage.marks) owners[mark] = element;
    }
    canvas_.begin_placed(frame.origin, page.bleed_rect());
    for (const bool varying : {false, true}) paint(page, owners, specimen, varying);
    canvas_.begin_artifact(pdf::Artifact::watermark);
    strike(page, canvas_);
    canvas_.end_artifact();
    canvas_.end_placed();
  }

  static bool varies(const page::Mark& mark) {
    return std::holds_alternative<page::Field>(mark) || std::holds_alternative<page::Symbol>(mark);
  }

  // The marks that vary from pass to pass, or the others.
  void paint(const page::Page& page, const std::map<std::size_t, pdf::ElementId>& owners,
             const Specimen& specimen, bool varying) {
    std::optional<pdf::ElementId> open;
    for (std::size_t i = 0; i < page.marks.size(); ++i) {
      const page::Mark& mark = page.marks[i];
      if (varies(mark) != varying) continue;
      const auto known = owners.find(i);
      const auto owner = known == owners.end() ? std::nullopt : std::optional(known->second);
      if (owner != open) {
        if (open) canvas_.end_element();
        if (owner) canvas_.begin_element(*owner);
        open = owner;
      }
      if (const auto* symbol = std::get_if<page::Symbol>(&mark)) canvas_.finder_patterns(*symbol);
      if (varying)
        fill_in(mark, specimen, now_.materials, canvas_);
      else
        canvas_.paint(mark, now_.materials);
    }
    if (open) canvas_.end_element();
  }

  void show(const SheetPicture& sheet, pdf::ElementId figure) {
    pdf::Canvas canvas(writer_);
    for (const Laid& laid : sheet.pages)
      canvas.place(form_of(now_, laid.page, Values::nobody), laid.at, laid.clip);
    for (const page::Path& mark : sheet.marks) canvas.paint(mark, {});
    const Rect all{{}, sheet.sheet};
    canvas_.begin_element(figure);
    canvas_.place_scaled(writer_.add_form(all, canvas), all, sheet.to);
    for (const page::Path& line : sheet.lines) canvas_.paint(line, {});
    canvas_.end_element();
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
    for (const page::Mark& mark : page.marks) fill_in(mark, specimen, pages.materials, canvas);
    strike(page, canvas);
    return pages.forms
        .emplace(std::pair(index, values), writer_.add_form(page.bleed_rect(), canvas))
        .first->second;
  }

  // The part of a symbol that all codes share is drawn by others.
  static void fill_in(const page::Mark& mark, const Specimen& specimen,
                      const pdf::Materials& materials, pdf::Canvas& canvas) {
    if (const auto* field = std::get_if<page::Field>(&mark))
      canvas.variable_line(*field, materials, specimen.value(*field));
    if (const auto* symbol = std::get_if<page::Symbol>(&mark))
      canvas.symbol(*symbol, specimen.modules());
  }

  // SPÉCIMEN from corner to corner, through which the page can still be read; its light edge shows
  // it on dark grounds.
  void strike(const page::Page& page, pdf::Canvas& canvas) {
    const typeset::Face* face = proof_.shelf.find("OpenSans-Bold");
    const Length w = page.trim.width, h = page.trim.height;
    const page::Path word = typeset::outline_along(
        *face, say(words::specimen, proof_.shown.order.language), {w * 12 / 100, h * 86 / 100},
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
