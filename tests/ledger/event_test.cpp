#include "ledger/event.h"

#include "catch/catch.h"
#include "ledger/bench.h"

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

std::vector<Event> one_of_each() {
  OrderRegistered order = facts();
  order.title = "« Pass » \"numériques\"\n2027\t\\";
  order.approvers = {"inclusion@exemple.fr", "dgs@exemple.fr"};
  order.terms = {6, false, false, 10, calendar::Zone::la_reunion};
  return {WorkspaceCreated{1},
          order,
          bat(1, 7),
          BatSuperseded{1, 2},
          Approved{2, "Mme Martin", Evidence{"bon-a-tirer.pdf", digest(9)}, digest(7), digest(8)},
          Approved{2, "Mme Martin", std::nullopt, digest(7), digest(8)},
          Approved{2, "Mme Martin", std::nullopt, digest(7), digest(8), digest(9), Opened::by_code},
          Refused{1, "M. Durand", "le logo est l'ancien"},
          Refused{1, "", "non", digest(7), digest(8), OnPage{3, digest(1), "Je refuse."}},
          Approved{2, "", std::nullopt, digest(7), digest(8), digest(9), Opened::by_code,
                   OnPage{3, digest(1), "Bon à tirer."}},
          ChangesRequested{1,
                           "Mme Martin",
                           {{0, 0, 0, "tout\nplus grand"}, {2, 105, 48, "là"}},
                           digest(7),
                           digest(8)},
          ChangesRequested{1, "", {{.text = "x"}}, digest(7), digest(8), OnPage{1, digest(2), "!"}},
          payment(12'000'000),
          Released{2, 1, 12'000, 1, "default", digest(4), 1200},
          SheetsWritten{2, digest(3), 1, 500, 600, 2, 12'000, Laid::imposed, digest(5)},
          SheetsWritten{2, digest(3), 1, 500, 600, 2, 12'000, Laid::one_up, digest(5)},
          Printed{"Atelier", digest(3)},
          Verified{digest(3), 12'000, true, true, {}},
          Verified{digest(3), 40, false, false, digest(7)},
          SheetsSealed{digest(3), digest(8)},
          SheetsDestroyed{digest(3), "Mme Martin"},
          Spoiled{Spans({{1, 10}, {31, 31}}), false, "inner", Spans({{17, 17}, {212, 214}}),
                  "Atelier", "bourrage"},
          Spoiled{Spans(5, 5), true, "", {}, "M. Durand", "vol"},
          Spoiled{Spans(5, 5), false, "inner", Spans(5, 5), "Atelier", "pli", Laid::one_up},
          StandingChanged{{}, Standing::active, "Mme Martin", ""},
          StandingChanged{Spans(7, 9), Standing::blocked, "Mme Martin", "carton ouvert"},
          StandingChanged{{}, Standing::expired, "Mme Martin", "fin de validité"},
          Reconciled{11'990, 10, {"Mme Martin", "M. Durand"}},
          CodesExported{digest(6), 11'990, measure::Money::from_cents(11'990'000), digest(7)},
          EpochBegun{2, "Mme Martin", "copie égarée"},
          MailQueued{1, MailPurpose::bat, 2, digest(1), "k3t9@exemple.fr", digest(2)},
          MailQueued{2, MailPurpose::reminder, 2, digest(1), "k3t9@exemple.fr", digest(2)},
          MailQueued{3, MailPurpose::overdue, 2, digest(1), "k3t9@exemple.fr", digest(2)},
          MailQueued{4, MailPurpose::receipt, 2, digest(1), "k3t9@exemple.fr", digest(2)},
          MailTried{1, 3},
          MailAnswered{1, MailOutcome::accepted, "250 2.0.0"},
          MailAnswered{1, MailOutcome::later, ""},
          MailAnswered{1, MailOutcome::never, "550 5.1.1"},
          MailAnswered{1, MailOutcome::bounced, "550"},
          ReplyReceived{1, 1, digest(3), digest(4), "dkim"},
          ReplyReceived{2, 1, digest(3), digest(5), ""},
          AnswerOverdue{2}};
}

std::string changed(std::string body, std::string_view from, std::string_view to) {
  return body.replace(body.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("every kind of event comes back from its body as it was") {
  for (const auto& event : one_of_each()) {
    INFO(kind_of(event) << " " << to_body(event));
    CHECK(from_body(kind_of(event), to_body(event)) == event);
  }
}

TEST_CASE("the bodies are those that the format page promises, to the byte") {
  const std::string one(64, '1'), two(64, '2');
  const crypto::Digest ones = digest(0x11), twos = digest(0x22);
  CHECK(to_body(WorkspaceCreated{}) == R"({"format":1})");
  CHECK(to_body(facts()) ==
        R"({"approvers":[],"carnets":1200,"client":"Département de l'Exemple",)"
        R"("face_value_cents":1000,"passes_per_carnet":10,"profile":"prepaid",)"
        R"("template":"carnet-10","terms":{"answer_days":7,"delivery_working_days":15,)"
        R"("extend":true,"needs_payment":true,"zone":"metropolitan"},)"
        R"("title":"Pass numériques 2027"})");
  CHECK(to_body(BatRendered{1, ones, twos, date(2026, 11, 30), "v1"}) ==
        R"({"answer_by":"2026-11-30","content_sha256":")" + one + R"(","file_sha256":")" + two +
            R"(","folder":"v1","version":1})");
  CHECK(to_body(BatSuperseded{1, 2}) == R"({"by_version":2,"version":1})");
  CHECK(to_body(Approved{1, "Zoé", Evidence{"bat.pdf", ones}, ones, twos}) ==
        R"({"by":"Zoé","content_sha256":")" + one + R"(","evidence":{"file":"bat.pdf","sha256":")" +
            one + R"("},"file_sha256":")" + two + R"(","version":1})");
  CHECK(to_body(Approved{1, "Zoé", std::nullopt, ones, twos, ones, Opened::by_code}) ==
        R"({"by":"Zoé","content_sha256":")" + one + R"(","evidence":null,"file_sha256":")" + two +
            R"(","opened":"code","pages_sha256":")" + one + R"(","version":1})");
  CHECK(to_body(ChangesRequested{1, "Zoé", {{2, 105, 48, "là"}}, ones, twos}) ==
        R"({"by":"Zoé","content_sha256":")" + one + R"(","file_sha256":")" + two +
            R"(","remarks":[{"page":2,"text":"là","x":105,"y":48}],"version":1})");
  CHECK(to_body(Refused{1, "", "non", ones, twos, OnPage{3, ones, "Je refuse."}}) ==
        R"({"by":"","content_sha256":")" + one + R"(","file_sha256":")" + two +
            R"(","on_page":{"mail":3,"person_sha256":")" + one +
            R"(","wording":"Je refuse."},"reason":"non","version":1})");
  CHECK(to_body(Released{2, 11, 30, 1, "default", ones, 3}) ==
        R"({"carnets":3,"count":30,"epoch":1,"first_serial":11,"shop":"default",)"
        R"("shop_sha256":")" +
            one + R"(","version":2})");
  CHECK(to_body(SheetsWritten{2, ones, 1, 500, 600, 2, 30, Laid::imposed, twos}) ==
        R"({"files":2,"first_sheet":1,"last_sheet":500,"manifest_sha256":")" + one +
            R"(","passes":30,"plan_sha256":")" + two + R"(","sheets_of_run":600,"version":2})");
  CHECK(to_body(Spoiled{Spans({{1, 10}, {31, 31}}), false, "inner", Spans(17, 17), "Zoé", "pli"}) ==
        R"({"by":"Zoé","passes":[[1,10],[31,31]],"reason":"pli","sheets":[[17,17]],)"
        R"("stock":"inner","void":false})");
  CHECK(to_body(StandingChanged{{}, Standing::active, "Zoé", ""}) ==
        R"({"by":"Zoé","passes":[],"reason":"","to":"active"})");
  CHECK(to_body(Reconciled{29, 1, {"Zoé", "Ali"}}) == R"({"by":["Zoé","Ali"],"good":29,"void":1})");
  CHECK(to_body(SheetsWritten{2, ones, 1, 500, 600, 2, 30, Laid::one_up, twos}) ==
        R"({"files":2,"first_sheet":1,"laid":"one-up","last_sheet":500,"manifest_sha256":")" + one +
            R"(","passes":30,"plan_sha256":")" + two + R"(","sheets_of_run":600,"version":2})");
  CHECK(to_body(CodesExported{ones, 30, measure::Money::from_cents(30'000), twos}) ==
        R"({"certificate_sha256":")" + one + R"(","count":30,"file_sha256":")" + two +
            R"(","total_cents":30000})");
  CHECK(to_body(EpochBegun{2, "Zoé", "fuite"}) == R"({"by":"Zoé","epoch":2,"reason":"fuite"})");
  CHECK(to_body(MailQueued{1, MailPurpose::bat, 2, ones, "a@b.fr", twos}) ==
        R"({"message_id":"a@b.fr","message_sha256":")" + two +
            R"(","number":1,"purpose":"bat","recipient_sha256":")" + one + R"(","version":2})");
  CHECK(to_body(MailAnswered{1, MailOutcome::never, "550 5.1.1"}) ==
        R"({"number":1,"outcome":"never","reply":"550 5.1.1"})");
  CHECK(to_body(Printed{"Atelier", ones}) ==
        R"({"by":"Atelier","manifest_sha256":")" + one + R"("})");
  CHECK(to_body(Verified{ones, 30, true, false, {}}) ==
        R"({"codes_checked":30,"manifest_sha256":")" + one + R"(","passed":false,"whole":true})");
  CHECK(to_body(Verified{ones, 30, true, false, twos}) ==
        R"({"codes_checked":30,"manifest_sha256":")" + one +
            R"(","passed":false,"report_sha256":")" + two + R"(","whole":true})");
}

