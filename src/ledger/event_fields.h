// The fields of every kind of event as its body names them, once for writing and for reading. For
// event.cpp. What each means: docs/formats/ledger.md.
#pragma once

#include "ledger/event.h"

#include <concepts>

namespace imprimatur::ledger {

template <typename Given, typename Kind>
concept Like = std::same_as<std::remove_const_t<Given>, Kind>;

void fields(Like<WorkspaceCreated> auto& e, auto&& field) {
  field("format", e.format);
}

void fields(Like<Terms> auto& e, auto&& field) {
  field("answer_days", e.answer_days);
  field("extend", e.extend);
  field("needs_payment", e.needs_payment);
  field("delivery_working_days", e.delivery_working_days);
  field("zone", e.zone);
  field("reprint_percent", e.reprint_percent);
  field("remind_days", e.remind_days);
}

void fields(Like<OrderRegistered> auto& e, auto&& field) {
  field("title", e.title);
  field("client", e.client);
  field("approvers", e.approvers);
  field("carnets", e.carnets);
  field("passes_per_carnet", e.passes_per_carnet);
  field("face_value_cents", e.face_value);
  field("profile", e.profile);
  field("template", e.template_name);
  field("terms", e.terms);
}

void fields(Like<BatRendered> auto& e, auto&& field) {
  field("version", e.version);
  field("content_sha256", e.content);
  field("file_sha256", e.file);
  field("answer_by", e.answer_by);
  field("folder", e.folder);
  field("pages_sha256", e.pages);
}

void fields(Like<BatSuperseded> auto& e, auto&& field) {
  field("version", e.version);
  field("by_version", e.by);
}

void fields(Like<Evidence> auto& e, auto&& field) {
  field("file", e.file);
  field("sha256", e.digest);
}

void fields(Like<Approved> auto& e, auto&& field) {
  field("version", e.version);
  field("by", e.by);
  field("evidence", e.evidence);
  field("content_sha256", e.content);
  field("file_sha256", e.file);
  field("pages_sha256", e.pages);
  field("opened", e.opened);
  field("on_page", e.on_page);
}

void fields(Like<Refused> auto& e, auto&& field) {
  field("version", e.version);
  field("by", e.by);
  field("reason", e.reason);
  field("content_sha256", e.content);
  field("file_sha256", e.file);
  field("on_page", e.on_page);
}

void fields(Like<OnPage> auto& e, auto&& field) {
  field("mail", e.mail);
  field("person_sha256", e.person);
  field("wording", e.wording);
}

void fields(Like<Remark> auto& e, auto&& field) {
  field("page", e.page);
  field("x", e.x);
  field("y", e.y);
  field("text", e.text);
}

void fields(Like<ChangesRequested> auto& e, auto&& field) {
  field("version", e.version);
  field("by", e.by);
  field("remarks", e.remarks);
  field("content_sha256", e.content);
  field("file_sha256", e.file);
  field("on_page", e.on_page);
}

void fields(Like<PaymentSeen> auto& e, auto&& field) {
  field("amount_cents", e.amount);
  field("reference", e.reference);
  field("date", e.date);
}

void fields(Like<Released> auto& e, auto&& field) {
  field("version", e.version);
  field("first_serial", e.first_serial);
  field("count", e.count);
  field("epoch", e.epoch);
  field("shop", e.shop);
  field("shop_sha256", e.shop_file);
  field("carnets", e.carnets);
}

void fields(Like<SheetsWritten> auto& e, auto&& field) {
  field("version", e.version);
  field("manifest_sha256", e.manifest);
  field("first_sheet", e.first_sheet);
  field("last_sheet", e.last_sheet);
  field("sheets_of_run", e.sheets_of_run);
  field("files", e.files);
  field("passes", e.passes);
  field("laid", e.laid);
  field("plan_sha256", e.plan);
}

void fields(Like<Printed> auto& e, auto&& field) {
  field("by", e.by);
  field("manifest_sha256", e.manifest);
}

void fields(Like<SheetsSealed> auto& e, auto&& field) {
  field("manifest_sha256", e.manifest);
  field("certificate_sha256", e.certificate);
}

void fields(Like<SheetsDestroyed> auto& e, auto&& field) {
  field("manifest_sha256", e.manifest);
  field("by", e.by);
}

void fields(Like<Verified> auto& e, auto&& field) {
  field("manifest_sha256", e.manifest);
  field("codes_checked", e.codes_checked);
  field("whole", e.whole);
  field("passed", e.passed);
  field("report_sha256", e.report);
}

void fields(Like<Spoiled> auto& e, auto&& field) {
  field("passes", e.passes);
  field("void", e.voided);
  field("stock", e.stock);
  field("sheets", e.sheets);
  field("by", e.by);
  field("reason", e.reason);
  field("laid", e.laid);
}

void fields(Like<Reissued> auto& e, auto&& field) {
  field("child", e.child);
  field("replaced", e.replaced);
  field("first_serial", e.first_serial);
  field("epoch", e.epoch);
  field("by", e.by);
  field("reason", e.reason);
}

void fields(Like<Reprinted> auto& e, auto&& field) {
  field("number", e.number);
  field("version", e.version);
  field("manifest_sha256", e.manifest);
  field("passes", e.passes);
  field("carnets", e.carnets);
  field("sheets", e.sheets);
  field("plan_sha256", e.plan);
  field("destroyed_by", e.destroyed_by);
  field("reason", e.reason);
}

void fields(Like<StandingChanged> auto& e, auto&& field) {
  field("passes", e.passes);
  field("to", e.to);
  field("by", e.by);
  field("reason", e.reason);
}

void fields(Like<Reconciled> auto& e, auto&& field) {
  field("good", e.good);
  field("void", e.voided);
  field("by", e.by);
}

void fields(Like<CodesExported> auto& e, auto&& field) {
  field("certificate_sha256", e.certificate);
  field("count", e.count);
  field("total_cents", e.total);
  field("file_sha256", e.file);
}

void fields(Like<EpochBegun> auto& e, auto&& field) {
  field("epoch", e.epoch);
  field("by", e.by);
  field("reason", e.reason);
  field("key_check", e.key_check);
}

void fields(Like<MailQueued> auto& e, auto&& field) {
  field("number", e.number);
  field("purpose", e.purpose);
  field("version", e.version);
  field("recipient_sha256", e.recipient);
  field("message_id", e.message_id);
  field("message_sha256", e.message);
}

void fields(Like<MailTried> auto& e, auto&& field) {
  field("number", e.number);
  field("attempt", e.attempt);
}

void fields(Like<MailAnswered> auto& e, auto&& field) {
  field("number", e.number);
  field("outcome", e.outcome);
  field("reply", e.reply);
}

void fields(Like<ReplyReceived> auto& e, auto&& field) {
  field("number", e.number);
  field("mail", e.mail);
  field("sender_sha256", e.sender);
  field("message_sha256", e.message);
  field("proved_by", e.proved_by);
}

void fields(Like<AnswerOverdue> auto& e, auto&& field) {
  field("version", e.version);
}

}  // namespace imprimatur::ledger
