// Findings as they are noted down: bounded, so that a folder that is wrong from end to end can
// still be reported. For this room's own sources.
#pragma once

#include "finding/finding.h"
#include "verify/expected.h"

#include <cstdint>
#include <map>
#include <string>

namespace imprimatur::verify {

// What is said of a place, without its full stop: "le symbole ne se lit pas".
using finding::Sentence;

class Notebook {
 public:
  explicit Notebook(Carrier carrier) : carrier_(carrier) {}

  static constexpr std::uint64_t most_of_a_rule = 20;

  // Of a file as a whole, or a line of it. The sentences are whole.
  void file(const std::string& rule, const finding::Place& place, const Sentence& sentence,
            const Sentence& hint);
  // Of one slot: its sheet, side, number and serial are put in front.
  void slot(const std::string& rule, const SheetFile& file, std::uint32_t sheet, Side side,
            const Slot& slot, const Sentence& what);
  // Of one page.
  void page(const std::string& rule, const SheetFile& file, std::uint32_t sheet, Side side,
            const Sentence& what);

  // So many of the rule were noted that no more are shown.
  bool is_full(const std::string& rule) const;
  // All that was noted, file by file, and at the end a finding for each rule that has more.
  finding::Findings close() &&;

 private:
  Carrier carrier_;
  finding::Findings findings_;
  std::map<std::string, std::uint64_t> counts_;
};

// A name found in a folder or a file, as it may stand in a sentence.
std::string quotable(const std::string& name);

// A count as it is told: "1 200", "1,200".
std::string told(std::uint64_t count, finding::Language language);

// "n° 000 012 345" and "serial 000 012 345".
Sentence spoken(codes::Serial serial);

// "Do not print …": what to do when the sheets themselves are wrong.
Sentence make_again();

}  // namespace imprimatur::verify
