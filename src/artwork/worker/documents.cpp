#include "artwork/worker/documents.h"

#include "artwork/worker/catalogue.h"
#include "artwork/worker/page_form.h"
#include "artwork/worker/syntax.h"

#include <fmt/format.h>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFWriter.hh>

#include <map>

namespace imprimatur::artwork {
namespace {

using measure::Length;
using measure::Rect;
using measure::Turn;

constexpr std::size_t piece_size = 256u << 10;

class Outlet : public Pipeline {
 public:
  explicit Outlet(const std::function<void(std::string_view)>& put)
      : Pipeline("output", nullptr), put_(put) {}
  void write(unsigned char const* data, size_t length) override {
    gathered_.append(reinterpret_cast<const char*>(data), length);
    if (gathered_.size() >= piece_size) finish();
  }
  void finish() override {
    put_(gathered_);
    gathered_.clear();
  }

 private:
  const std::function<void(std::string_view)>& put_;
  std::string gathered_;
};

// Turns the sheet over: PDF's origin is at its lower left.
class Drawing {
 public:
  explicit Drawing(const measure::Size& sheet) : sheet_(sheet) {}

  std::string box(const Rect& r) const {
    return numbers_text({r.left().points(), up(r.bottom()), r.right().points(), up(r.top())});
  }
  std::string clipped(const Rect& r) const {
    return numbers_text(
               {r.left().points(), up(r.bottom()), r.size.width.points(), r.size.height.points()}) +
           " re W n\n";
  }
  std::string placed(const measure::Placement& at) const {
    const double x = at.origin.x.points(), y = up(at.origin.y);
    switch (at.turn) {
      case Turn::none: return numbers_text({1, 0, 0, 1, x, y}) + " cm\n";
      case Turn::quarter: return numbers_text({0, -1, 1, 0, x, y}) + " cm\n";
      case Turn::half: return numbers_text({-1, 0, 0, -1, x, y}) + " cm\n";
      case Turn::three_quarters: return numbers_text({0, 1, -1, 0, x, y}) + " cm\n";
    }
    return {};
  }
  // The registration colour is /All CS, and set.
  std::string mark(const page::Path& path) const {
    std::string text;
    if (path.fill) {
      const auto& inks = std::get<ink::Process>(*path.fill);
      for (const ink::Tint tint : {inks.cyan, inks.magenta, inks.yellow, inks.black}) {
        text += numbers_text({tint.per_mille() / 1000.0}) + ' ';
      }
      text += "k\n";
    }
    if (path.stroke) {
      text += numbers_text({path.stroke->width.points()}) + " w [";
      for (const Length dash : path.stroke->dashes) text += numbers_text({dash.points()}) + ' ';
      text += "] 0 d\n";
    }
    for (const page::Segment& part : path.segments) text += segment(part);
    return text + (path.fill ? path.stroke ? "B\n" : "f\n" : path.stroke ? "S\n" : "n\n");
  }

 private:
  measure::Size sheet_;
  double up(Length y) const { return (sheet_.height - y).points(); }
  std::string at(measure::Point p) const { return numbers_text({p.x.points(), up(p.y)}) + ' '; }
  std::string segment(const page::Segment& segment) const {
    if (const auto* move = std::get_if<page::MoveTo>(&segment)) return at(move->to) + "m\n";
    if (const auto* line = std::get_if<page::LineTo>(&segment)) return at(line->to) + "l\n";
    if (const auto* curve = std::get_if<page::CurveTo>(&segment)) {
      return at(curve->control1) + at(curve->control2) + at(curve->to) + "c\n";
    }
    return "h\n";
  }
};

QPDFObjectHandle array(const std::string& inside) {
  return QPDFObjectHandle::parse("[ " + inside + " ]");
}

class Imposer {
 public:
  Imposer(const Documents& documents, const Imposition& imposition)
      : documents_(documents), imposition_(imposition), drawing_(imposition.sheet) {
    imposed_.emptyPDF();
  }

  void impose() {
    for (const auto& marks : imposition_.marks) marks_.push_back(form_of_marks(marks));
    for (const ImposedSide& side : imposition_.sides) add_side(side);
    describe(imposed_, documents_, imposition_);
  }

  // What the documents have stays as they have it, filters and all.
  void write(Pipeline& out) {
    QPDFWriter writer(imposed_);
    writer.setOutputPipeline(&out);
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setCompressStreams(true);
    PDFVersion version(1, 6);
    for (const auto& document : documents_) {
      version.updateIfGreater(document->file().getVersionAsPDFVersion());
    }
    writer.setMinimumPDFVersion(version);
    writer.write();
    out.finish();
    for (const auto& document : documents_) document->expect_whole();
  }

 private:
  using Key = std::pair<std::uint32_t, std::uint32_t>;  // document and page

  const Documents& documents_;
  const Imposition& imposition_;
  Drawing drawing_;
  QPDF imposed_;
  std::vector<QPDFObjectHandle> marks_;
  std::map<Key, QPDFObjectHandle> forms_;
  std::map<std::string, QPDFObjectHandle> by_source_;

  // Pages that are the same but for their place in the document are one form too.
  QPDFObjectHandle form(const PlacedPage& placed) {
    const Key key{placed.document, placed.page};
    if (const auto known = forms_.find(key); known != forms_.end()) return known->second;
    if (placed.document >= documents_.size() ||
        placed.page >= documents_[placed.document]->pages().size()) {
      throw Refused("document-damaged", std::to_string(placed.page + 1));
    }
    Document& document = *documents_[placed.document];
    const std::string source = std::to_string(placed.document) + source_of(document, placed.page);
    if (const auto same = by_source_.find(source); same != by_source_.end()) {
      return forms_[key] = same->second;
    }
    try {
      return forms_[key] = by_source_[source] =
                 imposed_.copyForeignObject(form_of(document, placed.page));
    } catch (...) {
      throw DocumentRefused{{placed.document, remark_on(std::current_exception())}};
    }
  }

