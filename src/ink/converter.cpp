#include "ink/converter.h"

#include "finding/failure.h"

#include <lcms2.h>

#include <array>
#include <cassert>
#include <map>

namespace imprimatur::ink {
namespace {

struct CloseProfile {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct DeleteTransform {
  void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, DeleteTransform>;

[[noreturn]] void refuse() {
  throw finding::Failure({"Le profil ICC ne permet pas de convertir les couleurs.",
                          "The ICC profile cannot be used to convert colours."},
                         {"Prenez un autre profil ICC pour cette condition d’impression.",
                          "Choose another ICC profile for this printing condition."});
}

Profile required(cmsHPROFILE profile) {
  if (!profile) refuse();
  return Profile(profile);
}

constexpr std::uint32_t full_ink = 0xFFFF;

Tint tint_of(std::uint16_t coverage) {
  return Tint::per_mille(static_cast<int>((coverage * 1000u + full_ink / 2) / full_ink));
}
std::uint16_t coverage_of(Tint tint) {
  return static_cast<std::uint16_t>(
      (static_cast<std::uint32_t>(tint.per_mille()) * full_ink + 500) / 1000);
}

}  // namespace

struct Converter::Transforms {
  Profile screen, press;
  Transform colour_to_press, colour_to_screen;
  // Made at first use: not every job has pictures.
  Transform image_to_press, image_to_screen;
  // By the profile that RGB came with; null where it can't be converted by.
  std::map<std::string, Transform, std::less<>> own_to_press;

  explicit Transforms(const OutputCondition& condition)
      : screen(required(cmsCreate_sRGBProfile())),
        press(required(cmsOpenProfileFromMem(
            condition.profile.data(), static_cast<cmsUInt32Number>(condition.profile.size())))),
        colour_to_press(make(screen, TYPE_RGB_8, press, TYPE_CMYK_16, cmsFLAGS_NOOPTIMIZE)),
        colour_to_screen(make(press, TYPE_CMYK_16, screen, TYPE_RGB_8, cmsFLAGS_NOOPTIMIZE)) {}

  const Transform& from(std::string_view profile) {
    constexpr std::size_t most = 16;
    const auto known = own_to_press.find(profile);
    if (known != own_to_press.end()) return known->second;
    if (own_to_press.size() == most) own_to_press.clear();
    Transform made;
    const Profile source(
        cmsOpenProfileFromMem(profile.data(), static_cast<cmsUInt32Number>(profile.size())));
    if (source && cmsGetColorSpace(source.get()) == cmsSigRgbData)
      made.reset(cmsCreateTransform(source.get(), TYPE_RGB_8, press.get(), TYPE_CMYK_8,
                                    INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION));
    return own_to_press.emplace(profile, std::move(made)).first->second;
  }

  static Transform make(const Profile& from, cmsUInt32Number from_type, const Profile& to,
                        cmsUInt32Number to_type, cmsUInt32Number flags) {
    Transform made(cmsCreateTransform(from.get(), from_type, to.get(), to_type,
                                      INTENT_RELATIVE_COLORIMETRIC,
                                      flags | cmsFLAGS_BLACKPOINTCOMPENSATION));
    if (!made) refuse();
    return made;
  }
};

Converter::Converter(const OutputCondition& condition, Greys greys) : greys_(greys) {
  check_condition(condition);
  transforms_ = std::make_unique<Transforms>(condition);
}
Converter::Converter(Converter&&) noexcept = default;
Converter& Converter::operator=(Converter&&) noexcept = default;
Converter::~Converter() = default;

Process Converter::to_process(Rgb colour) const {
  if (colour == Rgb{255, 255, 255}) return white();
  if (greys_ == Greys::black_ink && colour.red == colour.green && colour.green == colour.blue)
    return {{}, {}, {}, Tint::per_mille(1000 - (colour.red * 1000 + 127) / 255)};
  const std::array<std::uint8_t, 3> in{colour.red, colour.green, colour.blue};
  std::array<std::uint16_t, 4> out{};
  cmsDoTransform(transforms_->colour_to_press.get(), in.data(), out.data(), 1);
  return {tint_of(out[0]), tint_of(out[1]), tint_of(out[2]), tint_of(out[3])};
}

Rgb Converter::to_rgb(const Process& colour) const {
  const std::array<std::uint16_t, 4> in{coverage_of(colour.cyan), coverage_of(colour.magenta),
                                        coverage_of(colour.yellow), coverage_of(colour.black)};
  std::array<std::uint8_t, 3> out{};
  cmsDoTransform(transforms_->colour_to_screen.get(), in.data(), out.data(), 1);
  return {out[0], out[1], out[2]};
}

std::string Converter::image_to_cmyk(std::string_view rgb) const {
  assert(rgb.size() % 3 == 0);
  Transform& transform = transforms_->image_to_press;
  if (!transform)
    transform =
        Transforms::make(transforms_->screen, TYPE_RGB_8, transforms_->press, TYPE_CMYK_8, 0);
  const std::size_t pixels = rgb.size() / 3;
  std::string cmyk(pixels * 4, '\0');
  cmsDoTransform(transform.get(), rgb.data(), cmyk.data(), static_cast<cmsUInt32Number>(pixels));
  return cmyk;
}

std::string Converter::image_to_rgb(std::string_view cmyk) const {
  assert(cmyk.size() % 4 == 0);
  Transform& transform = transforms_->image_to_screen;
  if (!transform)
    transform =
        Transforms::make(transforms_->press, TYPE_CMYK_8, transforms_->screen, TYPE_RGB_8, 0);
  const std::size_t pixels = cmyk.size() / 4;
  std::string rgb(pixels * 3, '\0');
  cmsDoTransform(transform.get(), cmyk.data(), rgb.data(), static_cast<cmsUInt32Number>(pixels));
  return rgb;
}

std::optional<std::string> Converter::image_to_cmyk(std::string_view rgb,
                                                    std::string_view profile) const {
  assert(rgb.size() % 3 == 0);
  const Transform& transform = transforms_->from(profile);
  if (!transform) return std::nullopt;
  const std::size_t pixels = rgb.size() / 3;
  std::string cmyk(pixels * 4, '\0');
  cmsDoTransform(transform.get(), rgb.data(), cmyk.data(), static_cast<cmsUInt32Number>(pixels));
  return cmyk;
}

}  // namespace imprimatur::ink