TEST_CASE("a body has its keys sorted, no white space and no escaped accents") {
  CHECK(to_body(Refused{1, "Zoé", "non"}) == R"({"by":"Zoé","reason":"non","version":1})");
  CHECK(to_body(payment(50)) == R"({"amount_cents":50,"date":"2026-11-23","reference":"VIR-1"})");
}

TEST_CASE("a body that this program would not have written is refused") {
  const std::string good = to_body(Released{2, 1, 12'000, 1, "default", digest(4), 1200});
  const std::string bad = GENERATE_COPY(
      std::string(), std::string("{"), std::string("null"), std::string("[]"), std::string("{}"),
      good + " ", " " + good, changed(good, "12000", "12000.0"), changed(good, "12000", "-12000"),
      changed(good, "12000", "1e400"), changed(good, "12000", "true"),
      changed(good, "12000", "\"12000\""), changed(good, "12000", "1000000000"),
      changed(good, "12000", "18446744073709551615"), changed(good, "\"shop\"", "\"shoq\""),
      changed(good, "{", "{\"aaa\":1,"), changed(good, "{", "{\"carnets\":1200,"),
      std::string(10'000, '['), std::string("\xff\xfe"));
  INFO(bad);
  CHECK_THROWS_AS(from_body("released", bad), finding::Failure);
}

TEST_CASE("a release without the digest of the shop's file is a trial version's, and said to be") {
  const std::string old =
      R"({"carnets":3,"count":30,"epoch":1,"first_serial":11,"shop":"default","version":2})";
  std::string said;
  try {
    from_body("released", old);
  } catch (const finding::Failure& failure) {
    said = failure.sentence().en;
  }
  CHECK(said.find("trial version") != std::string::npos);
}

TEST_CASE("sheets that can't be are refused: none has the number 0, and their spans are a set's") {
  const std::string body =
      to_body(Spoiled{Spans(5, 5), false, "inner", Spans(17, 17), "Zoé", "pli"});
  CHECK(from_body("spoiled", body).index() == 11);
  for (const char* sheets : {"[[0,17]]", "[[17,16]]", "[[17,17],[18,18]]", "[[17,4294967296]]"}) {
    INFO(sheets);
    CHECK_THROWS_AS(from_body("spoiled", changed(body, "[[17,17]]", sheets)), finding::Failure);
  }
}

TEST_CASE("changes are some, and not too many") {
  ChangesRequested changes{1, "Zoé", {}, digest(7), digest(8)};
  CHECK_THROWS_AS(to_body(changes), finding::Failure);
  changes.remarks.resize(most_remarks);
  CHECK_NOTHROW(to_body(changes));
  changes.remarks.emplace_back();
  CHECK_THROWS_AS(to_body(changes), finding::Failure);
}

TEST_CASE("an unknown kind, or the body of another kind, is refused") {
  const std::string body = to_body(bat(1, 7));
  CHECK_THROWS_AS(from_body("bat-revoked", body), finding::Failure);
  CHECK_THROWS_AS(from_body("", body), finding::Failure);
  CHECK_THROWS_AS(from_body("approved", body), finding::Failure);
}

TEST_CASE("a digest, a date or a zone that isn't one is refused") {
  const std::string body = to_body(bat(1, 7));
  const std::string seven = digest(7).hex();
  CHECK_THROWS_AS(from_body("bat-rendered", changed(body, seven, "07")), finding::Failure);
  CHECK_THROWS_AS(from_body("bat-rendered", changed(body, "11-30", "11-31")), finding::Failure);
  CHECK_THROWS_AS(from_body("order-registered", changed(to_body(facts()), "metropolitan", "mars")),
                  finding::Failure);
}

TEST_CASE("an event with a text that isn't UTF-8 or has no end is refused, not bent") {
  CHECK_THROWS_AS(to_body(Refused{1, "Zo\xe9", "non"}), finding::Failure);
  CHECK_THROWS_AS(to_body(Refused{1, "Zoé", std::string(70'000, 'n')}), finding::Failure);
}

TEST_CASE("quantities and amounts that could overflow a sum are refused") {
  OrderRegistered order = facts();
  SECTION("no carnet") {
    order.carnets = 0;
  }
  SECTION("carnets without passes") {
    order.passes_per_carnet = 0;
  }
  SECTION("more passes than serials") {
    order.carnets = 100'000'000;
  }
  SECTION("a negative face value") {
    order.face_value = measure::Money::from_cents(-1);
  }
  SECTION("a face value of ten million euros and a cent") {
    order.face_value = measure::Money::from_cents(1'000'000'001);
  }
  SECTION("a delay of eleven years") {
    order.terms.delivery_working_days = 4000;
  }
  CHECK_THROWS_AS(to_body(order), finding::Failure);
}

TEST_CASE("sheets that aren't of their run are refused") {
  const auto bad = GENERATE(sheets(5, 0, 10), sheets(5, 11, 10), sheets(5, 1, 501));
  CHECK_THROWS_AS(to_body(bad), finding::Failure);
  CHECK_NOTHROW(to_body(sheets(5, 500, 500)));
}

TEST_CASE("a day that isn't in the calendar is refused") {
  PaymentSeen seen = payment(100);
  seen.date = date(2026, 2, 29);
  CHECK_THROWS_AS(to_body(seen), finding::Failure);
}
