// The guard of what a form's objects may say: PDF syntax narrowed to what a logo needs.
#pragma once

#include "finding/finding.h"
#include "page/form.h"

#include <optional>

namespace imprimatur::page {

// nullopt: object `index` may go into a press sheet. Otherwise what is wrong with it, in few words.
// Object 0 is held to being the form XObject.
std::optional<finding::Sentence> fault_of_object(const Form& form, std::size_t index);

}  // namespace imprimatur::page
