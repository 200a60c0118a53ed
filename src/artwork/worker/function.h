// PDF functions of one variable (ISO 32000-1, 7.10): gradients and spot inks are made of them.
#pragma once

#include "artwork/worker/workshop.h"

#include <qpdf/QPDFObjectHandle.hh>

#include <functional>
#include <vector>

namespace imprimatur::artwork {

using Values = std::vector<double>;

// The function's outputs at `input`. Types 0, 2 and 3, and arrays of them with one output each;
// others are refused as not supported.
Values evaluate(QPDFObjectHandle function, double input);

// A function with the same input whose outputs are those of `function`, converted. Where `function`
// is stitched of pieces (type 3) so is the new one: a hard edge between two colours stays hard. A
// piece is sampled where it was sampled, else at 33 places.
std::size_t add_converted(Workshop& workshop, QPDFObjectHandle function,
                          const std::function<Values(const Values&)>& convert);

// The function as it is, of any type: its outputs need no conversion.
std::size_t add_copied(Workshop& workshop, QPDFObjectHandle function);

// Every place where add_converted would look, in turn.
void visit(QPDFObjectHandle function, const std::function<void(const Values&)>& look);

}  // namespace imprimatur::artwork
