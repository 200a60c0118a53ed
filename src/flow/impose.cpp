#include "flow/impose.h"

#include "artwork/imposer.h"
#include "crypto/digest.h"
#include "flow/codes_once.h"
#include "flow/imposed_leaves.h"
#include "flow/named_shop.h"
#include "flow/say.h"
#include "impose/finished.h"
#include "impose/marks.h"
#include "impose/places.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Sentence;
using impose::Side;

std::string_view name_of(Scheme scheme) {
  return std::ranges::find(schemes, scheme, &std::pair<std::string_view, Scheme>::second)->first;
}

// False: one of them can't be handed to its reader.
bool are_there(const ImposeWishes& wishes, finding::Findings& findings) {
  bool all = true;
  for (const ImposedFile& input : wishes.files) {
    std::error_code unknown;
    if (std::filesystem::is_regular_file(input.file, unknown)) continue;
    all = false;
    const std::string name = named(input.file);
    findings.error(
        "document-not-there", {name},
        {fmt::format("Il n’y a pas de fichier «\u00a0{}\u00a0».", name),
         fmt::format("There is no file \"{}\".", name)},
        {"Vérifiez le chemin du PDF à imposer.", "Check the path of the PDF to impose."});
  }
  return all;
}

// The finished leaves don't say where they are perforated or creased, nor in which spot inks.
artwork::Marks marks_of(const impose::Layout& layout, Side side, const shop::Shop& shop) {
  const std::vector<const page::Page*> leaves(layout.up(), nullptr);
  artwork::Marks marks = impose::line_marks(layout, side, shop, leaves);
  for (const measure::Rect& bar : impose::mark_places(layout, side, shop).colour_bars) {
    const std::vector<page::Path> fields = impose::colour_bar(bar, {});
    marks.insert(marks.end(), fields.begin(), fields.end());
  }
  return marks;
}

// The plan, page by page of the file to be written.
class Imposing {
 public:
  Imposing(const shop::Shop& shop, const impose::FinishedRun& planned, const Leaves& leaves)
      : shop_(shop), planned_(planned), layout_(planned.run().layout), leaves_(leaves) {}

  artwork::Imposition imposition() const {
    artwork::Imposition imposition;
    imposition.sheet = layout_.sheet;
    for (const Side side : {Side::front, Side::back}) {
      imposition.marks.push_back(marks_of(layout_, side, shop_));
    }
    for (std::uint32_t sheet = 0; sheet < planned_.plan().sheets(); ++sheet) {
      imposition.sides.push_back(side_of(sheet, Side::front));
      if (leaves_.have_backs()) imposition.sides.push_back(side_of(sheet, Side::back));
    }
    return imposition;
  }

 private:
  const shop::Shop& shop_;
  const impose::FinishedRun& planned_;
  const impose::Layout& layout_;
  const Leaves& leaves_;

  artwork::ImposedSide side_of(std::uint32_t sheet, Side side) const {
    artwork::ImposedSide imposed;
    imposed.marks = side == Side::front ? 0 : 1;
    const measure::Rect paper{{}, layout_.sheet};
    const bool whole = shop_.trim_box == shop::TrimBox::sheet;
    imposed.trim = whole ? paper : layout_.net(side);
    imposed.bleed = whole ? paper : layout_.net(side).grown(layout_.bleed);
    for (std::uint32_t slot = 0; slot < layout_.up(); ++slot) {
      const auto shown = planned_.at(sheet, slot);
      if (!shown) continue;
      const impose::Cell& cell = layout_.cells(side)[slot];
      const auto page = leaves_.page(shown->leaf, cell.face);
      if (!page) continue;
      imposed.pages.push_back(
          {page->document, page->page, impose::crept(cell, shown->creep), cell.clip});
    }
    return imposed;
  }
};

std::string identity_of(const std::vector<world::Path>& files,
                        const artwork::Imposition& imposition) {
  crypto::Hasher hasher;
  for (const world::Path& file : files) {
    world::read_pieces(file, [&](std::string_view piece) { hasher.add(piece); });
  }
  hasher.add(artwork::to_text(imposition));
  return hasher.finish().hex().substr(0, 32);
}

// What is written can be interrupted, and the worker with it.
class Interruptible : public world::Sink {
 public:
  Interruptible(const world::World& world, world::Sink& sink) : world_(world), sink_(sink) {}
  void write(std::string_view bytes) override {
    world_.checkpoint();
    sink_.write(bytes);
  }

 private:
  const world::World& world_;
  world::Sink& sink_;
};

// As a printer says it; `name_of` is what is typed.
finding::Sentence trade_name(Scheme scheme) {
  static constexpr std::string_view french[] = {"coupe et empilage",       "poses répétées",
                                                "piqûre à cheval",         "dos carré collé",
                                                "un feuillet par feuille", "amalgame"};
  return {std::string(french[static_cast<std::size_t>(scheme)]), std::string(name_of(scheme))};
}

// "8 poses"; printers say "8 up" in English.
std::string places_of(const impose::Layout& layout, finding::Language language) {
  if (language == finding::Language::english) return fmt::format("{} up", layout.up());
  static const wording::Noun place{{"pose", "place"}, {"poses", "places"}};
  return wording::counted(layout.up(), place, language);
}

