#include "artwork/worker/content.h"

#include "artwork/worker/syntax.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace imprimatur::artwork {
namespace {

constexpr std::size_t most_operands = 10'000;
constexpr std::size_t most_states = 256;
constexpr std::size_t most_text = 64u << 20;

// Passed on with their operands as they are.
constexpr std::array plain_operators = {
    "w", "J",  "j",  "M",  "d",  "ri", "i",  "cm", "m",  "l",  "c",  "v",  "y",  "h",  "re", "n",
    "W", "W*", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "Td", "TD", "Tm", "T*", "k",  "K"};
// The same, and they leave a mark.
constexpr std::array painting_operators = {"S", "s",  "f",  "F",  "f*", "B", "B*",
                                           "b", "b*", "Tj", "TJ", "'",  "\""};
constexpr std::array passed_over = {"MP", "DP", "BMC", "EMC", "BX", "EX"};

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

class Rewriter : public QPDFObjectHandle::ParserCallbacks {
 public:
  Rewriter(Workshop& workshop, QPDFObjectHandle resources, Painting painting,
           const std::function<bool(QPDFObjectHandle)>& is_hidden, Stream kind)
      : workshop_(workshop),
        resources_(resources),
        painting_(painting),
        is_hidden_(is_hidden),
        kind_(kind) {}

  void handleObject(QPDFObjectHandle object, size_t, size_t) override {
    if (object.isOperator()) {
      perform(object.getOperatorValue());
      operands_.clear();
      if (content_.text.size() > most_text) throw Refused("artwork-complex");
    } else if (operands_.size() == most_operands) {
      throw Refused("artwork-complex");
    } else {
      operands_.push_back(object);
    }
  }
  void handleEOF() override {
    for (; !saved_.empty(); saved_.pop_back()) content_.text += "Q\n";
  }
  Content take() { return std::move(content_); }

 private:
  enum class Side { fill, stroke };
  struct Spaces {
    Space fill, stroke;
  };
  // What of the graphics state (ISO 32000-1, 8.4) decides how large things come out.
  struct Sizes {
    double scale = 1, line = 1, font = 0;
    bool unseen = false;  // text that is neither filled nor stroked
  };
  struct State {
    Spaces spaces;
    Sizes sizes;
  };

  void perform(const std::string& op) {
    if (holds(plain_operators, op)) {
      resize(op);
      return emit(op);
    }
    if (holds(painting_operators, op)) {
      workshop_.painted = true;
      gauge(op);
      return emit(op);
    }
    if (holds(passed_over, op)) return;
    // Those of pages and forms were taken out before: it stands in a pattern or a glyph.
    if (op == "BI") throw Refused("artwork-unsupported", "BI");
    if (kind_ == Stream::glyph && (op == "d0" || op == "d1")) return emit(op);
    if (op == "BDC") return check_layer();
    if (op == "q" || op == "Q") return save_or_restore(op);
    if (op == "rg" || op == "g" || op == "cs" || op == "sc" || op == "scn") {
      return colour(op, Side::fill);
    }
    if (op == "RG" || op == "G" || op == "CS" || op == "SC" || op == "SCN") {
      return colour(op, Side::stroke);
    }
    use_resource(op);
  }

  void emit(std::string_view op) {
    for (QPDFObjectHandle operand : operands_) content_.text += direct_text(operand) + ' ';
    (content_.text += op) += '\n';
  }
  void emit_text(const std::string& text, std::string_view op) {
    ((content_.text += text) += op) += '\n';
  }
  void use(const std::string& category, const std::string& name, double scale) {
    content_.used[category][name].add(scale);
  }

  double operand(std::size_t index) {
    const bool there = index < operands_.size() && operands_[index].isNumber();
    return there ? operands_[index].getNumericValue() : 0;
  }
  double scale_of_matrix() {
    return std::sqrt(std::abs(operand(0) * operand(3) - operand(1) * operand(2)));
  }
  void resize(const std::string& op) {
    if (op == "cm") sizes_.scale *= scale_of_matrix();
    if (op == "w") sizes_.line = std::abs(operand(0));
    if (op == "Tr") sizes_.unseen = operand(0) == 3 || operand(0) == 7;
    if (op == "BT") text_scale_ = 1;
    if (op == "Tm") text_scale_ = scale_of_matrix();
  }
  void gauge(const std::string& op) {
    Gauge& least = content_.gauge;
    if (op[0] == 'T' || op == "'" || op == "\"") {
      const double em = std::abs(sizes_.font) * text_scale_ * sizes_.scale;
      if (!sizes_.unseen && em > 0) least.text = std::min(least.text, em);
    } else if (op[0] != 'f' && op[0] != 'F') {
      least.line = std::min(least.line, sizes_.line * sizes_.scale);
    }
  }
  void take_state(const std::string& name) {
    QPDFObjectHandle states =
        resources_.isDictionary() ? resources_.getKey("/ExtGState") : QPDFObjectHandle::newNull();
    QPDFObjectHandle state = states.isDictionary() ? states.getKey(name) : states;
    if (state.isDictionary() && state.getKey("/LW").isNumber()) {
      sizes_.line = std::abs(state.getKey("/LW").getNumericValue());
    }
  }

  void use_resource(const std::string& op) {
    static const std::map<std::string, std::string> categories = {
        {"gs", "/ExtGState"}, {"sh", "/Shading"}, {"Do", "/XObject"}, {"Tf", "/Font"}};
    const auto category = categories.find(op);
    if (category == categories.end()) throw Refused("artwork-damaged", op);
    if (operands_.empty() || !operands_[0].isName()) throw Refused("artwork-damaged", op);
    if (op == "sh") workshop_.painted = true;
    if (op == "gs") take_state(operands_[0].getName());
    if (op == "Tf") sizes_.font = is_drawn(operands_[0].getName()) ? 0 : operand(1);
    use(category->second, operands_[0].getName(), sizes_.scale);
    emit(op);
  }

