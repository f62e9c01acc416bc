// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/json.h"
#include "indexer/draft/case_input.h"
#include "indexer/readers/source_text.h"
#include "indexer/text/markup/html_text.h"

namespace funnel::draft {
namespace {

using Value = rapidjson::Value;
using Names = std::initializer_list<const char*>;

/// The first member of `object` with one of `names` that is not null.
const Value* Member(const Value& object, Names names) {
  for (const char* name : names) {
    const Value* member = base::JsonMember(object, name);
    if (member != nullptr && !member->IsNull()) return member;
  }
  return nullptr;
}

std::string Text(const Value* value) {
  if (value == nullptr) return {};
  if (value->IsInt64()) return std::to_string(value->GetInt64());
  const std::string text = readers::CleanText(base::JsonText(value));
  // Help desks store what was written in their editor as HTML.
  return text::LooksLikeHtml(text) ? text::HtmlToText(text) : text;
}

/// The name of a person given as a text or as an object.
std::string PersonName(const Value* person) {
  if (person == nullptr) return {};
  if (person->IsString()) return Text(person);
  return Text(Member(*person, {"name", "displayName", "display_name", "full_name"}));
}

std::string PersonId(const Value* person) {
  if (person == nullptr) return {};
  if (!person->IsObject()) return Text(person);
  return Text(Member(*person, {"id", "accountId", "email", "emailAddress", "name"}));
}

class TicketReader {
 public:
  CaseInput Read(const Value& root) {
    Look(root);
    for (const char* wrapper : {"ticket", "issue", "case", "data", "fields"}) {
      const Value* inner = Member(root, {wrapper});
      if (inner == nullptr || !inner->IsObject()) continue;
      Look(*inner);
      if (const Value* fields = Member(*inner, {"fields"})) Look(*fields);
    }
    return std::move(input_);
  }

 private:
  void Look(const Value& object) {
    if (const Value* requester = Member(object, {"requester", "reporter", "customer", "contact"})) {
      AddPerson(PersonName(requester));
      requester_ = PersonId(requester);
    } else if (const Value* id = Member(object, {"requester_id"})) {
      requester_ = Text(id);
    }
    if (const Value* assignee = Member(object, {"assignee", "agent", "owner"})) {
      AddPerson(PersonName(assignee));
    }
    Fill(input_.subject,
         Text(Member(object, {"subject", "title", "summary", "short_description"})));
    Fill(input_.lang, Text(Member(object, {"lang", "language", "locale"})));
    Append(input_.customer,
           Text(Member(object, {"description_text", "description", "body", "text", "content"})));
    AddProducts(Member(object, {"products", "product"}));
    const Value* comments =
        Member(object, {"comments", "conversations", "messages", "comment", "replies"});
    if (comments != nullptr && comments->IsObject()) comments = Member(*comments, {"comments"});
    if (comments == nullptr || !comments->IsArray()) return;
    for (const Value& comment : comments->GetArray()) AddComment(comment);
  }

  static void Fill(std::string& field, std::string text) {
    if (field.empty()) field = std::string(base::Trim(text));
  }

  /// Help desks repeat the description as the first comment.
  static void Append(std::vector<std::string>& messages, std::string text) {
    if (base::Trim(text).empty()) return;
    if (std::find(messages.begin(), messages.end(), text) == messages.end()) {
      messages.push_back(std::move(text));
    }
  }

  void AddPerson(std::string name) {
    if (!name.empty() && name.find('@') == std::string::npos) {
      input_.people.push_back(std::move(name));
    }
  }

  void AddProducts(const Value* products) {
    if (products == nullptr) return;
    const auto add = [&](const Value& product) {
      std::string name = product.IsObject() ? Text(Member(product, {"name"})) : Text(&product);
      if (!name.empty()) input_.products.push_back(std::move(name));
    };
    if (products->IsArray()) {
      for (const Value& product : products->GetArray()) add(product);
    } else {
      add(*products);
    }
  }

  void AddComment(const Value& comment) {
    if (comment.IsString()) return Append(input_.customer, Text(&comment));
    const Value* author = Member(comment, {"author", "from", "user", "created_by"});
    AddPerson(PersonName(author));
    std::string text =
        Text(Member(comment, {"plain_body", "body_text", "body", "text", "content", "message"}));
    Append(IsCustomers(comment, author) ? input_.customer : input_.answers, std::move(text));
  }

  /// By the ticket's own mark, or by who wrote it; a comment of unknown origin is an engineer's
  /// where the customer is known.
  bool IsCustomers(const Value& comment, const Value* author) const {
    if (const Value* incoming = Member(comment, {"incoming", "from_customer"})) {
      return incoming->IsBool() && incoming->GetBool();
    }
    const Value* role = Member(comment, {"author_role", "role", "author_type", "type"});
    if (role == nullptr && author != nullptr) role = Member(*author, {"role", "type"});
    const std::string name = base::AsciiLower(Text(role));
    if (name == "agent" || name == "admin" || name == "staff" || name == "engineer") return false;
    if (name == "customer" || name == "end-user" || name == "user" || name == "contact") {
      return true;
    }
    const Value* author_id = Member(comment, {"author_id", "user_id"});
    const std::string id = author_id != nullptr ? Text(author_id) : PersonId(author);
    if (id.empty() || requester_.empty()) return requester_.empty();
    return id == requester_;
  }

  CaseInput input_;
  std::string requester_;
};

}  // namespace

Result<CaseInput> ReadTicket(std::string_view json, const std::string& name) {
  const auto document = base::ParseJson(json, {.max_bytes = readers::kMaxArticleBytes});
  if (!document) {
    return base::FailAt(name, 0, 0,
                        document.error().message + "; correct it or give the case as plain text");
  }
  CaseInput input = TicketReader().Read(*document);
  if (input.subject.empty() && input.customer.empty()) {
    return base::FailAt(name, 0, 0,
                        "the ticket has neither subject nor description; give it as plain text");
  }
  return input;
}

}  // namespace funnel::draft
