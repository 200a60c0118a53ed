// Reports of mail servers that a message couldn't be delivered (RFC 3464 in the form of RFC 6522).
// For the sources of this room.
#pragma once

#include "mail/mime.h"
#include "mail/reply.h"

namespace imprimatur::mail {

// A multipart/report that says delivery-status, or holds such a part.
bool is_delivery_report(const Part& body);

// What it says, see DeliveryStatus; all empty where it holds no such part (qmail's form has none).
DeliveryStatus delivery_status_of(const Part& body);

}  // namespace imprimatur::mail
