// The review page: what each address of it gives, and what each form does. docs/review.md.
//
//   /r/ORDER/NUMBER/TOKEN            the proof, and where it stands
//   …/page/N  …/image/N-SIZE.png     one page; its picture
//   …/bat.pdf                        the PDF
//   …/approve  …/changes  …/refuse   the three answers: a form by GET, the decision by POST
//
// GET never decides.
#pragma once

#include "flow/decide_on_page.h"
#include "flow/review_link.h"
#include "flow/review_memory.h"
#include "flow/review_pictures.h"
#include "http/buckets.h"
#include "http/http.h"
#include "markup/markup.h"

namespace imprimatur::flow {

// A link opens what it is about for as long after the day of the answer.
inline constexpr std::chrono::days link_is_good_for{60};

class ReviewSite {
 public:
  // Both arguments outlive it.
  ReviewSite(const Desk& desk, const Workspace& workspace);

  // May be asked from several threads at once. What the world refuses is told as a page, and handed
  // to `on_failure`.
  http::Response answer(const http::Request& request);
  std::function<void(const finding::Sentence&)> on_failure = [](const finding::Sentence&) {};

  // How many bytes a form to this path may have.
  static std::size_t most_body(std::string_view path);

  // Asks for the pictures of whatever waits, so that they are there before the first reader.
  void prepare();
  ReviewPictures& pictures() { return pictures_; }

 private:
  // One request, once its link is known to be one.
  struct Visit {
    const http::Request& request;
    ReviewLink link;
    std::shared_ptr<const ledger::Batch> batch = nullptr;
    const ledger::Mail* mail = nullptr;
    const ledger::Version* version = nullptr;
    std::string reader = {};  // whom the mail went to
    review::Proof proof = {};
    review::State state = review::State::waiting;

    bool may_answer() const {
      return state == review::State::waiting || state == review::State::overdue;
    }
    FormFor form() const { return {link.order, mail->what, version->bat}; }
  };

  http::Response answer_link(const http::Request& request, const ReviewLink& link);
  http::Response visit(const Visit& visit);
  http::Response show(const Visit& visit);
  http::Response show_overview(const Visit& visit);
  review::Overview decision_on(const ledger::Version& version, const std::string& order) const;
  http::Response show_sheet(const Visit& visit, std::string_view number);
  http::Response give_picture(const Visit& visit, std::string_view name);
  http::Response give_pdf(const Visit& visit);

  http::Response take_approval(const Visit& visit);
  http::Response take_refusal(const Visit& visit);
  http::Response take_changes(const Visit& visit);
  http::Response send_changes(const Visit& visit, review::Gathering gathering);
  bool is_settled(const Visit& visit, const Outcome& outcome);
  http::Response after(const Visit& visit, const Outcome& outcome, review::Form form,
                       std::string (*page)(const markup::Templates&, const review::Proof&,
                                           const review::Form&));

  http::Response notice(unsigned status, review::Notice what, const review::Contact& contact);
  http::Response unknown(const http::Request& request);
  review::Contact house_contact() const;
  std::string new_token(const Visit& visit) const;
  // What is wrong with the form's token; nullopt: nothing.
  std::optional<review::Error> wrong_token(const Visit& visit, const char* field) const;
  Witness witness(const Visit& visit, const std::string& name, review::Answer answer) const;

  const Desk& desk_;
  const Workspace& workspace_;
  crypto::Secret key_;
  markup::Templates templates_;
  std::shared_ptr<const std::string> style_;
  ReviewMemory memory_;
  ReviewPictures pictures_;
  std::mutex deciding_;
  // Who tries links that are none: a reader with a link that a mail program broke tries a few
  // times.
  http::Buckets unknown_{{30, std::chrono::seconds(10)}};
  // Codes: 191 million could be one, and a reader who mistypes gets it right at the third try.
  http::Buckets codes_of_link_{{5, std::chrono::minutes(10)}};
  http::Buckets codes_of_address_{{20, std::chrono::minutes(5)}};
};

}  // namespace imprimatur::flow
