// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/case_record.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>

#include "indexer/base/ascii.h"
#include "indexer/readers/date.h"
#include "indexer/readers/source_text.h"
#include "indexer/text/markup/html_text.h"

namespace funnel::readers {
namespace {

using Value = rapidjson::Value;

bool Has(const Value& record, std::string_view name) {
  const Value* member = base::JsonMember(record, name);
  return member != nullptr && !member->IsNull();
}

/// The first of the members `names` that is a text with something in it.
std::string TextOf(const Value& record, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const std::string text = CleanText(base::JsonText(base::JsonMember(record, name)));
    if (!base::Trim(text).empty()) return std::string(base::Trim(text));
  }
  return {};
}

std::string PlainOf(std::string text) {
  return text::LooksLikeHtml(text) ? text::HtmlToText(text) : text;
}

/// A comment in the text: who and when, if that is known, and what.
std::string CommentOf(const Value& comment) {
  if (comment.IsString()) {
    return PlainOf(std::string(base::Trim(CleanText(base::JsonView(comment)))));
  }
  if (!comment.IsObject()) return {};
  std::string text =
      PlainOf(TextOf(comment, {"plain_body", "text", "body", "description", "html_body"}));
  std::string head = TextOf(comment, {"author", "author_name", "from"});
  const std::string date =
      ParseDate(TextOf(comment, {"created_at", "date", "time"})).value_or(std::string());
  if (!head.empty() && !date.empty()) head += ", ";
  head += date;
  if (text.empty() || head.empty()) return text;
  return head + ":\n" + text;
}

}  // namespace

bool IsCaseRecord(const Value& record) {
  return record.IsObject() && Has(record, "subject") && !Has(record, "title") &&
         (Has(record, "description") || Has(record, "body") || Has(record, "comments"));
}

bool IsCaseKey(std::string_view key) {
  constexpr std::string_view kKeys[] = {"subject",    "description", "body",
                                        "comments",   "status",      "language",
                                        "created_at", "updated_at",  "solved_at"};
  return std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys);
}

Article ReadCaseRecord(const Value& record) {
  constexpr std::string_view kSolved[] = {"solved", "closed", "resolved", "done", "completed"};
  Article article;
  article.kind = Kind::kCase;
  article.audience = Audience::kInternal;
  article.format = BodyFormat::kPlain;
  const std::string status = base::AsciiLower(TextOf(record, {"status"}));
  const bool solved =
      std::find(std::begin(kSolved), std::end(kSolved), status) != std::end(kSolved);
  article.state = solved ? State::kPublished : State::kDraft;
  article.title = TextOf(record, {"subject"});
  article.text = PlainOf(TextOf(record, {"description", "body"}));
  const Value* comments = base::JsonMember(record, "comments");
  if (comments != nullptr && comments->IsArray()) {
    for (const Value& comment : comments->GetArray()) {
      const std::string text = CommentOf(comment);
      // Ticket systems give the description again as the first comment.
      if (text.empty() || article.text.ends_with(text)) continue;
      if (!article.text.empty()) article.text += "\n\n";
      article.text += text;
    }
  }
  article.lang = CanonicalLanguage(TextOf(record, {"language"})).value_or(std::string());
  article.created = ParseDate(TextOf(record, {"created_at"})).value_or(std::string());
  article.updated = ParseDate(TextOf(record, {"solved_at", "updated_at"})).value_or(std::string());
  return article;
}

}  // namespace funnel::readers
