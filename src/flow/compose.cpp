#include "flow/compose.h"

#include "artwork/door.h"
#include "calendar/clock.h"
#include "codes/serial.h"
#include "finding/failure.h"
#include "flow/logo_inks.h"
#include "paperwork/slips.h"
#include "typeset/compose.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <future>

namespace imprimatur::flow {
namespace {

namespace fs = std::filesystem;
using finding::Findings;
using finding::Sentence;

// Gathers what an order needs, file by file, going on after each fault so that all are found at once.
class Composer {
 public:
  Composer(const Desk& desk, const world::Path& settings, const world::Path& folder,
           const std::optional<std::string>& shop)
      : desk_(desk), settings_(settings), folder_(folder), shop_(shop) {}

  ComposedOrder compose() {
    auto read = order::read_order(folder_, calendar::paris_date(desk_.world.now()));
    findings_.add(read.findings);
    const auto issuer = read_issuer();
    if (read.order && shop_) read.order->shop = *shop_;
    if (read.order) compose(std::move(*read.order), issuer);
    findings_.sort();
    if (findings_.has_errors()) composition_.reset();
    return {std::move(composition_), std::move(findings_)};
  }

 private:
  void compose(order::Order order, const std::optional<order::Issuer>& issuer) {
    const auto profile = read_profile(order);
    auto shop = read_shop(order);
    auto product = read_template(order);
    if (!shop) return;
    page::Resources resources;
    if (issuer)
      findings_.add(paperwork::warn_of_characters(order, *issuer, "order.toml", "issuer.toml"));
    std::vector<typeset::Logo> logos = admit_logos(order, shop->condition, resources);
    if (!issuer || !profile || !product) return;

    desk_.watch({{"Mise en page", "Typesetting"}, 0, 0});
    auto shelf = typeset::FontShelf::open(desk_.house.fonts());
    auto composed = typeset::compose(order, *issuer, *product, shelf, logos,
                                     shop->condition.identifier);
    findings_.add(composed.findings);
    if (!composed.document) return;
    if (!fits_the_series(order, *composed.document)) return;
    auto imposed = impose::impose_run(*composed.document, *shop, order.batch.carnets);
    findings_.add(imposed.findings);
    findings_.add(check_logo_inks(*composed.document, resources, *shop));
    if (!imposed.run) return;
    resources.merge(shelf.resources(*composed.document));
    composition_.emplace(Composition{std::move(order), *issuer, *profile, std::move(*shop),
                                     std::move(*product), std::move(shelf),
                                     std::move(*composed.document), std::move(resources),
                                     std::move(*imposed.run), std::move(logos)});
  }

  bool fits_the_series(const order::Order& order, const page::Document& document) {
    const std::uint64_t passes =
        std::uint64_t{order.batch.carnets} * document.passes_per_booklet();
    if (passes <= codes::Serial::most) return true;
    const auto counted = [passes](finding::Language language) {
      return wording::counted(static_cast<std::int64_t>(passes), wording::pass, language);
    };
    findings_.error("too-many-passes", {"order.toml", 0, 0},
                    {fmt::format("{} dépassent les neuf chiffres d’un numéro de série.",
                                 counted(finding::Language::french)),
                     fmt::format("{} are more than nine digits of a serial can count.",
                                 counted(finding::Language::english))},
                    {"Partagez la quantité entre plusieurs commandes.",
                     "Split the quantity over several orders."});
    return false;
  }

  std::optional<order::Issuer> read_issuer() {
    auto read = order::read_issuer(settings_ / "issuer.toml");
    findings_.add(read.findings);
    return read.issuer;
  }

  // A name that the order uses for a file of the workspace which is not there.
  bool is_there(const world::Path& file, const finding::Place& place, std::string rule,
                const Sentence& what) {
    if (fs::exists(file)) return true;
    findings_.error(
        std::move(rule), place, what,
        {fmt::format("Attendu\u00a0: {}. Corrigez le nom ou créez le fichier.", file.string()),
         fmt::format("Expected: {}. Correct the name or make the file.", file.string())});
    return false;
  }

  std::optional<order::Profile> read_profile(const order::Order& order) {
    const world::Path file = settings_ / "profiles" / (order.profile + ".toml");
    if (!is_there(file, order.profile_place, "unknown-profile",
                  {fmt::format("Le profil «\u00a0{}\u00a0» n’existe pas.", order.profile),
                   fmt::format("There is no profile \"{}\".", order.profile)}))
      return std::nullopt;
    auto read = order::read_profile(file);
    findings_.add(read.findings);
    return read.profile;
  }

