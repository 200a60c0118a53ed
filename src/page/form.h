// A logo, ready to be placed: the drawing a PDF form XObject needs, with everything it uses, detached
// from any file. `artwork` makes it in its locked process, `pdf` splices it into what it writes.
#pragma once

#include "measure/measure.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::page {

// One indirect object. In `value` (PDF syntax, one line), a reference to object k of the form is
// written `@k@`, k counting from 0; '@' stands there for nothing else (strings are hexadecimal, names
// escape it as #40). `stream` holds the bytes as they go into the file, already filtered; /Length is
// not in `value` and is added by the writer.
struct FormObject {
  std::string value;
  std::optional<std::string> stream;
  bool operator==(const FormObject&) const = default;
};

// Object 0 is the form XObject: its /BBox is [0 0 w h] in points with `natural` = w × h, y upwards,
// and it has no /Matrix. Colours are DeviceCMYK, DeviceGray or Separation only.
struct Form {
  measure::Size natural;
  std::vector<FormObject> objects;
  bool operator==(const Form&) const = default;
};

// docs/formats/form.md gives the grammar. parse_form trusts nothing: a wrong length, a reference to
// an object that is not there, a control byte or a key the press must not see (/Type /Action,
// /JS, /OPI, /F, /EF, /AA, /Ref …) is a finding::Failure.
std::string serialise(const Form& form);
Form parse_form(std::string_view bytes);

}  // namespace imprimatur::page