Outcome say_what_was_imposed(const ImposeWishes& wishes, const impose::FinishedRun& planned,
                             const Leaves& leaves, finding::Findings findings) {
  Outcome outcome;
  outcome.findings = std::move(findings);
  const impose::Layout& layout = planned.run().layout;
  const std::uint32_t sheets = planned.plan().sheets(), times = planned.times();
  using enum finding::Language;
  const auto number = [](std::uint64_t count, finding::Language language) {
    return wording::number(static_cast<std::int64_t>(count), language);
  };
  const auto say = [&](finding::Language language) {
    return fmt::format(fmt::runtime(language == finding::Language::french ? "{}, {}, {}\u00a0: {}"
                                                                          : "{}, {}, {}: {}"),
                       trade_name(wishes.scheme).in(language), places_of(layout, language),
                       wording::counted(sheets, wording::sheet, language), named(wishes.output));
  };
  outcome.lines.push_back({say(finding::Language::french), say(finding::Language::english)});
  if (times > 1) {
    outcome.lines.push_back(
        {fmt::format("    Chaque feuille est à imprimer {}\u00a0fois.", number(times, french)),
         fmt::format("    Each sheet is to be printed {} times.", number(times, english))});
  }
  const std::uint64_t empty = planned.plan().voids();
  if (empty > 0) {
    static const wording::Noun place{{"place reste vide", "place stays empty"},
                                     {"places restent vides", "places stay empty"}};
    const auto in = [&](finding::Language language) {
      return "    " + wording::counted(static_cast<std::int64_t>(empty), place, language) + ".";
    };
    outcome.lines.push_back({in(finding::Language::french), in(finding::Language::english)});
  }
  nlohmann::ordered_json made = nlohmann::ordered_json::array();
  const std::vector<std::uint64_t> copies = planned.made();
  for (std::uint32_t i = 0; i < wishes.files.size(); ++i) {
    const std::uint64_t fewest = leaves.fewest(i, copies);
    const auto asked =
        wishes.scheme == Scheme::gang ? std::optional(wishes.files[i].count) : wishes.copies;
    const std::uint64_t over = asked && fewest > *asked ? fewest - *asked : 0;
    if (over > 0) {
      outcome.lines.push_back(
          {fmt::format("    {}\u00a0: {} au lieu de {} ({} de plus)", named(wishes.files[i].file),
                       number(fewest, french), number(*asked, french), number(over, french)),
           fmt::format("    {}: {} instead of {} ({} more)", named(wishes.files[i].file),
                       number(fewest, english), number(*asked, english), number(over, english))});
    }
    made.push_back({{"file", named(wishes.files[i].file)},
                    {"pages", leaves.pages(i)},
                    {"made", fewest},
                    {"over", over}});
  }
  outcome.facts = nlohmann::ordered_json{
      {"output", named(wishes.output)},
      {"scheme", name_of(wishes.scheme)},
      {"up", layout.up()},
      {"columns", layout.columns},
      {"rows", layout.rows},
      {"sheets", sheets},
      {"times", times},
      {"sheets_printed", planned.sheets_printed()},
      {"empty", empty},
      {"condition", leaves.condition()},
      {"pdf_x4", leaves.are_pdf_x4()},
      {"files", made}}.dump();
  return outcome;
}

}  // namespace

Outcome impose(const Desk& desk, const std::optional<Workspace>& workspace,
               const ImposeWishes& wishes) {
  finding::Findings findings;
  for (const ImposedFile& input : wishes.files)
    expect_other_file(input.file, wishes.output, findings);
  const auto shop = read_named_shop(desk, workspace, wishes.shop, findings);
  if (!are_there(wishes, findings)) return refused(std::move(findings));
  std::vector<world::Path> files;
  for (const ImposedFile& input : wishes.files) files.push_back(input.file);
  const artwork::Door door = artwork::document_door(desk.house.artwork);
  desk.watch({{"Lecture des documents", "Reading the documents"}, 0, 0});
  artwork::Surveyed surveyed = artwork::survey(door, files);
  findings.add(surveyed.findings);
  if (findings.has_errors() || !shop) return refused(std::move(findings));

  const Leaves leaves(std::move(surveyed.documents), files);
  leaves.judge(*shop, findings);
  if (findings.has_errors()) return refused(std::move(findings));
  impose::Finished finished{leaves.trim(),
                            leaves.bleed(),
                            wishes.caliper,
                            leaves.count(),
                            leaves.have_backs(),
                            wishes.copies,
                            {}};
  if (wishes.scheme == Scheme::gang) finished.counts = leaves.counts(wishes.files);
  const auto planned = impose::plan_finished(
      *shop, wishes.scheme, finished);
  findings.add(planned.findings);
  if (!planned.run) return refused(std::move(findings));
  findings.add(expect_codes_once(leaves, files, planned.run->made()));
  if (findings.has_errors()) return refused(std::move(findings));
  if (wishes.scheme == Scheme::saddle_stitch) leaves.note_blanks(planned.run->plan(), findings);

  artwork::Imposition imposition = Imposing(*shop, *planned.run, leaves).imposition();
  imposition.title =
      fmt::format("{} ({})", named(files.front().filename()), name_of(wishes.scheme));
  imposition.identity = identity_of(files, imposition);
  desk.world.checkpoint();
  desk.watch({{"Imposition", "Imposition"}, 0, 0});
  world::OutputFile output(wishes.output);
  Interruptible sink(desk.world, output);
  findings.add(artwork::impose(door, files, imposition, sink));
  if (findings.has_errors()) return refused(std::move(findings));
  desk.world.checkpoint();
  output.commit();
  return say_what_was_imposed(wishes, *planned.run, leaves, std::move(findings));
}

}  // namespace imprimatur::flow
