#include "artwork/worker/document.h"

#include "artwork/worker/syntax.h"

#include <fmt/format.h>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <new>

namespace imprimatur::artwork {
namespace {

using measure::Length;

View::Box box_of(const QPDFObjectHandle& array, std::string_view what) {
  const std::vector<double> edges = numbers_in(array, 4, what);
  return {std::min(edges[0], edges[2]), std::min(edges[1], edges[3]), std::max(edges[0], edges[2]),
          std::max(edges[1], edges[3])};
}

View::Box common(const View::Box& a, const View::Box& b) {
  return {std::max(a.left, b.left), std::max(a.bottom, b.bottom), std::min(a.right, b.right),
          std::min(a.top, b.top)};
}

View::Box joined(const View::Box& a, const View::Box& b) {
  return {std::min(a.left, b.left), std::min(a.bottom, b.bottom), std::max(a.right, b.right),
          std::max(a.top, b.top)};
}

bool is_a_pdf(std::FILE* file) {
  std::array<char, 1024> head{};
  std::rewind(file);
  const std::string_view read(head.data(), std::fread(head.data(), 1, head.size(), file));
  std::rewind(file);
  if (read.empty()) throw Refused("document-empty");
  return read.find("%PDF-") != std::string_view::npos;
}

// Annotations that print have a look of their own (ISO 32000-1, 12.5.3, bit 3).
bool prints(QPDFObjectHandle annotation) {
  constexpr long long hidden = 2, print = 4;
  QPDFObjectHandle flags = annotation.getKey("/F");
  const long long bits = flags.isInteger() ? flags.getIntValue() : 0;
  return annotation.getKey("/AP").isDictionary() && (bits & print) != 0 && (bits & hidden) == 0;
}

std::vector<QPDFObjectHandle> annotations_of(QPDFPageObjectHelper& page) {
  QPDFObjectHandle all = page.getObjectHandle().getKey("/Annots");
  std::vector<QPDFObjectHandle> annotations;
  if (!all.isArray()) return annotations;
  for (QPDFObjectHandle annotation : all.getArrayAsVector()) {
    if (annotation.isDictionary()) annotations.push_back(annotation);
  }
  return annotations;
}

}  // namespace

Document::Document(std::FILE* file) : file_(std::make_unique<QPDF>()) {
  if (!is_a_pdf(file)) throw Refused("document-kind");
  file_->setSuppressWarnings(true);
  // A file that must be guessed at may lack parts that nobody would miss on a screen.
  file_->setAttemptRecovery(false);
  file_->processFile("document", file, false);
  if (file_->isEncrypted()) throw Refused("document-encrypted");
  pages_ = QPDFPageDocumentHelper(*file_).getAllPages();
  expect_whole();
  if (pages_.empty()) throw Refused("document-no-pages");
}

View Document::view(std::size_t number) {
  constexpr double least = 5 * 72 / 25.4, most = 5000 * 72 / 25.4;
  QPDFPageObjectHelper& page = pages_.at(number);
  QPDFObjectHandle dict = page.getObjectHandle();
  const View::Box media = box_of(page.getAttribute("/MediaBox", false), "/MediaBox");
  QPDFObjectHandle crop = page.getAttribute("/CropBox", false), trim = dict.getKey("/TrimBox"),
                   bleed = dict.getKey("/BleedBox");
  View view;
  view.trim = trim.isArray()   ? box_of(trim, "/TrimBox")
              : crop.isArray() ? common(box_of(crop, "/CropBox"), media)
                               : media;
  view.bleed =
      bleed.isArray() ? joined(common(box_of(bleed, "/BleedBox"), media), view.trim) : view.trim;
  QPDFObjectHandle turn = page.getAttribute("/Rotate", false), unit = dict.getKey("/UserUnit");
  if (turn.isInteger()) view.turn = static_cast<int>((turn.getIntValue() % 360 + 360) % 360);
  if (unit.isNumber() && unit.getNumericValue() > 0) view.scale = unit.getNumericValue();
  const auto fits = [&](double from, double to) {
    const double points = (to - from) * view.scale;
    return points >= least && points <= most;
  };
  if (view.turn % 90 != 0 || !fits(view.trim.left, view.trim.right) ||
      !fits(view.trim.bottom, view.trim.top)) {
    throw Refused("document-dimensions", std::to_string(number + 1));
  }
  return view;
}

DocumentFacts Document::facts() {
  DocumentFacts facts;
  for (std::size_t number = 0; number < pages_.size(); ++number) {
    const View seen = view(number);
    const auto length = [&](double from, double to) {
      return Length::from_points((to - from) * seen.scale);
    };
    PageFacts page{
        {length(seen.trim.left, seen.trim.right), length(seen.trim.bottom, seen.trim.top)}, {}, {}};
    if (seen.turn % 180 != 0) page.trim = page.trim.turned();
    const auto [least, most] = std::minmax(
        {length(seen.bleed.left, seen.trim.left), length(seen.bleed.bottom, seen.trim.bottom),
         length(seen.trim.right, seen.bleed.right), length(seen.trim.top, seen.bleed.top)});
    page.least_bleed = std::min(least, Length::from_millimetres(100));
    page.most_bleed = std::min(most, Length::from_millimetres(100));
    facts.pages.push_back(page);
  }
  QPDFObjectHandle condition = intent().isDictionary()
                                   ? intent().getKey("/OutputConditionIdentifier")
                                   : QPDFObjectHandle::newNull();
  if (condition.isString()) facts.condition = condition.getUTF8Value().substr(0, 80);
  facts.is_pdf_x4 = is_pdf_x4();
  facts.is_of_press = !pressed_by().empty();
  return facts;
}

QPDFObjectHandle Document::intent() {
  QPDFObjectHandle all = file_->getRoot().getKey("/OutputIntents");
  if (!all.isArray()) return QPDFObjectHandle::newNull();
  for (QPDFObjectHandle one : all.getArrayAsVector()) {
    if (one.isDictionary() && one.getKey("/S").isNameAndEquals("/GTS_PDFX")) return one;
  }
  return QPDFObjectHandle::newNull();
}

QPDFObjectHandle Document::info(const std::string& key) {
  QPDFObjectHandle info = file_->getTrailer().getKey("/Info");
  return info.isDictionary() ? info.getKey(key) : QPDFObjectHandle::newNull();
}

std::string Document::pressed_by() {
  QPDFObjectHandle producer = info("/Producer"), creator = info("/Creator");
  if (!producer.isString() || producer.getUTF8Value() != "imprimatur") return {};
  if (!creator.isString() || !info("/GTS_PDFXVersion").isString()) return {};
  const std::string program = creator.getUTF8Value();
  return program.starts_with("imprimatur ") ? program : std::string();
}

// The claim stands in XMP; it rests on an intent with a profile in it, here one of four inks, since
// the marks are.
bool Document::is_pdf_x4() {
  QPDFObjectHandle metadata = file_->getRoot().getKey("/Metadata"), found = intent(),
                   created = info("/CreationDate");
  if (!metadata.isStream() || !found.isDictionary() || !created.isString()) return false;
  QPDFObjectHandle profile = found.getKey("/DestOutputProfile");
  if (!profile.isStream() || !profile.getDict().getKey("/N").isInteger() ||
      profile.getDict().getKey("/N").getIntValue() != 4 ||
      xmp_date_of(created.getStringValue()).empty()) {
    return false;
  }
  const auto data = metadata.getStreamData();
  const std::string_view xmp(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  const std::size_t key = xmp.find("GTS_PDFXVersion");
  if (key == std::string_view::npos) return false;
  constexpr std::string_view x4 = "PDF/X-4";
  const std::string_view after = xmp.substr(key, 80);
  const std::size_t value = after.find(x4);
  // PDF/X-4p is another claim: its profile lies outside.
  return value != std::string_view::npos && !after.substr(value + x4.size()).starts_with('p');
}

bool Document::has_silent_annotations() {
  return std::ranges::any_of(pages_, [](QPDFPageObjectHelper& page) {
    return !std::ranges::all_of(annotations_of(page), prints);
  });
}

void Document::flatten() {
  const bool some = std::ranges::any_of(pages_, [](QPDFPageObjectHelper& page) {
    return std::ranges::any_of(annotations_of(page), prints);
  });
  QPDFObjectHandle fields = file_->getRoot().getKey("/AcroForm");
  if (fields.isDictionary() && fields.getKey("/NeedAppearances").isBool() &&
      fields.getKey("/NeedAppearances").getBoolValue()) {
    throw Refused("document-fields");
  }
  if (!some) return;
  QPDFPageDocumentHelper helper(*file_);
  helper.flattenAnnotations(an_print);
  pages_ = helper.getAllPages();
}

void Document::expect_whole() {
  if (!file_->anyWarnings()) return;
  const std::vector<QPDFExc> warnings = file_->getWarnings();
  throw Refused("document-damaged", warnings.empty() ? "PDF" : warnings.front().getMessageDetail());
}

std::string xmp_date_of(const std::string& pdf_date) {
  std::string_view rest = pdf_date;
  if (rest.starts_with("D:")) rest.remove_prefix(2);
  std::string digits;
  while (!rest.empty() && std::isdigit(static_cast<unsigned char>(rest.front())) != 0) {
    digits += rest.front();
    rest.remove_prefix(1);
  }
  constexpr std::string_view first_moment = "00000101000000";
  if (digits.size() < 4 || digits.size() > first_moment.size() || digits.size() % 2 != 0) return {};
  digits += first_moment.substr(digits.size());
  std::string zone = "Z";
  if (rest.size() >= 3 && (rest[0] == '+' || rest[0] == '-')) {
    const std::string_view minutes = rest.size() >= 6 ? rest.substr(4, 2) : "00";
    zone = fmt::format("{}:{}", rest.substr(0, 3), minutes);
    if (!std::ranges::all_of(zone.substr(1),
                             [](char c) { return c == ':' || (c >= '0' && c <= '9'); }))
      return {};
  }
  const std::string_view d = digits;
  return fmt::format("{}-{}-{}T{}:{}:{}{}", d.substr(0, 4), d.substr(4, 2), d.substr(6, 2),
                     d.substr(8, 2), d.substr(10, 2), d.substr(12, 2), zone);
}

Remark remark_on(std::exception_ptr thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Refused& refused) {
    // What the readers of logos share says it in their words.
    if (refused.remark().rule.starts_with("artwork-")) {
      return {"document-damaged", refused.remark().detail};
    }
    return refused.remark();
  } catch (const QPDFExc& error) {
    if (error.getErrorCode() == qpdf_e_password) return {"document-encrypted", {}};
    return {"document-damaged", error.getMessageDetail()};
  } catch (const std::bad_alloc&) {
    return {"document-complex", {}};
  } catch (const std::exception& error) {  // qpdf's filters, and a page that is not there
    return {"document-damaged", error.what()};
  }
}

}  // namespace imprimatur::artwork
