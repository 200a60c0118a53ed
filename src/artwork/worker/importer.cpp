#include "artwork/worker/importer.h"

#include "artwork/worker/content.h"
#include "artwork/worker/font.h"
#include "artwork/worker/image.h"
#include "artwork/worker/shading.h"
#include "artwork/worker/syntax.h"

#include <cmath>
#include <map>
#include <set>

namespace imprimatur::artwork {
namespace {

constexpr int deepest_artwork = 24;

QPDFObjectHandle item(QPDFObjectHandle dictionary, const std::string& key) {
  return dictionary.isDictionary() ? dictionary.getKey(key) : QPDFObjectHandle::newNull();
}

bool is_name(QPDFObjectHandle value, std::string_view name) {
  return value.isName() && value.getName() == name;
}

// Layers that are not shown when the file is opened (ISO 32000-1, 8.11.4.3).
class Layers {
 public:
  explicit Layers(QPDF& file) {
    QPDFObjectHandle properties = item(file.getRoot(), "/OCProperties");
    QPDFObjectHandle usual = item(properties, "/D");
    all_off_ = is_name(item(usual, "/BaseState"), "/OFF");
    QPDFObjectHandle off = item(usual, "/OFF");
    if (!off.isArray()) return;
    for (QPDFObjectHandle layer : off.getArrayAsVector()) off_.insert(layer.getObjGen());
  }
  // Membership dictionaries (OCMD) depend on several layers: nothing says how they were meant.
  bool hides(QPDFObjectHandle layer) const {
    if (!layer.isDictionary()) return false;
    return all_off_ || is_name(item(layer, "/Type"), "/OCMD") || off_.count(layer.getObjGen()) != 0;
  }

 private:
  std::set<QPDFObjGen> off_;
  bool all_off_ = false;
};

class Importer {
 public:
  Importer(Workshop& workshop, QPDF& file) : workshop_(workshop), layers_(file) {}

  // Fills in object `index` with a form that shows `contents`.
  void fill_form(std::size_t index, const std::string& head, QPDFObjectHandle contents,
                 QPDFObjectHandle resources, Painting painting) {
    if (++depth_ > deepest_artwork) throw Refused("artwork-complex");
    const Content content =
        rewrite(workshop_, contents, resources, painting,
                [this](QPDFObjectHandle layer) { return layers_.hides(layer); });
    Gauge& gauge = gauges_[index];
    gauge = content.gauge;
    const std::string used = resources_text(content, resources, painting, gauge);
    workshop_.objects[index].value =
        "<< " + head + " /Resources <<" + used + " >> /Filter /FlateDecode >>";
    workshop_.objects[index].stream = deflated(content.text);
    --depth_;
  }
  const Gauge& gauge_of(std::size_t index) { return gauges_[index]; }

 private:
  using Key = std::pair<QPDFObjGen, Painting>;

  std::string resources_text(const Content& content, QPDFObjectHandle resources, Painting painting,
                             Gauge& gauge) {
    std::string text;
    for (const auto& [category, names] : content.used) {
      QPDFObjectHandle all = item(resources, category);
      text += ' ' + category + " <<";
      for (const auto& [name, scales] : names) {
        QPDFObjectHandle resource = item(all, name);
        if (resource.isNull()) throw Refused("artwork-damaged", category + ' ' + name);
        text += ' ' + name_text(name) + ' ' +
                (category == "/ColorSpace"
                     ? read_space(workshop_, resource, resources).text
                     : placed(category, resource, resources, painting, scales, gauge));
      }
      text += " >>";
    }
    return text;
  }

  // A reference to the resource; how fine it is at its size here goes into `gauge`.
  std::string placed(const std::string& category, QPDFObjectHandle resource,
                     QPDFObjectHandle resources, Painting painting, const Scales& scales,
                     Gauge& gauge) {
    const std::size_t index = resource_index(category, resource, resources, painting);
    if (const auto part = gauges_.find(index); part != gauges_.end()) {
      gauge.take(part->second, scales);
    }
    return reference(index);
  }

  std::size_t resource_index(const std::string& category, QPDFObjectHandle resource,
                             QPDFObjectHandle resources, Painting painting) {
    const Key key{resource.getObjGen(), painting};
    const bool shared = resource.isIndirect();
    if (shared) {
      if (const auto known = known_.find(key); known != known_.end()) {
        // Still being made: it would contain itself.
        if (!known->second) throw Refused("artwork-damaged", category);
        return *known->second;
      }
      known_[key] = std::nullopt;
    }
    const std::size_t index = add_resource(category, resource, resources, painting);
    if (shared) known_[key] = index;
    return index;
  }

