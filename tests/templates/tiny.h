// The smallest template that is one: a loose pass of 80 × 50 mm, whose parts the tests vary.
#pragma once

#include <string>

namespace tiny {

inline const std::string head = R"(format = 1
[template]
name = "tiny"
title = "Petit pass"
width = "80 mm"
height = "50 mm"
bleed = "3 mm"
safe = "4 mm"
binding = "none"
[[stock]]
name = "inner"
title = "Offset"
caliper = "0.1 mm"
[[ink]]
name = "noir"
process = [0, 0, 0, 100]
[[ink]]
name = "bleu"
process = [100, 70, 0, 40]
[[style]]
name = "body"
font = "OpenSans-Regular"
size = "8 pt"
least = "6 pt"
leading = "10 pt"
ink = "noir"
[[style]]
name = "code"
font = "JetBrainsMono-Bold"
size = "7 pt"
ink = "noir"
)";

inline const std::string needed =
    R"({ draw = "symbol", at = ["8 mm", "8 mm"], module = "508 um", ink = "noir" },
  { draw = "field", variable = "code", style = "code", box = ["6 mm", "24 mm", "40 mm", "3 mm"] },
  { draw = "field", variable = "serial", style = "body", box = ["24 mm", "8 mm", "20 mm", "3 mm"] },
  { draw = "text", zone = "pass", style = "body", box = ["24 mm", "14 mm", "40 mm", "8 mm"] },
  { draw = "image", zone = "funder", box = ["6 mm", "30 mm", "68 mm", "12 mm"], gap = "4 mm" },
)";

// `items` come after the needed ones on the front; `after` ends the file.
inline std::string toml(const std::string& items = "", const std::string& after = "",
                        const std::string& front = needed) {
  return head + "[[page]]\nname = \"front\"\ntitle = \"Recto\"\n[[page.panel]]\nitems = [\n  " +
         front + items +
         "]\n[[page]]\nname = \"back\"\ntitle = \"Verso\"\n[[page.panel]]\nitems = [\n" +
         R"(  { draw = "text", zone = "cover", style = "body", box = ["6 mm", "6 mm", "60 mm", "12 mm"] },
]
[[leaf]]
name = "pass"
stock = "inner"
front = "front"
back = "back"
pass = true
)" + after;
}

}  // namespace tiny