  // Of a Type 3 font, whose glyphs have no em of their own.
  bool is_drawn(const std::string& name) {
    QPDFObjectHandle fonts =
        resources_.isDictionary() ? resources_.getKey("/Font") : QPDFObjectHandle::newNull();
    QPDFObjectHandle font = fonts.isDictionary() ? fonts.getKey(name) : fonts;
    return font.isDictionary() && font.getKey("/Subtype").isNameAndEquals("/Type3");
  }

  void save_or_restore(const std::string& op) {
    if (op == "q") {
      if (saved_.size() == most_states) throw Refused("artwork-complex");
      saved_.push_back({spaces_, sizes_});
    } else {
      if (saved_.empty()) return;
      spaces_ = saved_.back().spaces;
      sizes_ = saved_.back().sizes;
      saved_.pop_back();
    }
    emit_text({}, op);
  }

  void check_layer() {
    if (operands_.size() != 2 || !operands_[0].isName() || operands_[0].getName() != "/OC") return;
    QPDFObjectHandle properties =
        resources_.isDictionary() ? resources_.getKey("/Properties") : QPDFObjectHandle::newNull();
    if (!operands_[1].isName() || !properties.isDictionary()) return;
    if (is_hidden_(properties.getKey(operands_[1].getName()))) {
      throw Refused("artwork-layers", operands_[1].getName());
    }
  }

  // The last operands, which must be numbers.
  std::vector<double> numbers(std::size_t count) {
    std::vector<double> values;
    for (QPDFObjectHandle operand : operands_) {
      if (operand.isNumber()) values.push_back(operand.getNumericValue());
    }
    if (values.size() != count || operands_.size() != count) {
      throw Refused("artwork-damaged", "colour");
    }
    return values;
  }

  void colour(const std::string& op, Side side) {
    Space& space = side == Side::fill ? spaces_.fill : spaces_.stroke;
    if (op == "cs" || op == "CS") return set_space(space, side);
    if (op == "g" || op == "G") {
      space = Space{};
      return grey(numbers(1)[0], side);
    }
    if (op == "rg" || op == "RG") {
      space = Space{Family::rgb, {}, Family::grey, {}};
      return rgb(numbers(3), space, side);
    }
    switch (space.family) {
      case Family::grey: return grey(numbers(1)[0], side);
      case Family::rgb: return rgb(numbers(3), space, side);
      case Family::cmyk: numbers(4); return emit(side == Side::fill ? "k" : "K");
      case Family::spot:
      case Family::indexed: numbers(1); return emit(side == Side::fill ? "scn" : "SCN");
      case Family::pattern: return pattern(side);
    }
  }

  void pattern(Side side) {
    if (operands_.empty() || !operands_.back().isName()) throw Refused("artwork-damaged", "scn");
    // Its matrix goes by the content's own space, whatever `cm` says (ISO 32000-1, 8.7.2).
    use("/Pattern", operands_.back().getName(), 1);
    emit(side == Side::fill ? "scn" : "SCN");
  }

  // In ink, greys are black ink, which thin strokes and text want (never four inks), and which can
  // overprint, as /DeviceGray can't.
  void grey(double level, Side side) {
    if (painting_ == Painting::mask) {
      return emit_text(number_text(level), side == Side::fill ? " g" : " G");
    }
    emit_text("0 0 0 " + number_text(1 - std::clamp(level, 0.0, 1.0)),
              side == Side::fill ? " k" : " K");
  }

  void rgb(const std::vector<double>& v, const Space& space, Side side) {
    if (painting_ == Painting::mask) return grey(luminosity(v[0], v[1], v[2]), side);
    emit_text(workshop_.colours.process(v[0], v[1], v[2], space.meaning()),
              side == Side::fill ? " k" : " K");
  }

  // Setting a space sets its first colour too: black, or full ink of a spot.
  void set_space(Space& space, Side side) {
    if (operands_.size() != 1 || !operands_[0].isName()) throw Refused("artwork-damaged", "cs");
    const std::string name = operands_[0].getName();
    auto known = known_.find(name);
    if (known == known_.end()) {
      known = known_.emplace(name, read_space(workshop_, operands_[0], resources_)).first;
    }
    space = known->second;
    if (space.family == Family::grey || space.family == Family::rgb) return grey(0, side);
    if (space.family == Family::cmyk) {
      return emit_text("0 0 0 1", side == Side::fill ? " k" : " K");
    }
    if (space.text != "/Pattern") {
      use("/ColorSpace", name, 1);
    } else {
      operands_[0] = QPDFObjectHandle::newName("/Pattern");
    }
    emit(side == Side::fill ? "cs" : "CS");
  }

  Workshop& workshop_;
  QPDFObjectHandle resources_;
  Painting painting_;
  const std::function<bool(QPDFObjectHandle)>& is_hidden_;
  Stream kind_;
  std::vector<QPDFObjectHandle> operands_;
  Spaces spaces_;
  Sizes sizes_;
  double text_scale_ = 1;
  std::vector<State> saved_;
  std::map<std::string, Space> known_;
  Content content_;
};

}  // namespace

Content rewrite(Workshop& workshop, QPDFObjectHandle streams, QPDFObjectHandle resources,
                Painting painting, const std::function<bool(QPDFObjectHandle)>& is_hidden,
                Stream kind) {
  Rewriter rewriter(workshop, resources, painting, is_hidden, kind);
  QPDFObjectHandle::parseContentStream(streams, &rewriter);
  return rewriter.take();
}

}  // namespace imprimatur::artwork
