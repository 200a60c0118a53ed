// Functions written as little PostScript programs (PDF 1.6, 3.9.4). For function.cpp.
#pragma once

#include "pdf/function.h"

namespace imprimatur::pdf {

// "{ dup 0.3 mul exch 1 mul }". Throws finding::Failure for what is no such program, and, when it
// is run, for a program that takes more than there is. Angles and bits are not computed with.
Function calculator(std::string_view program);

}  // namespace imprimatur::pdf
