// Client artwork into the file. For this room's own sources.
#pragma once

#include "page/form.h"
#include "pdf/objects.h"

#include <functional>
#include <string>

namespace imprimatur::pdf {

// What the form finds in this file. `default_cmyk` is an ICC profile's object, named in every
// resource dictionary as what DeviceCMYK means, or 0. `separation` answers with the object of the
// file's one colour space for a spot name; the definition given is the form's own, for a name not
// yet known.
struct Surroundings {
  std::uint32_t default_cmyk = 0;
  std::function<std::uint32_t(const std::string& name, const std::string& definition)> separation;
};

// Writes the form's objects under numbers of this file and answers with the number of the first,
// the form XObject.
std::uint32_t splice(Objects& objects, page::Form form, const Surroundings& here);

// Whether anything in it blends with what lies below (soft masks, opacities, blend modes).
bool is_translucent(const page::Form& form);

}  // namespace imprimatur::pdf
