#include "artwork/worker/page_form.h"

#include "artwork/worker/syntax.h"

#include <qpdf/Pl_Concatenate.hh>

#include <set>

namespace imprimatur::artwork {
namespace {

// How many graphics states the content saves and doesn't restore.
class States : public QPDFObjectHandle::ParserCallbacks {
 public:
  void handleObject(QPDFObjectHandle object, size_t, size_t) override {
    if (!object.isOperator()) return;
    const std::string name = object.getOperatorValue();
    if (name == "q") ++open_;
    if (name == "Q" && open_-- == 0) too_many_restored_ = true;
  }
  void handleEOF() override {}
  int open() const { return open_; }
  bool too_many_restored() const { return too_many_restored_; }

 private:
  int open_ = 0;
  bool too_many_restored_ = false;
};

// All streams of a page, one after the other, each time they are asked for: none is kept.
class Contents : public QPDFObjectHandle::StreamDataProvider {
 public:
  Contents(QPDFPageObjectHelper page, int open) : page_(std::move(page)), open_(open) {}
  void provideStreamData(QPDFObjGen const&, Pipeline* pipeline) override {
    Pl_Concatenate parts("contents", pipeline);
    page_.pipeContents(&parts);
    std::string close = "\n";
    for (int i = 0; i < open_; ++i) close += "Q\n";
    parts.write(reinterpret_cast<const unsigned char*>(close.data()), close.size());
    parts.manualFinish();
  }

 private:
  QPDFPageObjectHelper page_;
  int open_;
};

QPDFObjectHandle content_stream(Document& document, QPDFPageObjectHelper& page, int open) {
  QPDFObjectHandle contents = page.getObjectHandle().getKey("/Contents");
  if (contents.isStream() && open == 0 && !contents.getDict().hasKey("/F")) {
    QPDFObjectHandle form = contents.copyStream();
    static const std::set<std::string> kept = {"/Filter", "/DecodeParms", "/Length"};
    for (const std::string& key : form.getDict().getKeys()) {
      if (!kept.contains(key)) form.getDict().removeKey(key);
    }
    return form;
  }
  QPDFObjectHandle form = QPDFObjectHandle::newStream(&document.file());
  form.replaceStreamData(std::make_shared<Contents>(page, open), QPDFObjectHandle::newNull(),
                         QPDFObjectHandle::newNull());
  return form;
}

// From the page's own space to that of the header.
std::string matrix_of(const View& view) {
  const double s = view.scale;
  const View::Box& t = view.trim;
  switch (view.turn) {
    case 90: return numbers_text({0, -s, s, 0, -s * t.bottom, s * t.left});
    case 180: return numbers_text({-s, 0, 0, -s, s * t.right, s * t.bottom});
    case 270: return numbers_text({0, s, -s, 0, s * t.top, -s * t.right});
    default: return numbers_text({s, 0, 0, s, -s * t.left, -s * t.top});
  }
}

// A page is a group of its own, isolated from all else (ISO 32000-1, 11.4.7).
QPDFObjectHandle group_of(QPDFObjectHandle group) {
  QPDFObjectHandle isolated = group.shallowCopy();
  isolated.replaceKey("/I", QPDFObjectHandle::newBool(true));
  return isolated;
}

}  // namespace

QPDFObjectHandle form_of(Document& document, std::size_t number) {
  QPDFPageObjectHelper page = document.pages().at(number);
  const View view = document.view(number);
  States states;
  page.parseContents(&states);
  document.expect_whole();
  if (states.too_many_restored()) throw Refused("document-states", std::to_string(number + 1));
  QPDFObjectHandle form = content_stream(document, page, states.open());
  QPDFObjectHandle dict = form.getDict();
  dict.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
  dict.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
  const View::Box& seen = view.bleed;
  const std::string box = numbers_text({seen.left, seen.bottom, seen.right, seen.top});
  dict.replaceKey("/BBox", QPDFObjectHandle::parse("[ " + box + " ]"));
  dict.replaceKey("/Matrix", QPDFObjectHandle::parse("[ " + matrix_of(view) + " ]"));
  QPDFObjectHandle resources = page.getAttribute("/Resources", false);
  dict.replaceKey("/Resources",
                  resources.isDictionary() ? resources : QPDFObjectHandle::newDictionary());
  QPDFObjectHandle group = page.getObjectHandle().getKey("/Group");
  if (group.isDictionary()) dict.replaceKey("/Group", group_of(group));
  return form;
}

}  // namespace imprimatur::artwork
