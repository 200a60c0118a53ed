// What others decide and the ledger remembers: the client's answer, the bank's, the shop's.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// Names, reasons and references are kept for ever and shown again: where one is empty, isn't UTF-8
// or holds controls or characters that turn the writing round, nothing is written and
// Exit::findings says so.

// `evidence` is read, hashed and copied to orders/ID/evidence/SHA256. `code`: the validation code
// that the client gave; a wrong one is a finding, and nothing is approved.
Outcome approve(const Desk& desk, const Workspace& workspace, const std::string& order,
                std::uint32_t version, const std::string& by,
                const std::optional<world::Path>& evidence,
                const std::optional<std::string>& code = std::nullopt);

Outcome refuse(const Desk& desk, const Workspace& workspace, const std::string& order,
               std::uint32_t version, const std::string& by, const std::string& reason);

// What is to be changed, each on a line of its own.
Outcome request_changes(const Desk& desk, const Workspace& workspace, const std::string& order,
                        std::uint32_t version, const std::string& by,
                        const std::vector<std::string>& remarks);

// Without a date: today, in Paris.
Outcome pay(const Desk& desk, const Workspace& workspace, const std::string& order,
            measure::Money amount, const std::string& reference,
            const std::optional<std::chrono::year_month_day>& date);

// The shop says that sheets have been printed: those of these press folders, known by their
// manifests; without any, all that were written and not attested yet. Each folder must have passed
// its last verification, and none may overlap one that was printed before. All are attested or
// none; a folder that is none of press's is told as check_press_folder tells it.
Outcome printed(const Desk& desk, const Workspace& workspace, const std::string& order,
                const std::string& by, const std::vector<world::Path>& folders);

}  // namespace imprimatur::flow
