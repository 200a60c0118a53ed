#include "flow/serve_settings.h"

#include "http/forwarded.h"
#include "reading/reading.h"

#include <fmt/format.h>

namespace imprimatur::flow {

std::optional<http::Endpoint> listening_address(const std::string& text, finding::Place place,
                                                finding::Findings& findings) {
  if (auto endpoint = http::endpoint_in(text)) return endpoint;
  findings.error(
      "serve-listen", std::move(place),
      {fmt::format("«\u00a0{}\u00a0» n’est pas une adresse où écouter.", reading::shown(text)),
       fmt::format("\"{}\" is no address to listen at.", reading::shown(text))},
      {"Écrivez-la en chiffres, avec un port\u00a0: 127.0.0.1:8080, ou [::1]:8080.",
       "Write it in figures, with a port: 127.0.0.1:8080, or [::1]:8080."});
  return std::nullopt;
}

std::optional<ServeSettings> read_serve_settings(const std::string& file, std::string_view bytes,
                                                 finding::Findings& findings) {
  finding::Findings mine;
  ServeSettings settings;
  if (auto document = reading::Document::read(file, bytes, mine)) {
    reading::Table root = document->root();
    root.integer("format", {1, 1});
    if (const auto listen = root.optional_text("listen", {1, 60}))
      if (const auto endpoint = listening_address(*listen, root.place("listen"), mine))
        settings.listen = *endpoint;
    settings.proxies = root.optional_texts("proxies", {0, 20}, {1, 60});
    for (std::size_t i = 0; i < settings.proxies.size(); ++i)
      if (!http::is_network(settings.proxies[i]))
        root.error_at(
            root.place("proxies", i), "serve-proxy",
            {fmt::format("«\u00a0{}\u00a0» n’est ni une adresse ni un réseau.",
                         reading::shown(settings.proxies[i])),
             fmt::format("\"{}\" is neither an address nor a network.",
                         reading::shown(settings.proxies[i]))},
            {"Écrivez l’adresse du mandataire inverse en chiffres\u00a0: 127.0.0.1, ou 10.0.0.0/8.",
             "Write the reverse proxy's address in figures: 127.0.0.1, or 10.0.0.0/8."});
    document->refuse_unknown_keys();
  }
  findings.add(mine);
  if (mine.has_errors()) return std::nullopt;
  return settings;
}

}  // namespace imprimatur::flow
