// A small job, written by a stranger as it must be, and then damaged on purpose.
#pragma once

#include "crypto/digest.h"
#include "impose/run.h"
#include "verify/expect.h"
#include "verify/plain_pdf.h"
#include "verify/verify.h"
#include "world/folder.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace imprimatur::verify {

// The first file of the passes.
inline const std::string inner = "sheets-inner-0001.pdf";

// A place as it is about to be drawn.
struct Drawn {
  Slot slot;
  std::string word;                     // "VOID" where void
  std::optional<codes::Matrix> symbol;  // in every symbol's place
  bool artwork = true;
  measure::Point art_moved;  // right and down
};

// The first of its lines of this kind.
Text& text_of(Drawn& drawn, page::Variable variable);

enum class Bears : std::uint8_t { symbol_on_front, symbols_on_both_sides };

class Job {
 public:
  explicit Job(measure::Size leaf = {measure::Length::from_millimetres(120),
                                     measure::Length::from_millimetres(50)},
               std::uint32_t carnets = 7, Bears bears = Bears::symbol_on_front,
               std::uint32_t sheets_per_file = 2);

  // Called for each page before it is drawn; the file's name, its page from 0, its places.
  std::function<void(const std::string& file, std::uint32_t page, std::vector<Drawn>&)> damage;
  // Called for each page once it is drawn.
  std::function<void(const std::string& file, std::uint32_t page, PlainPage&)> scribble;
  bool with_intent = true;
  std::string everywhere;  // content of a form that all pages may paint
  // From now on every leaf bears two bars, which are on the approved pages too.
  void approve_bars();

  void write();
  // Written over as it is, with the manifest made to agree again or not.
  void replace(const std::string& name, const std::string& bytes);
  void write_manifest();
  std::string bytes(const std::string& name) const { return world::read_file(folder_ / name); }

  Report verify(const Choice& choice = {});
  // The rules of all findings.
  std::set<std::string> rules(const Choice& choice = {});

  world::Path path(const std::string& name) const { return folder_ / name; }
  Expected& expected() { return *expected_; }
  const codes::Coder& coder() const { return coder_; }

 private:
  std::string sheets(const SheetFile& file);
  std::string slot_map() const;
  void draw(PlainPage& page, const Drawn& drawn) const;

  world::TestFolder folder_;
  codes::Coder coder_;
  std::optional<Expected> expected_;
  std::map<std::string, std::string> files_;
};

}  // namespace imprimatur::verify
