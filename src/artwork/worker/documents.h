// Whole documents: what their pages are like, and imposing them.
#pragma once

#include "artwork/imposition.h"

#include <cstdio>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace imprimatur::artwork {

// The remarks are errors wherever `documents` is empty. The streams stay open.
Survey survey_of(const std::vector<std::FILE*>& files);

// Puts the imposed PDF out piece by piece; where there is a remark, what was put out is not whole.
std::optional<DocumentRemark> write_imposed(const std::vector<std::FILE*>& files,
                                            const Imposition& imposition,
                                            const std::function<void(std::string_view)>& put);

}  // namespace imprimatur::artwork
