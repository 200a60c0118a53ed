// How a workspace's pages are served: serve.toml, docs/formats/serve.md.
#pragma once

#include "finding/finding.h"
#include "http/server.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::flow {

struct ServeSettings {
  http::Endpoint listen{"127.0.0.1", 8080};
  std::vector<std::string> proxies;  // networks whose X-Forwarded-For is believed
};

// nullopt where `bytes` have faults, which are findings at `file`: those of reading/reading.h, and
// serve-listen, serve-proxy.
std::optional<ServeSettings> read_serve_settings(const std::string& file, std::string_view bytes,
                                                 finding::Findings& findings);

// An address to listen at as a person writes it; else a finding at `place`.
std::optional<http::Endpoint> listening_address(const std::string& text, finding::Place place,
                                                finding::Findings& findings);

}  // namespace imprimatur::flow
