// A page of a document as a form XObject, with nothing of it changed.
#pragma once

#include "artwork/worker/document.h"

namespace imprimatur::artwork {

// Of the document's own objects. Its space is in points from the page's trimmed top-left corner as
// a reader sees it, y up; it shows what lies within the bleed. Its content is the page's, byte for
// byte where it is one stream; states that the page leaves open are closed. Throws Refused where
// the page restores more than it saved, since what surrounds the form would be restored with it.
QPDFObjectHandle form_of(Document& document, std::size_t page);

}  // namespace imprimatur::artwork
