#include "flow/codes_once.h"

#include "crypto/digest.h"
#include "flow/say.h"

#include <fmt/format.h>

#include <map>

namespace imprimatur::flow {
namespace {

finding::Finding printed_often(const std::string& name, std::uint64_t times) {
  return {
      finding::Severity::error,
      "codes-repeated",
      {name},
      {fmt::format("«\u00a0{}\u00a0» vient de «\u00a0imprimatur press\u00a0»\u00a0: chacun de ses "
                   "codes serait imprimé {}\u00a0fois.",
                   name, times),
       fmt::format("\"{}\" is of \"imprimatur press\": each of its codes would be printed {} times.",
                   name, times)},
      {"Imposez-le en «\u00a0cut-and-stack\u00a0», en un seul exemplaire, ou en "
       "«\u00a0gang\u00a0» avec «\u00a0:1\u00a0».",
       "Impose it with cut-and-stack, in one copy, or with gang and \":1\"."}};
}

finding::Finding given_twice(const std::string& name, const std::string& other) {
  return {
      finding::Severity::error,
      "codes-repeated",
      {name},
      {fmt::format("«\u00a0{}\u00a0» et «\u00a0{}\u00a0» sont le même fichier de «\u00a0imprimatur "
                   "press\u00a0»\u00a0: ses codes seraient imprimés deux fois.",
                   other, name),
       fmt::format("\"{}\" and \"{}\" are the same file of \"imprimatur press\": its codes would be "
                   "printed twice.",
                   other, name)},
      {"Ne le donnez qu’une fois.", "Give it once."}};
}

crypto::Digest digest_of(const world::Path& file) {
  crypto::Hasher hasher;
  world::read_pieces(file, [&](std::string_view piece) { hasher.add(piece); });
  return hasher.finish();
}

}  // namespace

finding::Findings expect_codes_once(const Leaves& leaves, const std::vector<world::Path>& files,
                                    const std::vector<std::uint64_t>& made) {
  finding::Findings findings;
  std::map<std::string, std::string> names;  // by digest
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    if (!leaves.is_of_press(i)) continue;
    const std::string name = named(files[i]);
    if (const auto times = leaves.most(i, made); times > 1)
      findings.add(printed_often(name, times));
    const auto [known, is_new] = names.try_emplace(digest_of(files[i]).hex(), name);
    if (!is_new) findings.add(given_twice(name, known->second));
  }
  return findings;
}

}  // namespace imprimatur::flow
