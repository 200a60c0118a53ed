#include "artwork/worker/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace imprimatur::artwork {
namespace {

std::string condition_of(Document& document) {
  QPDFObjectHandle intent = document.intent();
  if (!intent.isDictionary()) return {};
  QPDFObjectHandle identifier = intent.getKey("/OutputConditionIdentifier");
  return identifier.isString() ? identifier.getUTF8Value() : std::string();
}

QPDFObjectHandle copied(QPDF& imposed, Document& document, QPDFObjectHandle value) {
  return imposed.copyForeignObject(value.isIndirect() ? value
                                                      : document.file().makeIndirectObject(value));
}

void carry_intent(QPDF& imposed, const Documents& documents) {
  for (const auto& document : documents) {
    QPDFObjectHandle intent = document->intent();
    if (!intent.isDictionary()) continue;
    QPDFObjectHandle all = QPDFObjectHandle::newArray();
    all.appendItem(copied(imposed, *document, intent));
    imposed.getRoot().replaceKey("/OutputIntents", all);
    return;
  }
}

void append_all(QPDFObjectHandle into, const std::string& key, QPDFObjectHandle from) {
  QPDFObjectHandle added = from.getKey(key);
  if (!added.isArray()) return;
  if (!into.getKey(key).isArray()) into.replaceKey(key, QPDFObjectHandle::newArray());
  for (QPDFObjectHandle item : added.getArrayAsVector()) into.getKey(key).appendItem(item);
}

// Without their properties hidden layers would be shown. What two documents say of their layers can
// be said side by side but for the state that all of them start from.
void carry_layers(QPDF& imposed, const Documents& documents) {
  QPDFObjectHandle joined;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    QPDFObjectHandle own = documents[i]->file().getRoot().getKey("/OCProperties");
    if (!own.isDictionary()) continue;
    QPDFObjectHandle properties = copied(imposed, *documents[i], own);
    QPDFObjectHandle shown = properties.getKey("/D");
    if (!shown.isDictionary()) throw Refused("document-damaged", "/OCProperties");
    if (!joined.isInitialized()) {
      joined = properties;
      continue;
    }
    QPDFObjectHandle all = joined.getKey("/D");
    if (shown.getKey("/BaseState").unparse() != all.getKey("/BaseState").unparse()) {
      throw DocumentRefused{{i, {"document-layers", {}}}};
    }
    append_all(joined, "/OCGs", properties);
    for (const char* key : {"/ON", "/OFF", "/AS", "/Order", "/RBGroups", "/Locked"}) {
      append_all(all, key, shown);
    }
  }
  if (joined.isInitialized()) imposed.getRoot().replaceKey("/OCProperties", joined);
}

struct Description {
  std::string title, identity, created_pdf, created_xmp;
  bool trapped = false;
  std::string creator = "imprimatur";
};

std::string escaped_for_xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      default:
        if (static_cast<unsigned char>(c) >= ' ') out += c;
    }
  }
  return out;
}

std::string uuid_text(const std::string& digits) {
  return digits.substr(0, 8) + '-' + digits.substr(8, 4) + '-' + digits.substr(12, 4) + '-' +
         digits.substr(16, 4) + '-' + digits.substr(20);
}

// What ISO 15930-7 wants of XMP.
std::string xmp_of(const Description& about) {
  return fmt::format(
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "  <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
      "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
      "    xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
      "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
      "    xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n"
      "   <dc:format>application/pdf</dc:format>\n"
      "   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{0}</rdf:li></rdf:Alt></dc:title>\n"
      "   <xmp:CreateDate>{1}</xmp:CreateDate>\n   <xmp:ModifyDate>{1}</xmp:ModifyDate>\n"
      "   <xmp:MetadataDate>{1}</xmp:MetadataDate>\n"
      "   <xmp:CreatorTool>{4}</xmp:CreatorTool>\n"
      "   <xmpMM:DocumentID>uuid:{2}</xmpMM:DocumentID>\n"
      "   <xmpMM:VersionID>1</xmpMM:VersionID>\n"
      "   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
      "   <pdf:Producer>imprimatur</pdf:Producer>\n   <pdf:Trapped>{3}</pdf:Trapped>\n"
      "   <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
      "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>",
      escaped_for_xml(about.title), about.created_xmp, uuid_text(about.identity),
      about.trapped ? "True" : "False", escaped_for_xml(about.creator));
}

void write_info(QPDF& imposed, const Description& about, bool x4) {
  QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
  info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(about.title));
  info.replaceKey("/Creator", QPDFObjectHandle::newUnicodeString(about.creator));
  info.replaceKey("/Producer", QPDFObjectHandle::newString("imprimatur"));
  if (x4) {
    for (const char* key : {"/CreationDate", "/ModDate"}) {
      info.replaceKey(key, QPDFObjectHandle::newString(about.created_pdf));
    }
    info.replaceKey("/Trapped", QPDFObjectHandle::newName(about.trapped ? "/True" : "/False"));
    info.replaceKey("/GTS_PDFXVersion", QPDFObjectHandle::newString("PDF/X-4"));
  }
  imposed.getTrailer().replaceKey("/Info", imposed.makeIndirectObject(info));
}

void write_xmp(QPDF& imposed, const Description& about) {
  QPDFObjectHandle metadata = QPDFObjectHandle::newStream(&imposed, xmp_of(about));
  metadata.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
  metadata.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
  imposed.getRoot().replaceKey("/Metadata", metadata);
}

}  // namespace

void expect_one_condition(const Documents& documents) {
  std::string condition;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    const std::string own = condition_of(*documents[i]);
    if (own.empty()) continue;
    if (condition.empty()) condition = own;
    if (own != condition) throw DocumentRefused{{i, {"document-intents", own}}};
  }
}

void describe(QPDF& imposed, const Documents& documents, const Imposition& imposition) {
  carry_intent(imposed, documents);
  carry_layers(imposed, documents);
  Description about{imposition.title, imposition.identity, {}, {}, true};
  bool x4 = true;
  for (const auto& document : documents) {
    x4 = x4 && document->is_pdf_x4();
    // What was pressed is known for it on shared sheets too.
    if (const std::string by = document->pressed_by(); !by.empty()) about.creator = by;
    about.trapped = about.trapped && document->info("/Trapped").isNameAndEquals("/True");
  }
  if (x4) {
    about.created_pdf = documents.front()->info("/CreationDate").getStringValue();
    about.created_xmp = xmp_date_of(about.created_pdf);
    write_xmp(imposed, about);
  }
  write_info(imposed, about, x4);
}

}  // namespace imprimatur::artwork
