#include "artwork/worker/recognise.h"

#include "artwork/worker/svg_scan.h"

#include <array>

namespace imprimatur::artwork {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t at;
  std::string_view bytes;
  Recognised means;
};

constexpr std::array signatures = {
    Signature{0, "\x89PNG\r\n\x1a\n"sv, {Kind::png, {}}},
    Signature{0, "\xff\xd8\xff"sv, {Kind::jpeg, {}}},
    Signature{0, "%PDF-"sv, {Kind::pdf, {}}},
    Signature{0, "GIF8"sv, {Kind::unknown, "GIF"}},
    Signature{0, "II*\0"sv, {Kind::unknown, "TIFF"}},
    Signature{0, "MM\0*"sv, {Kind::unknown, "TIFF"}},
    Signature{0, "BM"sv, {Kind::unknown, "BMP"}},
    Signature{8, "WEBP"sv, {Kind::unknown, "WebP"}},
    Signature{4, "ftyp"sv, {Kind::unknown, "HEIC/AVIF/MP4"}},
    Signature{0, "\0\0\0\x0cjP  "sv, {Kind::unknown, "JPEG 2000"}},
    Signature{0, "\xff\x4f\xff\x51"sv, {Kind::unknown, "JPEG 2000"}},
    Signature{0, "8BPS"sv, {Kind::unknown, "Photoshop (PSD)"}},
    Signature{0, "%!"sv, {Kind::unknown, "EPS/PostScript"}},
    Signature{0, "\xc5\xd0\xd3\xc6"sv, {Kind::unknown, "EPS/PostScript"}},
    Signature{0, "PK\3\4"sv, {Kind::unknown, "ZIP (Word, Excel, PowerPoint, OpenDocument...)"}},
    Signature{0, "\xd0\xcf\x11\xe0"sv, {Kind::unknown, "Microsoft Office (doc, xls, ppt)"}},
    Signature{0, "\x1f\x8b"sv, {Kind::unknown, "gzip (SVGZ?)"}},
    Signature{0, "\xd7\xcd\xc6\x9a"sv, {Kind::unknown, "WMF"}},
    Signature{40, " EMF"sv, {Kind::unknown, "EMF"}},
    Signature{0, "\0\0\1\0"sv, {Kind::unknown, "ICO"}},
    Signature{0,
              "\x7f"
              "ELF"sv,
              {Kind::unknown, "ELF"}},
    Signature{0, "MZ"sv, {Kind::unknown, "EXE"}},
    Signature{0, "Rar!"sv, {Kind::unknown, "RAR"}},
    Signature{0, "7z\xbc\xaf"sv, {Kind::unknown, "7-Zip"}},
    Signature{0, "{\\rtf"sv, {Kind::unknown, "RTF"}},
    Signature{0, "\xff\xfe"sv, {Kind::unknown, "UTF-16"}},
    Signature{0, "\xfe\xff"sv, {Kind::unknown, "UTF-16"}},
};

Recognised recognise_text(std::string_view bytes) {
  const std::string_view root = root_element(bytes);
  if (root == "svg") return {Kind::svg, {}};
  if (root == "html" || root == "HTML") return {Kind::unknown, "HTML"};
  if (!root.empty()) return {Kind::unknown, "XML/HTML"};
  return {};
}

}  // namespace

Recognised recognise(std::string_view bytes) {
  for (const Signature& signature : signatures) {
    if (bytes.size() >= signature.at && bytes.substr(signature.at).starts_with(signature.bytes)) {
      return signature.means;
    }
  }
  return recognise_text(bytes);
}

}  // namespace imprimatur::artwork
