// What a Writer and its Canvases share: everything the file holds once. For this room's own
// sources.
#pragma once

#include "pdf/font.h"
#include "pdf/metadata.h"
#include "pdf/objects.h"
#include "pdf/parts.h"
#include "pdf/structure.h"

#include <map>
#include <string>
#include <vector>

namespace imprimatur::pdf {

// Which of the shared things a content stream names, each kind sorted. Names in content are a
// letter and the index: /F0 font, /S1 spot colour space, /X2 form, /A3 artwork, /G4 graphics state,
// /L5 layer.
struct Used {
  std::vector<std::uint32_t> fonts, spots, forms, artworks, states, layers;
  void clear();
};
void note_use(std::vector<std::uint32_t>& used, std::uint32_t index);

// Black ink at 100 % and no other, which overprints.
bool is_black_alone(const ink::Colour& colour);

struct Form {
  std::uint32_t number = 0;
  bool translucent = false;
};

struct PlacedForm {
  std::string serialised_digest;
  std::string_view serialised;
  std::uint32_t number = 0;  // 0 until it is first placed
  measure::Size natural;
  bool translucent = false;
};

// The registration colour's place among the spots.
constexpr std::uint32_t registration_index = 0;

// An ink of the job has the name of one for finishing.
[[noreturn]] void refuse_finishing_ink(const std::string& name);

// The one Separation space of a name (PDF/X: one alternate and tint transform per name in a file).
struct SpotSpace {
  std::string name;
  std::optional<ink::Process> alternate;  // not known where an artwork brought its own definition
  std::uint32_t number = 0;               // 0 until it is first used
  bool finishing = false;                 // of a processing step: no press prints it
  bool converted = false;                 // it has no plate: its alternate is printed
};

struct Layer {
  std::uint32_t number = 0;
  bool is_step = false;  // a processing step (ISO 19593-1)
};

class File {
 public:
  File(world::Sink& sink, const DocumentFacts& facts, const ReadyCondition& condition);

  FontId add_font(const page::Font& font, const page::Resources& resources);
  ArtworkId add_artwork(const page::Artwork& artwork, const page::Resources& resources);
  void add_spot(const ink::SpotInk& spot);
  void add_finishing_ink(const ink::SpotInk& ink);
  std::vector<std::string> spots_in_use() const;
  LayerId add_layer(std::string_view name, std::optional<ProcessingStep> step);
  FormId add_form(const measure::Rect& box, const std::string& content, const Used& used,
                  bool translucent);
  void add_page(const PageBoxes& boxes, const std::string& content, const Used& used,
                bool translucent, const std::vector<ElementId>& sequences);
  ElementId add_element(const Element& element, std::optional<ElementId> parent) {
    return structure_.add(element, parent);
  }
  std::string_view type_of(ElementId element) const { return structure_.type_of(element); }
  bool is_tagged() const { return structure_.is_wanted(); }
  void begin_part(const PartFacts& facts) { parts_.begin(facts, objects_); }
  void end_part() { parts_.end(objects_); }
  void finish();

  // By index, written to the file at their first use.
  Font& font(FontId id) { return fonts_[id.index]; }
  const PlacedForm& artwork(ArtworkId id);
  std::uint32_t spot(const std::string& name);
  // The inks that a colour is printed with: its alternate's for a spot that is converted.
  ink::Colour printed(const ink::Colour& colour) const;
  std::uint32_t registration();
  std::uint32_t opacity(ink::Tint opacity);
  const Form& form(FormId id) const { return forms_[id.index]; }
  const Layer& layer(LayerId id) const { return layers_[id.index]; }

  std::uint32_t pages() const { return static_cast<std::uint32_t>(pages_.size()); }
  std::uint64_t bytes() const { return objects_.bytes(); }

 private:
  DocumentFacts facts_;
  Objects objects_;
  std::uint32_t info_, metadata_;
  OutputIntent intent_;
  std::vector<Font> fonts_;
  std::map<std::string, std::uint32_t> font_of_file_;
  std::vector<PlacedForm> artworks_;
  std::vector<SpotSpace> spots_;
  std::vector<Form> forms_;
  std::vector<std::uint32_t> states_;           // object numbers; the first are Canvas::Overprint
  std::map<ink::Tint, std::uint32_t> opacity_;  // index in states_
  std::vector<Layer> layers_;
  std::map<std::string, std::uint32_t> resources_;  // object number by the dictionary's text
  std::vector<std::uint32_t> pages_, nodes_;        // object numbers; a node holds `fan_out` pages
  Parts parts_;
  Structure structure_;

  std::uint32_t resources_for(const Used& used);
  std::uint32_t write_space(SpotSpace& spot);
  std::uint32_t space_of_artwork(const std::string& name, const std::string& definition);
  std::uint32_t write_page_tree();
  std::uint32_t write_catalog(std::uint32_t page_tree);
};

}  // namespace imprimatur::pdf
