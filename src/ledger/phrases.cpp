#include "ledger/phrases.h"

#include "calendar/clock.h"
#include "wording/wording.h"

namespace imprimatur::ledger {

using finding::Language;
using finding::Sentence;

Sentence the_day(Date date) {
  return {"le " + wording::date(date, Language::french), wording::date(date, Language::english)};
}

Sentence on_day(Date date) {
  const Sentence day = the_day(date);
  return {day.fr, "on " + day.en};
}

Sentence on_day(world::Instant instant) {
  return on_day(calendar::paris_date(instant));
}

Sentence euros(measure::Money amount) {
  return {wording::money(amount, Language::french), wording::money(amount, Language::english)};
}

}  // namespace imprimatur::ledger
