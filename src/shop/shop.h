// A print shop as the sheets must know it: paper, gripper, guillotine, marks, printing condition.
// Read from shops/NAME.toml of the workspace; the format is in docs/formats/shop.md.
//
// The sheet is seen from its front, as the press prints it: origin top-left, x along its width.
#pragma once

#include "finding/finding.h"
#include "ink/ink.h"
#include "measure/measure.h"
#include "world/files.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::shop {

using measure::Length;
using measure::Size;

enum class Edge : std::uint8_t { left, top, right, bottom };

// How the sheet is turned between its two sides: about an axis along its short or its long edge. A
// landscape sheet flipped about its short edge turns as a page of a book does.
enum class Flip : std::uint8_t { short_edge, long_edge };

// How the two sides of a sheet are printed. `sheetwise`: all fronts on one side, all backs on the
// other. `work_and_turn` and `work_and_tumble`: one form for both sides, half of it fronts and half
// of it backs; the pile is turned about the axis that keeps the gripper's edge (turn) or brings it
// to the other side (tumble).
enum class Work : std::uint8_t { sheetwise, work_and_turn, work_and_tumble };

// How leaves follow each other through the sheets: see impose/plan.h.
enum class Stacking : std::uint8_t { cut_and_stack, step_and_repeat };

// How printed sheets arrive in the delivery. Face down, the first one printed is the first of the
// pile; face up, the pile is read from the last, so that the last is printed first.
enum class Delivery : std::uint8_t { face_down, face_up };

// Along which edge of a sheet the paper's fibres run.
enum class Grain : std::uint8_t { long_edge, short_edge };

// What TrimBox says of a sheet (PDF has one box for the whole of it): the union of the trimmed
// leaves, or the paper sheet itself, for imposition programs that centre on TrimBox.
enum class TrimBox : std::uint8_t { net, sheet };

// A strip at each edge where the press prints nothing.
struct Margins {
  Length left, top, right, bottom;
  bool operator==(const Margins&) const = default;
};

// A paper that the shop has.
struct Paper {
  Size sheet;
  std::optional<Grain> grain;  // nullopt: not known, any turn of the leaves will do
  bool operator==(const Paper&) const = default;
};

// What the shop has settled of the layout; what is not said, the planner finds.
struct Wishes {
  enum class Leaves : std::uint8_t { upright, turned };
  std::optional<Leaves> leaves;
  std::optional<std::uint32_t> columns, rows;
  bool operator==(const Wishes&) const = default;
};

// The strip by which the press holds the sheet, measured from its edge; zero where it needs none.
struct Gripper {
  Edge edge = Edge::left;
  Length depth;
  bool operator==(const Gripper&) const = default;
};

// How much the guillotine takes at once: by height, by a number of sheets, or both (the smaller
// wins). `sheets_of` names stocks that are known better than by their caliper.
struct Lift {
  std::optional<Length> height;
  std::optional<std::uint32_t> sheets;
  std::map<std::string, std::uint32_t> sheets_of;
  bool operator==(const Lift&) const = default;
};

// Crop marks: lines from `offset` to `offset + length` outside the trim, `width` thick.
struct CropMarks {
  Length offset, length, width;
  bool operator==(const CropMarks&) const = default;
};

// Which of the marks that a shop may do without stand on its sheets. Crop marks always do.
struct Extras {
  bool registration = true;  // crosses in the middle of the sides
  bool colour_bar = true;
  bool sheet_code = true;  // a DataMatrix that names the sheet
  bool operator==(const Extras&) const = default;
};

// What a sheet file promises: PDF/X-4 (ISO 15930-7) or, with a tree of document parts, PDF/VT-1
// (ISO 16612-2).
enum class FileKind : std::uint8_t { pdf_x4, pdf_vt1 };

// What becomes of a template's spot inks: plates of their own, or the process inks of their
// alternates.
enum class Spots : std::uint8_t { kept, converted };

// Where the finishing lines are drawn (ISO 19593-1): in the sheets' own file, in a file beside it
// with the same geometry, or nowhere.
enum class FinishingIn : std::uint8_t { sheet, separate, none };

// The shop's names for the inks of finishing lines: one for each operation, none of them alike.
struct FinishingInks {
  std::string cutting = "Cutting", perforating = "Perf", creasing = "Crease", folding = "Fold",
              stapling = "Staple", gluing = "Glue";
  bool operator==(const FinishingInks&) const = default;
};

struct Finishing {
  FinishingIn in = FinishingIn::none;
  FinishingInks inks;
  bool operator==(const Finishing&) const = default;
};

// By how much the press lays the back beside its place, as measured on the register test sheet: to
// the right and downwards, on the back as one looks at it. The back is drawn so much the other way.
struct Shift {
  Length right, down;
  bool operator==(const Shift&) const = default;
};

struct Shop {
  std::string name;            // of the file, "default"
  std::string title;           // for people
  Size sheet;                  // the first paper; impose::Layout says which was chosen
  std::optional<Grain> grain;  // of that paper
  std::vector<Paper> papers;   // all that may be chosen, `sheet` first
  Work work = Work::sheetwise;
  Stacking stacking = Stacking::cut_and_stack;
  Delivery delivery = Delivery::face_down;
  Wishes wishes;
  Gripper gripper;
  Margins margins;
  Length gutter;  // between the trims of two neighbouring leaves; they share it for their bleed
  Flip flip = Flip::short_edge;
  Lift lift;
  CropMarks crop;
  Length slug;  // depth of the strip kept for the slug line
  Extras extras;
  FileKind file_kind = FileKind::pdf_x4;
  FileKind one_up_kind = FileKind::pdf_vt1;  // of the leaves that this shop imposes itself
  Spots spots = Spots::kept;
  std::uint32_t ink_limit = 0;  // per cent of all inks together, 100 to 400; 0: not measured
  Finishing finishing;
  Shift back_shift;
  TrimBox trim_box = TrimBox::net;
  std::uint32_t sheets_per_file = 0;  // at least 1
  ink::OutputCondition condition;     // with its profile's bytes
};

// Those of `papers`, or the one sheet of a shop that names none.
std::vector<Paper> papers_of(const Shop& shop);

// How the fibres of the paper of this size run; nullopt where it isn't known, or no such paper is
// the shop's.
std::optional<Grain> grain_of(const Shop& shop, Size sheet);

// The most sheets of `stock` (each `caliper` thick) that are cut at once; at least 1.
std::uint32_t largest_lift(const Shop& shop, const std::string& stock, Length caliper);

// Reads a shop's file. Every fault, a gripper and margins that leave nothing of the sheet among
// them, is a finding at its line; what depends on the product too is impose's to find. nullopt
// where an error leaves no shop to speak of. The profile is looked for in `profile_folders`, in
// turn. Throws finding::Failure only where the disk refuses.
struct ReadShop {
  std::optional<Shop> shop;
  finding::Findings findings;
};
ReadShop read_shop(const world::Path& file, const std::vector<world::Path>& profile_folders);

}  // namespace imprimatur::shop
