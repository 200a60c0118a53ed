// What a client's file comes to: the door's whole work but for the lock around it.
#pragma once

#include "artwork/exchange.h"
#include "artwork/worker/colours.h"

namespace imprimatur::artwork {

// What the readers and their libraries throw becomes what there is to say.
Answer answer_to(const Request& request, Colours& colours);

}  // namespace imprimatur::artwork
