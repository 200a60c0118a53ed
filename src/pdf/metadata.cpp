#include "pdf/metadata.h"

#include "pdf/syntax.h"

#include <fmt/format.h>

#include <array>

namespace imprimatur::pdf {
namespace {

constexpr std::string_view producer = "imprimatur";
// ISO 15930-7 as the field's writers agree on it: XMP carries the identity, Info repeats it.
constexpr std::string_view x4 = "PDF/X-4";
constexpr std::string_view vt1 = "PDF/VT-1";  // ISO 16612-2, 6.3

// A PDF/VT-1 file is a PDF/X-4 file too.
bool is_x4(const DocumentFacts& facts) {
  return facts.conformance != Conformance::pdf_ua1;
}

using Uuid = std::array<std::uint8_t, 16>;

Uuid uuid_of(const crypto::Digest& digest, std::size_t from) {
  Uuid uuid;
  for (std::size_t i = 0; i < uuid.size(); ++i) uuid[i] = digest.bytes[from + i];
  uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0F) | 0x80);
  uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3F) | 0x80);
  return uuid;
}

std::string written(const Uuid& uuid) {
  std::string out;
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += fmt::format("{:02x}", uuid[i]);
  }
  return out;
}

std::string hex_string(const Uuid& uuid) {
  std::string out = "<";
  for (const std::uint8_t byte : uuid) out += fmt::format("{:02X}", byte);
  return out + ">";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        // XML 1.0 has no place for the other control characters.
        if (static_cast<std::uint8_t>(c) >= ' ' || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

std::string dublin_core(const DocumentFacts& facts) {
  std::string out = fmt::format(
      "   <dc:format>application/pdf</dc:format>\n"
      "   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\n"
      "   <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n",
      escaped(facts.title), escaped(facts.language));
  if (!facts.author.empty())
    out += fmt::format("   <dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n",
                       escaped(facts.author));
  return out;
}

std::string properties(const DocumentFacts& facts) {
  const std::string made = xmp_date(facts.made);
  std::string out = dublin_core(facts);
  out += fmt::format(
      "   <xmp:CreateDate>{0}</xmp:CreateDate>\n   <xmp:ModifyDate>{0}</xmp:ModifyDate>\n"
      "   <xmp:MetadataDate>{0}</xmp:MetadataDate>\n"
      "   <xmp:CreatorTool>{1}</xmp:CreatorTool>\n"
      "   <xmpMM:DocumentID>uuid:{2}</xmpMM:DocumentID>\n"
      "   <xmpMM:InstanceID>uuid:{3}</xmpMM:InstanceID>\n"
      "   <xmpMM:VersionID>1</xmpMM:VersionID>\n"
      "   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
      "   <pdf:Producer>{4}</pdf:Producer>\n   <pdf:Trapped>False</pdf:Trapped>\n",
      made, escaped(facts.creator), identity_uuid(facts.identity),
      written(uuid_of(facts.identity, 16)), producer);
  if (is_x4(facts))
    out += fmt::format("   <pdfxid:GTS_PDFXVersion>{}</pdfxid:GTS_PDFXVersion>\n", x4);
  if (facts.conformance == Conformance::pdf_vt1)
    out += fmt::format(
        "   <pdfvtid:GTS_PDFVTVersion>{}</pdfvtid:GTS_PDFVTVersion>\n"
        "   <pdfvtid:GTS_PDFVTModDate>{}</pdfvtid:GTS_PDFVTModDate>\n",
        vt1, made);
  if (facts.conformance == Conformance::pdf_ua1)  // ISO 14289-1, clause 5
    out += "   <pdfuaid:part xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">1</pdfuaid:part>\n";
  return out;
}

}  // namespace

std::string identity_uuid(const crypto::Digest& identity) {
  return written(uuid_of(identity, 0));
}

std::string trailer_id(const crypto::Digest& identity) {
  return hex_string(uuid_of(identity, 0)) + " " + hex_string(uuid_of(identity, 16));
}

std::uint32_t write_info(Objects& objects, const DocumentFacts& facts) {
  std::string info = "<< /Title " + text_string(facts.title);
  if (!facts.author.empty()) info += " /Author " + text_string(facts.author);
  const std::string made = date_string(facts.made);
  info += " /Creator " + text_string(facts.creator) + " /Producer " + text_string(producer) +
          " /CreationDate " + made + " /ModDate " + made + " /Trapped /False";
  if (is_x4(facts)) info += " /GTS_PDFXVersion " + text_string(x4);
  return objects.add(info + " >>");
}

std::uint32_t write_metadata(Objects& objects, const DocumentFacts& facts) {
  std::string xmp =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "  <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
      "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
      "    xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
      "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
      "    xmlns:pdfvtid=\"http://www.npes.org/pdfvt/ns/id/\"\n"
      "    xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n" +
      properties(facts) + "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n";
  // Room for tools that edit in place, as XMP asks for.
  for (int line = 0; line < 20; ++line) xmp += std::string(99, ' ') + "\n";
  xmp += "<?xpacket end=\"w\"?>";
  return objects.add_stream("/Type /Metadata /Subtype /XML", xmp, Objects::Kind::raw);
}

OutputIntent write_output_intent(Objects& objects, const ReadyCondition& ready) {
  const ink::OutputCondition& condition = ready.squeezed();
  OutputIntent written;
  written.profile =
      objects.add_stream("/N 4 /Filter /FlateDecode", condition.profile, Objects::Kind::raw);
  const std::string& people =
      condition.description.empty() ? condition.identifier : condition.description;
  std::string intent = "<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier " +
                       text_string(condition.identifier);
  if (!condition.registry.empty()) intent += " /RegistryName " + text_string(condition.registry);
  intent += " /OutputCondition " + text_string(people) + " /Info " + text_string(people) +
            " /DestOutputProfile " + reference(written.profile) + " >>";
  written.intent = objects.add(intent);
  return written;
}

}  // namespace imprimatur::pdf
