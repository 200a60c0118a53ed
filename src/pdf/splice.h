// Client artwork into the file. For this room's own sources.
#pragma once

#include "page/form.h"
#include "pdf/objects.h"

namespace imprimatur::pdf {

// Writes the form's objects under numbers of this file and answers with the number of the first,
// the form XObject. `default_cmyk` is an ICC profile's object, named in every resource dictionary
// as what DeviceCMYK means, or 0.
std::uint32_t splice(Objects& objects, page::Form form, std::uint32_t default_cmyk);

// Whether anything in it blends with what lies below (soft masks, opacities, blend modes).
bool is_translucent(const page::Form& form);

}  // namespace imprimatur::pdf