  std::size_t add_resource(const std::string& category, QPDFObjectHandle resource,
                           QPDFObjectHandle resources, Painting painting) {
    if (category == "/ExtGState") return add_state(resource, resources);
    if (category == "/Font" && is_name(item(resource, "/Subtype"), "/Type3")) {
      return add_drawn_font(resource, resources, painting);
    }
    if (category == "/Font") return add_font(workshop_, resource);
    if (category == "/Shading") return add_shading(workshop_, resource, resources, painting);
    if (category == "/Pattern") return add_pattern(resource, resources, painting);
    return add_external(resource, resources, painting);
  }

  std::size_t add_external(QPDFObjectHandle object, QPDFObjectHandle resources, Painting painting) {
    if (!object.isStream()) throw Refused("artwork-damaged", "/XObject");
    QPDFObjectHandle dict = object.getDict();
    if (layers_.hides(dict.getKey("/OC"))) throw Refused("artwork-layers", "/OC");
    if (is_name(dict.getKey("/Subtype"), "/Image")) {
      const std::size_t index = add_image(workshop_, object, resources, painting);
      gauges_[index].density = density_of(dict);
      return index;
    }
    if (is_name(dict.getKey("/Subtype"), "/Form")) return add_form(object, resources, painting);
    throw Refused("artwork-unsupported", "/XObject");
  }

  // Pixels along the unit square that it fills. A strip of few pixels is a colour or a gradient.
  static double density_of(QPDFObjectHandle image) {
    constexpr int few = 4;
    const long long width = image.getKey("/Width").getIntValue();
    const long long height = image.getKey("/Height").getIntValue();
    if (width <= few || height <= few) return std::numeric_limits<double>::infinity();
    return std::sqrt(static_cast<double>(width) * static_cast<double>(height));
  }

  // What was drawn inside object `index` is seen through a /Matrix.
  void resize(std::size_t index, QPDFObjectHandle matrix) {
    if (!matrix.isArray()) return;
    const std::vector<double> m = numbers_in(matrix, 6, "/Matrix");
    Scales scales;
    scales.add(std::sqrt(std::abs(m[0] * m[3] - m[1] * m[2])));
    Gauge seen;
    seen.take(gauges_[index], scales);
    gauges_[index] = seen;
  }

  std::string group_text(QPDFObjectHandle group, Painting painting) {
    if (!is_name(item(group, "/S"), "/Transparency")) return {};
    workshop_.transparent = true;
    std::string text = " /Group << /Type /Group /S /Transparency";
    if (group.hasKey("/CS")) {
      const Space space = read_space(workshop_, group.getKey("/CS"), QPDFObjectHandle::newNull());
      const bool grey = space.family == Family::grey ||
                        (space.family == Family::rgb && painting == Painting::mask);
      text += grey && painting == Painting::mask ? " /CS /DeviceGray" : " /CS /DeviceCMYK";
    }
    for (const char* key : {"/I", "/K"}) {
      if (group.getKey(key).isBool()) {
        text += ' ' + std::string(key) + ' ' + direct_text(group.getKey(key));
      }
    }
    return text + " >>";
  }

  std::size_t add_form(QPDFObjectHandle form, QPDFObjectHandle inherited, Painting painting) {
    QPDFObjectHandle dict = form.getDict();
    const std::size_t index = workshop_.reserve();
    std::string head = "/Type /XObject /Subtype /Form";
    numbers_in(dict.getKey("/BBox"), 4, "/BBox");
    head += " /BBox " + direct_text(dict.getKey("/BBox"));
    if (dict.hasKey("/Matrix")) {
      numbers_in(dict.getKey("/Matrix"), 6, "/Matrix");
      head += " /Matrix " + direct_text(dict.getKey("/Matrix"));
    }
    head += group_text(dict.getKey("/Group"), painting);
    QPDFObjectHandle own = dict.getKey("/Resources");
    fill_form(index, head, form, own.isDictionary() ? own : inherited, painting);
    resize(index, dict.getKey("/Matrix"));
    return index;
  }

