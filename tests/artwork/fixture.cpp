#include "artwork/fixture.h"

#include "../pdf/assembled.h"

#include <lcms2.h>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/Pl_String.hh>

namespace imprimatur::artwork {
namespace {

std::string inflated(const std::string& data) {
  std::string out;
  Pl_String end("out", nullptr, out);
  Pl_Flate flate("inflate", &end, Pl_Flate::a_inflate);
  flate.write(reinterpret_cast<const unsigned char*>(data.data()), data.size());
  flate.finish();
  return out;
}

}  // namespace

const ink::OutputCondition& condition() {
  static const ink::OutputCondition fogra39{
      "FOGRA39", "http://www.color.org", "Offset, coated",
      world::read_file(SOURCE_FOLDER "/assets/icc/FOGRA39L_coated_free.icc")};
  return fogra39;
}

Door real_door() {
  return {PROGRAM_FOLDER "/imprimatur-artwork"};
}

Admission admitted(std::string_view bytes) {
  return admit(real_door(), bytes, "logo", {"order.toml", 12, 8}, condition());
}

std::string rules(const Admission& admission) {
  std::string text;
  for (const finding::Finding& finding : admission.findings) {
    if (!text.empty()) text += ' ';
    if (finding.severity == finding::Severity::error) text += '!';
    text += finding.rule;
  }
  return text;
}

std::string words_of(const page::Form& form) {
  std::string text;
  for (const page::FormObject& object : form.objects) {
    text += object.value + '\n';
    if (!object.stream) continue;
    const bool deflated = object.value.find("/FlateDecode") != std::string::npos;
    text += (deflated ? inflated(*object.stream) : *object.stream) + '\n';
  }
  return text;
}

std::string words_of(const Admission& admission) {
  return admission.form ? words_of(*admission.form) : "refused: " + rules(admission);
}

std::string svg(std::string_view body) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" "
      "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"40\" height=\"20\">"
      "{}</svg>",
      body);
}

std::string stream(std::string_view dictionary, std::string_view data) {
  return fmt::format("<< {} /Length {} >>\nstream\n{}\nendstream", dictionary, data.size(), data);
}

std::string pdf(std::string_view content, std::string_view resources, std::string_view page,
                const std::vector<std::string>& objects, std::string_view catalog) {
  std::vector<std::string> all = {
      fmt::format("<< /Type /Catalog /Pages 2 0 R {} >>", catalog),
      "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
      fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 100 50 ] /Contents 4 0 R "
                  "/Resources << {} >> {} >>",
                  resources, page),
      stream("", content)};
  all.insert(all.end(), objects.begin(), objects.end());
  return handmade::assembled(all, "%PDF-1.7\n");
}

std::string swapped_profile() {
  const cmsCIExyY white{0.3127, 0.3290, 1};
  const cmsCIExyYTRIPLE primaries{{0.30, 0.60, 1}, {0.64, 0.33, 1}, {0.15, 0.06, 1}};
  cmsToneCurve* curve = cmsBuildGamma(nullptr, 2.2);
  cmsToneCurve* curves[] = {curve, curve, curve};
  cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(profile, nullptr, &size);
  std::string bytes(size, '\0');
  cmsSaveProfileToMem(profile, bytes.data(), &size);
  cmsCloseProfile(profile);
  cmsFreeToneCurve(curve);
  return bytes;
}

}  // namespace imprimatur::artwork
