#include "markup/markup.h"

#include "finding/failure.h"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>

namespace imprimatur::markup {
namespace {

constexpr std::string_view escaped_as_html = "{{%AUTOESCAPE context=\"HTML\"}}";

void put(const Values& values, ctemplate::TemplateDictionary& dictionary) {
  for (const auto& [name, text] : values.texts) dictionary.SetValue(name, text);
  for (const auto& [name, all] : values.sections)
    for (const Values& one : all) put(one, *dictionary.AddSectionDictionary(name));
}

[[noreturn]] void refuse_template(const std::string& name) {
  throw finding::Failure({"Le modèle «\u00a0" + name + "\u00a0» manque ou est abîmé.",
                          "The template \"" + name + "\" is missing or damaged."},
                         {"Réinstallez imprimatur, ou remettez ce fichier en place.",
                          "Install imprimatur again, or put this file back."});
}

}  // namespace

namespace {

std::map<std::string, std::string> read_all(const world::Path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".html")
      all.emplace(entry.path().stem().string(), world::read_file(entry.path()));
  return all;
}

// ctemplate would include them too, but asks for a dictionary each time.
std::string with_includes(const std::string& text, const std::map<std::string, std::string>& all) {
  std::string whole;
  std::size_t from = 0;
  for (std::size_t at = 0; (at = text.find("{{>", from)) != std::string::npos;) {
    const std::size_t end = text.find("}}", at);
    if (end == std::string::npos) break;
    const auto other = all.find(text.substr(at + 3, end - at - 3));
    if (other == all.end()) refuse_template(text.substr(at + 3, end - at - 3));
    whole += text.substr(from, at - from) + other->second;
    from = end + 2;
  }
  return whole + text.substr(from);
}

}  // namespace

struct Templates::State {
  ctemplate::TemplateCache cache;
};

Templates::Templates(const world::Path& folder) : state_(std::make_unique<State>()) {
  if (!world::is_folder(folder)) refuse_template(folder.filename().string());
  const auto all = read_all(folder);
  for (const auto& [name, text] : all) {
    const std::string bytes = std::string(escaped_as_html) + with_includes(text, all);
    if (!state_->cache.StringToTemplateCache(name, bytes, ctemplate::DO_NOT_STRIP))
      refuse_template(name + ".html");
  }
  state_->cache.Freeze();
}

Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

std::vector<Values> shown_if(bool condition) {
  return std::vector<Values>(condition ? 1 : 0);
}

std::string Templates::fill(const std::string& name, const Values& values) const {
  ctemplate::TemplateDictionary dictionary(name);
  put(values, dictionary);
  std::string html;
  if (!state_->cache.ExpandNoLoad(name, ctemplate::DO_NOT_STRIP, &dictionary, nullptr, &html))
    refuse_template(name);
  return html;
}

}  // namespace imprimatur::markup
