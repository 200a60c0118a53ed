// A content stream (ISO 32000-1, 7.8.2), read operator by operator and written again in press
// colours.
#pragma once

#include "artwork/worker/space.h"
#include "artwork/worker/workshop.h"

#include <qpdf/QPDFObjectHandle.hh>

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace imprimatur::artwork {

struct Content {
  std::string text;
  // By category ("/XObject"), the names of resources that the text uses, and how large it places
  // them.
  std::map<std::string, std::map<std::string, Scales>> used;
  Gauge gauge;  // of what it draws itself
};

// Of a page or form, or of a glyph of a Type 3 font, which begins with d0 or d1 (9.6.5).
enum class Stream : std::uint8_t { page, glyph };

// Only operators of ISO 32000-1, table 51 pass; marked content falls away. `is_hidden` is asked for
// each optional-content property list. q and Q are made to balance.
Content rewrite(Workshop& workshop, QPDFObjectHandle streams, QPDFObjectHandle resources,
                Painting painting, const std::function<bool(QPDFObjectHandle)>& is_hidden,
                Stream kind = Stream::page);

}  // namespace imprimatur::artwork
