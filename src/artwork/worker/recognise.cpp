#include "artwork/worker/recognise.h"

#include "artwork/worker/svg_scan.h"

#include <algorithm>
#include <array>

namespace imprimatur::artwork {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t at;
  std::string_view bytes;
  Kind kind;
  std::string_view seems;
};

constexpr std::string_view postscript = "EPS/PostScript", zip = "ZIP", ftyp = "MP4";

constexpr std::array signatures = {
    Signature{0, "\x89PNG\r\n\x1a\n"sv, Kind::png, {}},
    Signature{0, "\xff\xd8\xff"sv, Kind::jpeg, {}},
    Signature{0, "%PDF-"sv, Kind::pdf, {}},
    Signature{0, "II*\0"sv, Kind::tiff, {}},
    Signature{0, "MM\0*"sv, Kind::tiff, {}},
    Signature{0, "II+\0"sv, Kind::tiff, {}},
    Signature{0, "MM\0+"sv, Kind::tiff, {}},
    Signature{8, "WEBP"sv, Kind::webp, {}},
    Signature{0, "GIF8"sv, Kind::unknown, "GIF"},
    Signature{0, "BM"sv, Kind::unknown, "BMP"},
    Signature{4, "ftyp"sv, Kind::unknown, ftyp},
    Signature{0, "\0\0\0\x0cjP  "sv, Kind::unknown, "JPEG 2000"},
    Signature{0, "\xff\x4f\xff\x51"sv, Kind::unknown, "JPEG 2000"},
    Signature{0, "\xff\x0a"sv, Kind::unknown, "JPEG XL"},
    Signature{0, "\0\0\0\x0cJXL "sv, Kind::unknown, "JPEG XL"},
    Signature{0, "8BPS"sv, Kind::unknown, "Photoshop (PSD)"},
    Signature{0, "%!"sv, Kind::unknown, postscript},
    Signature{0, "\xc5\xd0\xd3\xc6"sv, Kind::unknown, postscript},
    Signature{0, "PK\3\4"sv, Kind::unknown, zip},
    Signature{0, "\xd0\xcf\x11\xe0"sv, Kind::unknown, "Microsoft Office (doc, xls, ppt)"},
    Signature{0, "\x1f\x8b"sv, Kind::unknown, "gzip (SVGZ?)"},
    Signature{0, "\xd7\xcd\xc6\x9a"sv, Kind::unknown, "WMF"},
    Signature{40, " EMF"sv, Kind::unknown, "EMF"},
    Signature{0, "\0\0\1\0"sv, Kind::unknown, "ICO"},
    Signature{0,
              "\x7f"
              "ELF"sv,
              Kind::unknown, "ELF"},
    Signature{0, "MZ"sv, Kind::unknown, "EXE"},
    Signature{0, "Rar!"sv, Kind::unknown, "RAR"},
    Signature{0, "7z\xbc\xaf"sv, Kind::unknown, "7-Zip"},
    Signature{0, "{\\rtf"sv, Kind::unknown, "RTF"},
    Signature{0, "\xff\xfe"sv, Kind::unknown, "UTF-16"},
    Signature{0, "\xfe\xff"sv, Kind::unknown, "UTF-16"},
};

// What an archive or a container holds, by a word near its beginning.
struct Inside {
  std::string_view of, word, seems;
};
constexpr std::array insides = {
    Inside{zip, "word/", "Word (docx)"},
    Inside{zip, "xl/", "Excel (xlsx)"},
    Inside{zip, "ppt/", "PowerPoint (pptx)"},
    Inside{zip, "application/vnd.oasis.opendocument", "OpenDocument (odt, odg...)"},
    Inside{ftyp, "ftyphei", "HEIC"},
    Inside{ftyp, "ftyphev", "HEIC"},
    Inside{ftyp, "ftypmif1", "HEIC"},
    Inside{ftyp, "ftypavif", "AVIF"},
};

std::string_view seems_inside(std::string_view bytes, std::string_view seems) {
  const auto found = std::ranges::find_if(insides, [&](const Inside& inside) {
    return inside.of == seems && bytes.substr(0, 1u << 16).find(inside.word) != bytes.npos;
  });
  return found == insides.end() ? seems : found->seems;
}

// The PDF that Illustrator and others pack into PostScript; it ends with the last %%EOF but the
// PostScript's own.
Recognised recognise_postscript(std::string_view bytes) {
  const std::size_t begin = bytes.find("%PDF-");
  const std::size_t table = bytes.rfind("startxref");
  const std::size_t end = table == bytes.npos ? table : bytes.find("%%EOF", table);
  if (begin == bytes.npos || end == bytes.npos || end < begin) {
    return {Kind::unknown, postscript, bytes};
  }
  return {Kind::pdf, {}, bytes.substr(begin, end + 5 - begin)};
}

bool is_plain_text(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char c) {
    return static_cast<unsigned char>(c) >= ' ' || c == '\t' || c == '\r' || c == '\n';
  });
}

Recognised recognise_text(std::string_view bytes) {
  const std::string_view root = root_element(bytes);
  if (root == "svg") return {Kind::svg, {}, bytes};
  if (root == "html" || root == "HTML") return {Kind::unknown, "HTML", bytes};
  if (!root.empty()) return {Kind::unknown, "XML/HTML", bytes};
  if (bytes.substr(0, 1024).find("%PDF-") != bytes.npos) return {Kind::pdf, {}, bytes};
  if (is_plain_text(bytes)) return {Kind::unknown, "TXT", bytes};
  return {Kind::unknown, {}, bytes};
}

}  // namespace

Recognised recognise(std::string_view bytes) {
  for (const Signature& signature : signatures) {
    if (bytes.size() < signature.at || !bytes.substr(signature.at).starts_with(signature.bytes)) {
      continue;
    }
    if (signature.seems == postscript) return recognise_postscript(bytes);
    return {signature.kind, seems_inside(bytes, signature.seems), bytes};
  }
  return recognise_text(bytes);
}

}  // namespace imprimatur::artwork