  std::size_t add_pattern(QPDFObjectHandle pattern, QPDFObjectHandle resources, Painting painting) {
    QPDFObjectHandle dict = pattern.isStream() ? pattern.getDict() : pattern;
    const std::string matrix =
        item(dict, "/Matrix").isArray() ? " /Matrix " + direct_text(dict.getKey("/Matrix")) : "";
    const std::size_t index = workshop_.reserve();
    if (!pattern.isStream()) {
      QPDFObjectHandle shading = item(dict, "/Shading");
      workshop_.objects[index].value =
          "<< /Type /Pattern /PatternType 2" + matrix + " /Shading " +
          reference(resource_index("/Shading", shading, resources, painting)) + " >>";
      return index;
    }
    std::string head = "/Type /Pattern /PatternType 1" + matrix;
    for (const char* key : {"/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep"}) {
      head += ' ' + std::string(key) + ' ' + direct_text(dict.getKey(key));
    }
    QPDFObjectHandle own = dict.getKey("/Resources");
    fill_form(index, head, pattern, own.isDictionary() ? own : resources, painting);
    resize(index, dict.getKey("/Matrix"));
    return index;
  }

  // Glyphs of a Type 3 font are drawings, with one set of resources for all of them (ISO 32000-1,
  // 9.6.5).
  std::size_t add_drawn_font(QPDFObjectHandle font, QPDFObjectHandle inherited, Painting painting) {
    if (++depth_ > deepest_artwork) throw Refused("artwork-complex");
    const std::size_t index = workshop_.reserve();
    numbers_in(font.getKey("/FontBBox"), 4, "/FontBBox");
    numbers_in(font.getKey("/FontMatrix"), 6, "/FontMatrix");
    QPDFObjectHandle own = font.getKey("/Resources"), glyphs = font.getKey("/CharProcs");
    QPDFObjectHandle resources = own.isDictionary() ? own : inherited;
    if (!glyphs.isDictionary()) throw Refused("artwork-damaged", "/CharProcs");
    Content all;
    std::string drawn;
    for (const std::string& name : glyphs.getKeys()) {
      const Content one = glyph(glyphs.getKey(name), resources, painting);
      drawn += ' ' + name_text(name) + ' ' +
               reference(workshop_.add("<< /Filter /FlateDecode >>", deflated(one.text)));
      for (const auto& [category, names] : one.used)
        all.used[category].insert(names.begin(), names.end());
    }
    std::string text = "<< /Type /Font /Subtype /Type3";
    for (const char* key :
         {"/FontBBox", "/FontMatrix", "/FirstChar", "/LastChar", "/Widths", "/Encoding"}) {
      if (font.hasKey(key)) text += ' ' + std::string(key) + ' ' + direct_text(font.getKey(key));
    }
    text += " /CharProcs <<" + drawn + " >> /Resources <<" +
            resources_text(all, resources, painting, gauges_[index]) + " >>";
    gauges_.erase(index);  // nothing says how large a glyph comes out
    if (QPDFObjectHandle map = font.getKey("/ToUnicode"); map.isStream()) {
      const auto data = map.getStreamData(qpdf_dl_specialized);
      text += " /ToUnicode " +
              reference(workshop_.add(
                  "<< /Filter /FlateDecode >>",
                  deflated({reinterpret_cast<const char*>(data->getBuffer()), data->getSize()})));
    }
    workshop_.objects[index].value = text + " >>";
    --depth_;
    return index;
  }

  Content glyph(QPDFObjectHandle stream, QPDFObjectHandle resources, Painting painting) {
    if (!stream.isStream()) throw Refused("artwork-damaged", "/CharProcs");
    return rewrite(
        workshop_, stream, resources, painting,
        [this](QPDFObjectHandle layer) { return layers_.hides(layer); }, Stream::glyph);
  }

  std::size_t add_state(QPDFObjectHandle state, QPDFObjectHandle resources) {
    if (!state.isDictionary()) throw Refused("artwork-damaged", "/ExtGState");
    const std::size_t index = workshop_.reserve();
    std::string text = "<< /Type /ExtGState";
    for (const char* key : {"/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/OP", "/op", "/OPM", "/SA",
                            "/BM", "/CA", "/ca", "/AIS", "/TK"}) {
      if (state.hasKey(key)) text += ' ' + std::string(key) + ' ' + direct_text(state.getKey(key));
    }
    if (state.hasKey("/Font")) throw Refused("artwork-unsupported", "/ExtGState /Font");
    for (const char* key : {"/CA", "/ca"}) {
      QPDFObjectHandle alpha = state.getKey(key);
      if (alpha.isNumber() && alpha.getNumericValue() < 1) workshop_.transparent = true;
    }
    QPDFObjectHandle blend = state.getKey("/BM");
    if (!blend.isNull() && !is_name(blend, "/Normal") && !is_name(blend, "/Compatible")) {
      workshop_.transparent = true;
    }
    if (state.hasKey("/SMask")) text += " /SMask " + soft_mask(state.getKey("/SMask"), resources);
    workshop_.objects[index].value = text + " >>";
    return index;
  }

