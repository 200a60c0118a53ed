#include "pdf/form_inks.h"

#include "pdf/spot_space.h"

#include <algorithm>

namespace imprimatur::pdf {

std::vector<std::string> inks_of_form(const page::Form& form) {
  std::vector<std::string> inks;
  for (const auto& [value, stream] : form.objects) {
    for (auto open = value.find('['); open != value.npos; open = value.find('[', open + 1)) {
      std::string ink = spot_of_space(value, open);
      if (!ink.empty() && std::ranges::find(inks, ink) == inks.end())
        inks.push_back(std::move(ink));
    }
  }
  return inks;
}

}  // namespace imprimatur::pdf