  std::optional<shop::Shop> read_shop(const order::Order& order) {
    const world::Path file = settings_ / "shops" / (order.shop + ".toml");
    if (!is_there(file, order.shop_place, "unknown-shop",
                  {fmt::format("L’imprimeur «\u00a0{}\u00a0» n’existe pas.", order.shop),
                   fmt::format("There is no shop \"{}\".", order.shop)}))
      return std::nullopt;
    auto read = shop::read_shop(file, {settings_, desk_.house.assets() / "icc"});
    findings_.add(read.findings);
    return std::move(read.shop);
  }

  // A plain name is a folder of templates/; with a "/" it is a path, from the order folder.
  std::optional<templates::Template> read_template(const order::Order& order) {
    const bool plain = order::is_plain_name(order.template_name);
    const world::Path home =
        (plain ? desk_.house.templates() : folder_) / order.template_name;
    if (!is_there(home / "template.toml", order.template_place, "unknown-template",
                  {fmt::format("Le gabarit «\u00a0{}\u00a0» n’existe pas.", order.template_name),
                   fmt::format("There is no template \"{}\".", order.template_name)}))
      return std::nullopt;
    auto read = templates::read_template(home);
    findings_.add(read.findings);
    return std::move(read.product);
  }

  // A logo on its way through the door.
  struct Admitting {
    const order::Logo& logo;
    std::future<artwork::Admission> admission;
  };

  // Two at a time: each may take a core and a gigabyte.
  std::vector<typeset::Logo> admit_logos(const order::Order& order,
                                         const ink::OutputCondition& condition,
                                         page::Resources& resources) {
    constexpr std::size_t at_once = 2;
    std::vector<typeset::Logo> logos;
    std::deque<Admitting> on_their_way;
    const auto take_first = [&] {
      take(on_their_way.front(), logos, resources);
      on_their_way.pop_front();
    };
    for (std::size_t i = 0; i < order.logos.size(); ++i) {
      if (order.logos[i].file.empty()) continue;
      desk_.world.checkpoint();
      desk_.watch({{"Préparation des logos", "Preparing logos"}, i, order.logos.size()});
      auto bytes = read_logo(order.logos[i]);
      if (!bytes) continue;
      if (on_their_way.size() == at_once) take_first();
      on_their_way.push_back(admit(order.logos[i], std::move(*bytes), condition));
    }
    while (!on_their_way.empty()) take_first();
    return logos;
  }

  // A client's file that is too large or may not be read is the order's fault, like any other.
  std::optional<std::string> read_logo(const order::Logo& logo) {
    try {
      return world::read_file(logo.file);
    } catch (const finding::Failure& failure) {
      findings_.error("artwork-unreadable", logo.place, failure.sentence(), failure.hint());
      return std::nullopt;
    }
  }

  std::string name_of(const order::Logo& logo) const {
    return logo.file.lexically_relative(folder_).string();
  }

  Admitting admit(const order::Logo& logo, std::string bytes,
                  const ink::OutputCondition& condition) const {
    return {logo,
            std::async(std::launch::async, [this, &logo, bytes = std::move(bytes), &condition] {
              const artwork::Door door{desk_.house.artwork};
              return artwork::admit(door, bytes, name_of(logo), logo.place, condition, logo.page);
            })};
  }

  void take(Admitting& admitting, std::vector<typeset::Logo>& logos, page::Resources& resources) {
    const artwork::Admission admission = admitting.admission.get();
    findings_.add(admission.findings);
    if (!admission.form) return;
    const order::Logo& logo = admitting.logo;
    std::string form = page::serialise(*admission.form);
    typeset::Logo admitted{logo.zone,
                           name_of(logo),
                           logo.alternate,
                           admission.form->natural,
                           crypto::sha256(form),
                           logo.place,
                           admission.fineness};
    resources.emplace(admitted.form.hex(), std::move(form));
    logos.push_back(std::move(admitted));
  }

  const Desk& desk_;
  const world::Path& settings_;
  const world::Path& folder_;
  const std::optional<std::string>& shop_;
  std::optional<Composition> composition_;
  Findings findings_;
};

}  // namespace

ComposedOrder compose_order(const Desk& desk, const world::Path& settings,
                            const world::Path& folder, const std::optional<std::string>& shop) {
  return Composer(desk, settings, folder, shop).compose();
}

}  // namespace imprimatur::flow
