// A logo as a client's agency sends it: a PDF that prints in a spot ink.
#pragma once

#include "../pdf/assembled.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace imprimatur::flow {

// A square in a spot ink and half of it beside, on a PDF page of its own.
inline std::string logo_with_spot(const std::string& spot) {
  std::string name;
  for (const char c : spot) name += c == ' ' ? std::string("#20") : std::string(1, c);
  const std::string content =
      "/S cs 1 scn 4 4 30 30 re f 0.5 scn 38 4 18 30 re f 0 0 0 1 k 60 4 6 30 re f";
  const std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 70 38 ] /Contents 4 0 R /Resources "
      "<< /ColorSpace << /S 5 0 R >> >> >>",
      fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content),
      "[ /Separation /" + name +
          " /DeviceCMYK << /FunctionType 2 /Domain [ 0 1 ] /N 1 "
          "/C0 [ 0 0 0 0 ] /C1 [ 0 0.8 0.3 0.1 ] >> ]"};
  return handmade::assembled(objects, "%PDF-1.4\n");
}

}  // namespace imprimatur::flow
