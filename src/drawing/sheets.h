// A run's first sheets as a printer looks at them: for each stock the front and the back, at their
// true proportions, with what lies in every slot.
//
// A slot names its booklet, the position of its leaf in it, and the page that it shows, written as
// the page is read; a triangle points to the page's head. Finishing lines, crop marks, margins,
// gripper and strips are drawn where they are. The legend stands below.
#pragma once

#include "drawing/picture.h"
#include "finding/finding.h"
#include "impose/run.h"

namespace imprimatur::drawing {

// `run` was made of `document` and `shop`. Page titles are in the document's language, all else in
// `language`.
Picture sheets_of(const page::Document& document, const shop::Shop& shop, const impose::Run& run,
                  finding::Language language);

}  // namespace imprimatur::drawing
