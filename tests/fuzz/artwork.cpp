// The artwork door's readers, without the lock, on whatever libFuzzer thinks of: one target for
// each kind of file, which passes over what is of another. See CONTRIBUTING.md.
#include "artwork/worker/answer.h"
#include "artwork/worker/read.h"
#include "artwork/worker/recognise.h"
#include "finding/failure.h"
#include "page/form.h"
#include "world/files.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace imprimatur;

namespace {

const std::string& profile() {
  static const std::string bytes =
      world::read_file(SOURCE_FOLDER "/assets/icc/FOGRA39L_coated_free.icc");
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  artwork::prepare_svg();
  return 0;
}

// What leaves the readers must be an answer that the door can read; the form goes through its
// strict parser.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static artwork::Colours colours({"", "", "", profile()});
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (artwork::recognise(bytes).kind != artwork::Kind::FUZZED_KIND) return 0;
  const artwork::Answer answer = artwork::answer_to({profile(), bytes, 0}, colours);
  const auto read = artwork::read_answer(artwork::to_text(answer));
  if (!read || *read != answer) std::abort();
  try {
    if (!answer.form.empty()) page::parse_form(answer.form);
  } catch (const finding::Failure&) {  // the door says "artwork-nonsense"
  }
  return 0;
}