  // A transfer function other than the identity would change the mask unseen.
  std::string soft_mask(QPDFObjectHandle mask, QPDFObjectHandle resources) {
    if (!mask.isDictionary()) return "/None";
    workshop_.transparent = true;
    QPDFObjectHandle group = mask.getKey("/G"), kind = mask.getKey("/S");
    if (!group.isStream() || !kind.isName()) throw Refused("artwork-damaged", "/SMask");
    if (mask.hasKey("/TR") && !is_name(mask.getKey("/TR"), "/Identity")) {
      throw Refused("artwork-unsupported", "/SMask /TR");
    }
    const bool luminous = kind.getName() == "/Luminosity";
    const Painting painting = luminous ? Painting::mask : Painting::ink;
    std::string text = "<< /Type /Mask /S " + name_text(kind.getName()) + " /G " +
                       reference(resource_index("/XObject", group, resources, painting));
    if (luminous && mask.hasKey("/BC")) {
      const std::vector<double> back = numbers_in(mask.getKey("/BC"), 0, "/BC");
      if (back.size() == 3) {
        text += " /BC [ " + number_text(luminosity(back[0], back[1], back[2])) + " ]";
      } else {
        text += " /BC " + direct_text(mask.getKey("/BC"));
      }
    }
    return text + " >>";
  }

  Workshop& workshop_;
  Layers layers_;
  std::map<Key, std::optional<std::size_t>> known_;
  std::map<std::size_t, Gauge> gauges_;
  int depth_ = 0;
};

std::string matrix_text(const Frame& f) {
  const double s = f.scale;
  switch (f.turn) {
    case 90: return numbers_text({0, -s, s, 0, -s * f.bottom, s * f.right});
    case 180: return numbers_text({-s, 0, 0, -s, s * f.right, s * f.top});
    case 270: return numbers_text({0, s, -s, 0, s * f.top, -s * f.left});
    default: return numbers_text({s, 0, 0, s, -s * f.left, -s * f.bottom});
  }
}

}  // namespace

measure::Size natural_size(double width, double height) {
  constexpr double least = 0.1 * 72 / 25.4, most = 5000 * 72 / 25.4;
  const auto fits = [](double points) { return points >= least && points <= most; };
  constexpr double longest = 200;  // times the shorter side; beyond, it would be a hair when placed
  if (!fits(width) || !fits(height) || width > height * longest || height > width * longest) {
    throw Refused("artwork-dimensions");
  }
  return {measure::Length::from_points(width), measure::Length::from_points(height)};
}

std::string box_text(const measure::Size& natural) {
  return "/BBox [ 0 0 " + numbers_text({natural.width.points(), natural.height.points()}) + " ]";
}

page::Form import_page(Workshop& workshop, QPDF& file, QPDFObjectHandle page, const Frame& frame) {
  double width = (frame.right - frame.left) * frame.scale;
  double height = (frame.top - frame.bottom) * frame.scale;
  if (frame.turn % 180 != 0) std::swap(width, height);
  page::Form form;
  form.natural = natural_size(width, height);
  const std::size_t outer = workshop.reserve(), inner = workshop.reserve();
  const std::string box = numbers_text({frame.left, frame.bottom, frame.right, frame.top});
  Importer importer(workshop, file);
  importer.fill_form(
      inner,
      "/Type /XObject /Subtype /Form /BBox [ " + box + " ] /Matrix [ " + matrix_text(frame) + " ]",
      page.getKey("/Contents"), page.getKey("/Resources"), Painting::ink);
  Scales shown;
  shown.add(frame.scale);
  workshop.gauge.take(importer.gauge_of(inner), shown);
  if (!workshop.painted) throw Refused("artwork-blank");
  const std::string group =
      workshop.transparent ? " /Group << /Type /Group /S /Transparency /CS /DeviceCMYK /I true >>"
                           : "";
  workshop.objects[outer] = {"<< /Type /XObject /Subtype /Form " + box_text(form.natural) + group +
                                 " /Resources << /XObject << /X " + reference(inner) + " >> >> >>",
                             "/X Do"};
  form.objects = std::move(workshop.objects);
  return form;
}

}  // namespace imprimatur::artwork
