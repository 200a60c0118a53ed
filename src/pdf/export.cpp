#include "pdf/export.h"

#include "finding/failure.h"

#include <fmt/format.h>

namespace imprimatur::pdf {
namespace {

void add_page(Writer& writer, Canvas& canvas, const page::Page& page, const Materials& materials,
              const SampleValues& values) {
  const measure::Size media = page.bleed_rect().size;
  const measure::Placement at{{page.bleed, page.bleed}};
  canvas.restart(media.height);
  canvas.paint_static(page, materials, at);
  for (const page::Mark& mark : page.marks) {
    if (const auto* field = std::get_if<page::Field>(&mark))
      canvas.variable_line(*field, materials, values.of(field->variable), at);
    if (const auto* symbol = std::get_if<page::Symbol>(&mark))
      canvas.symbol(*symbol, values.symbol, at);
  }
  writer.add_page({media, at(page.trim_rect()), {{}, media}}, canvas);
}

}  // namespace

const std::string& SampleValues::of(page::Variable variable) const {
  switch (variable) {
    case page::Variable::serial: return serial;
    case page::Variable::carnet: return carnet;
    case page::Variable::rank: return rank;
    case page::Variable::code: return code;
  }
  return serial;
}

void write_pages(const page::Document& document, const page::Resources& resources,
                 const ink::OutputCondition& condition, const DocumentFacts& facts,
                 const SampleValues& values, world::Sink& sink, std::string_view only) {
  Writer writer(sink, facts, condition);
  const Materials materials = writer.take(document, resources);
  Canvas canvas(writer);
  for (const page::Page& page : document.pages)
    if (only.empty() || page.name == only) add_page(writer, canvas, page, materials, values);
  if (writer.pages() == 0)
    throw finding::Failure(
        {fmt::format("Il n’y a pas de page « {} » à écrire.", only),
         fmt::format("There is no page \"{}\" to write.", only)},
        {"Choisissez l’une des pages du modèle.", "Choose one of the template's pages."});
  writer.finish();
}

}  // namespace imprimatur::pdf
