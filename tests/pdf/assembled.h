// A PDF of parts that a test names, written by hand: for files that nobody's writer made.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

namespace imprimatur::handmade {

// The bodies of the objects, numbered from 1, of which the first is the catalogue; `header` is the
// file's first line and whatever comment follows it.
inline std::string assembled(const std::vector<std::string>& objects,
                             const std::string& header = "%PDF-1.6\n") {
  std::string text = header, table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", text.size());
    text += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  return text + fmt::format(
                    "xref\n0 {0}\n0000000000 65535 f \n{1}trailer\n<< /Root 1 0 R /Size {0} "
                    ">>\nstartxref\n{2}\n%%EOF\n",
                    objects.size() + 1, table, text.size());
}

}  // namespace imprimatur::handmade
