// What clients answer by mail: read, found to belong to a BAT, and shown to the person who decides.
// A mail is never a decision. docs/mail.md.
#pragma once

#include "flow/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::flow {

// Reads mails: files (.eml), or Maildir folders (https://cr.yp.to/proto/maildir.html), of which
// those in new/ are read and moved to cur/ once they are noted; with nothing in `from` the mailbox
// that mail.toml names is read by IMAP: what is unseen there, a thousand at once at most, each
// marked as seen once it is noted. A mail that came back is noted as such; a person's answer is
// kept as it came, in orders/ID/replies/, and noted; robots, what answers no mail of ours and what
// can't be read is told and passed over. A message that was read before changes nothing.
// What the world refuses is told, with Exit::world_failed: a mail that can't be read or noted
// (mail-file) stays as it is and doesn't keep those behind it; a mailbox that can't be read
// (inbox) ends there.
Outcome ingest(const Desk& desk, const Workspace& workspace, const std::vector<world::Path>& from);

// The answers to versions that wait still, with what was written, and the commands that would
// record the decision. With `all` those that were decided or superseded too.
Outcome replies(const Desk& desk, const Workspace& workspace,
                const std::optional<std::string>& order, bool all);

}  // namespace imprimatur::flow
