// The door as the tests use it, and a look into what came out.
#pragma once

#include "artwork/door.h"
#include "measure/measure.h"
#include "world/files.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::artwork {

const ink::OutputCondition& condition();
Door real_door();
Admission admitted(std::string_view bytes);

// Rules of the findings, with '!' before those that are errors, a space between.
std::string rules(const Admission& admission);
// Everything the form says, streams inflated where they can be.
std::string words_of(const page::Form& form);
std::string words_of(const Admission& admission);
inline bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// An SVG of 40 × 20 CSS pixels.
std::string svg(std::string_view body);
// A page of 100 × 50 points; objects after its contents are numbered from 5.
std::string pdf(std::string_view content, std::string_view resources = {},
                std::string_view page = {}, const std::vector<std::string>& objects = {},
                std::string_view catalog = {});
std::string stream(std::string_view dictionary, std::string_view data);
// An RGB space whose primaries are those of sRGB, the red and the green one exchanged.
std::string swapped_profile();

}  // namespace imprimatur::artwork