  static std::string source_of(Document& document, std::size_t number) {
    QPDFPageObjectHelper& page = document.pages()[number];
    std::string text;
    for (const char* key : {"/Contents", "/Resources", "/MediaBox", "/CropBox", "/TrimBox",
                            "/BleedBox", "/Rotate", "/UserUnit", "/Group"}) {
      text += ' ' + page.getAttribute(key, false).unparse();
    }
    return text;
  }

  QPDFObjectHandle form_of_marks(const Marks& marks) {
    std::string content = "/All CS 1 SCN\n";
    for (const page::Path& mark : marks) content += drawing_.mark(mark);
    QPDFObjectHandle made = QPDFObjectHandle::newStream(&imposed_, content);
    made.replaceDict(QPDFObjectHandle::parse(
        "<< /Type /XObject /Subtype /Form /BBox [ " + drawing_.box({{}, imposition_.sheet}) +
        " ] /Resources << /ColorSpace << /All [ /Separation /All /DeviceCMYK << /FunctionType 2 "
        "/Domain [ 0 1 ] /C0 [ 0 0 0 0 ] /C1 [ 1 1 1 1 ] /N 1 >> ] >> >> >>"));
    return made;
  }

  void add_side(const ImposedSide& side) {
    QPDFObjectHandle used = QPDFObjectHandle::newDictionary();
    std::map<std::string, std::string> names;  // by the form's object
    std::string content;
    QPDFObjectHandle group;
    bool one_group = true;
    for (const PlacedPage& placed : side.pages) {
      QPDFObjectHandle shown = form(placed);
      const auto [name, is_new] =
          names.try_emplace(shown.unparse(), "/P" + std::to_string(names.size()));
      used.replaceKey(name->second, shown);
      content += "q\n" + drawing_.clipped(placed.clip) + drawing_.placed(placed.at) + name->second +
                 " Do\nQ\n";
      QPDFObjectHandle own = shown.getDict().getKey("/Group");
      if (!own.isDictionary()) continue;
      one_group = one_group && (!group.isInitialized() || group.unparse() == own.unparse());
      group = own;
    }
    used.replaceKey("/M", marks_.at(side.marks));
    content += "q /M Do Q\n";
    QPDFObjectHandle page = QPDFObjectHandle::parse("<< /Type /Page >>");
    page.replaceKey("/MediaBox", array(drawing_.box({{}, imposition_.sheet})));
    page.replaceKey("/TrimBox", array(drawing_.box(side.trim)));
    page.replaceKey("/BleedBox", array(drawing_.box(side.bleed)));
    QPDFObjectHandle resources = QPDFObjectHandle::newDictionary();
    resources.replaceKey("/XObject", used);
    page.replaceKey("/Resources", resources);
    // What the pages were blended in, the sheet is.
    if (group.isInitialized() && one_group) page.replaceKey("/Group", group.shallowCopy());
    page.replaceKey("/Contents", QPDFObjectHandle::newStream(&imposed_, content));
    imposed_.addPage(imposed_.makeIndirectObject(page), false);
  }
};

// Opens them all; what is wrong with each is kept, so that all of it can be said at once.
Documents opened(const std::vector<std::FILE*>& files, std::vector<DocumentRemark>& remarks) {
  Documents documents;
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    try {
      documents.push_back(std::make_unique<Document>(files[i]));
    } catch (...) {
      remarks.push_back({i, remark_on(std::current_exception())});
    }
  }
  return documents;
}

}  // namespace

Survey survey_of(const std::vector<std::FILE*>& files) {
  Survey survey;
  const Documents documents = opened(files, survey.remarks);
  if (!survey.remarks.empty()) return survey;
  std::vector<DocumentRemark> notes;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    try {
      if (documents[i]->has_silent_annotations())
        notes.push_back({i, {"document-annotations", {}}});
      documents[i]->flatten();
      survey.documents.push_back(documents[i]->facts());
      documents[i]->expect_whole();
    } catch (...) {
      survey.remarks.push_back({i, remark_on(std::current_exception())});
    }
  }
  try {
    expect_one_condition(documents);
  } catch (const DocumentRefused& refused) {
    survey.remarks.push_back(refused.remark);
  }
  if (!survey.remarks.empty()) survey.documents.clear();
  survey.remarks.insert(survey.remarks.end(), notes.begin(), notes.end());
  return survey;
}

std::optional<DocumentRemark> write_imposed(const std::vector<std::FILE*>& files,
                                            const Imposition& imposition,
                                            const std::function<void(std::string_view)>& put) {
  std::vector<DocumentRemark> remarks;
  const Documents documents = opened(files, remarks);
  if (!remarks.empty()) return remarks.front();
  std::uint32_t reading = 0;
  try {
    for (reading = 0; reading < documents.size(); ++reading) documents[reading]->flatten();
    reading = 0;
    Imposer imposer(documents, imposition);
    imposer.impose();
    Outlet out(put);
    imposer.write(out);
    return std::nullopt;
  } catch (const DocumentRefused& refused) {
    return refused.remark;
  } catch (...) {
    return DocumentRemark{reading, remark_on(std::current_exception())};
  }
}

}  // namespace imprimatur::artwork
