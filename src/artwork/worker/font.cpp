#include "artwork/worker/font.h"

#include "artwork/worker/syntax.h"

#include <array>

namespace imprimatur::artwork {
namespace {

std::string copied(QPDFObjectHandle dict, std::initializer_list<const char*> keys) {
  std::string text;
  for (const char* key : keys) {
    if (dict.hasKey(key)) text += ' ' + std::string(key) + ' ' + direct_text(dict.getKey(key));
  }
  return text;
}

std::size_t add_stream(Workshop& workshop, QPDFObjectHandle stream,
                       std::initializer_list<const char*> keys) {
  const auto data = stream.getStreamData(qpdf_dl_specialized);
  return workshop.add(
      "<<" + copied(stream.getDict(), keys) + " /Filter /FlateDecode >>",
      deflated({reinterpret_cast<const char*>(data->getBuffer()), data->getSize()}));
}

std::string name_of(QPDFObjectHandle font) {
  QPDFObjectHandle name = font.getKey("/BaseFont");
  return name.isName() ? name.getName().substr(1) : "?";
}

std::string descriptor(Workshop& workshop, QPDFObjectHandle font) {
  QPDFObjectHandle facts = font.getKey("/FontDescriptor");
  if (facts.isDictionary()) {
    for (const char* key : {"/FontFile", "/FontFile2", "/FontFile3"}) {
      QPDFObjectHandle file = facts.getKey(key);
      if (!file.isStream()) continue;
      const std::size_t program =
          add_stream(workshop, file, {"/Subtype", "/Length1", "/Length2", "/Length3"});
      return "<< /Type /FontDescriptor" +
             copied(facts, {"/FontName", "/FontFamily", "/FontStretch", "/FontWeight", "/Flags",
                            "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/Leading",
                            "/CapHeight", "/XHeight", "/StemV", "/StemH", "/AvgWidth", "/MaxWidth",
                            "/MissingWidth", "/CharSet"}) +
             ' ' + key + ' ' + reference(program) + " >>";
    }
  }
  throw Refused("artwork-font", name_of(font));
}

std::string encoding(Workshop& workshop, QPDFObjectHandle font) {
  QPDFObjectHandle encoding = font.getKey("/Encoding");
  if (encoding.isNull()) return {};
  if (!encoding.isStream()) return " /Encoding " + direct_text(encoding);
  // A CMap that builds on another stream would need it too.
  if (encoding.getDict().getKey("/UseCMap").isStream()) {
    throw Refused("artwork-unsupported", "/UseCMap");
  }
  return " /Encoding " +
         reference(add_stream(workshop, encoding,
                              {"/Type", "/CMapName", "/CIDSystemInfo", "/WMode", "/UseCMap"}));
}

std::string descendant(Workshop& workshop, QPDFObjectHandle font) {
  QPDFObjectHandle list = font.getKey("/DescendantFonts");
  if (!list.isArray() || list.getArrayNItems() != 1 || !list.getArrayItem(0).isDictionary()) {
    throw Refused("artwork-damaged", "/DescendantFonts");
  }
  QPDFObjectHandle cid = list.getArrayItem(0);
  std::string text = "<< /Type /Font" + copied(cid, {"/Subtype", "/BaseFont", "/CIDSystemInfo",
                                                     "/DW", "/W", "/DW2", "/W2"});
  text += " /FontDescriptor " + descriptor(workshop, cid);
  QPDFObjectHandle map = cid.getKey("/CIDToGIDMap");
  if (map.isStream()) text += " /CIDToGIDMap " + reference(add_stream(workshop, map, {}));
  if (map.isName()) text += " /CIDToGIDMap " + direct_text(map);
  return text + " >>";
}

}  // namespace

std::size_t add_font(Workshop& workshop, QPDFObjectHandle font) {
  QPDFObjectHandle kind =
      font.isDictionary() ? font.getKey("/Subtype") : QPDFObjectHandle::newNull();
  if (!kind.isName()) throw Refused("artwork-damaged", "/Font");
  const std::size_t index = workshop.reserve();
  std::string text = "<< /Type /Font" + copied(font, {"/Subtype", "/BaseFont"});
  if (kind.getName() == "/Type0") {
    text += " /DescendantFonts [ " + descendant(workshop, font) + " ]";
  } else {
    text += copied(font, {"/FirstChar", "/LastChar", "/Widths"});
    text += " /FontDescriptor " + descriptor(workshop, font);
  }
  text += encoding(workshop, font);
  if (font.getKey("/ToUnicode").isStream()) {
    text += " /ToUnicode " + reference(add_stream(workshop, font.getKey("/ToUnicode"), {}));
  }
  workshop.objects[index].value = text + " >>";
  return index;
}

}  // namespace imprimatur::artwork
