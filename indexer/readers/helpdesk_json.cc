// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/helpdesk_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <system_error>

#include "indexer/base/day.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/json.h"
#include "indexer/base/utf8.h"
#include "indexer/text/markup/html_text.h"
#include "indexer/text/markup/html_to_markdown.h"

namespace funnel::readers {
namespace {

using Value = rapidjson::Value;

/// The first of these members that is there and not null.
const Value* MemberOf(const Value& record, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const Value* value = base::JsonMember(record, name);
    if (value != nullptr && !value->IsNull()) return value;
  }
  return nullptr;
}

bool HasText(const Value& record, std::initializer_list<const char*> names) {
  const Value* value = MemberOf(record, names);
  return value != nullptr && value->IsString() && value->GetStringLength() > 0;
}

std::string TextOf(const Value* value) {
  if (value == nullptr) return {};
  if (value->IsString()) return std::string(base::JsonView(*value));
  return value->IsInt64() ? std::to_string(value->GetInt64()) : std::string();
}

bool IsFreshdesk(const Value& record) {
  return MemberOf(record, {"description_text"}) != nullptr ||
         MemberOf(record, {"folder_id"}) != nullptr || MemberOf(record, {"agent_id"}) != nullptr;
}

bool IsHelpScout(const Value& record) {
  return MemberOf(record, {"collectionId"}) != nullptr ||
         MemberOf(record, {"publicUrl"}) != nullptr;
}

const Value* BodyOf(const Value& record) {
  if (const Value* body = MemberOf(record, {"body", "content", "html"})) return body;
  if (IsFreshdesk(record)) return MemberOf(record, {"description"});
  return IsHelpScout(record) ? MemberOf(record, {"text"}) : nullptr;
}

bool IsArticle(const Value& record) {
  if (!record.IsObject() || MemberOf(record, {"id"}) == nullptr) return false;
  if (!HasText(record, {"title"}) && !(IsHelpScout(record) && HasText(record, {"name"}))) {
    return false;
  }
  const Value* body = BodyOf(record);
  return body != nullptr && body->IsString();
}

/// The records of `root`; none where the first is no article.
std::vector<const Value*> RecordsOf(const Value& root) {
  const Value* list = root.IsArray() ? &root : nullptr;
  std::vector<const Value*> records;
  if (root.IsObject()) {
    const Value* found = MemberOf(root, {"articles", "data", "items", "results"});
    if (found != nullptr && found->IsObject()) found = MemberOf(*found, {"items"});
    if (found != nullptr && found->IsArray()) list = found;
    const Value* one = MemberOf(root, {"article"});
    if (list == nullptr && one != nullptr) records.push_back(one);
    if (list == nullptr && one == nullptr) records.push_back(&root);
  }
  if (list != nullptr) {
    for (const Value& record : list->GetArray()) records.push_back(&record);
  }
  if (records.empty() || !IsArticle(*records.front())) records.clear();
  return records;
}

Result<rapidjson::Document> Parse(const std::filesystem::path& path, const std::string& name) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(path, error);
  if (!error && bytes > kMaxHelpdeskBytes) {
    return base::FailAt(name, 0, 0,
                        fmt::format("longer than {} MiB; save the articles page by page",
                                    kMaxHelpdeskBytes / (1024 * 1024)));
  }
  std::ifstream in(path, std::ios::binary);
  const std::string json{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) {
    return base::FailAt(name, 0, 0, "cannot be read; check that it is readable");
  }
  auto document = base::ParseJson(json, {.max_bytes = kMaxHelpdeskBytes});
  if (!document) {
    return base::FailAt(name, 0, 0, document.error().message + "; save the answer of the API anew");
  }
  return document;
}

/// A date in text as it is; seconds since 1970 as an ISO date.
std::string DateOf(const Value* value) {
  if (value == nullptr) return {};
  if (!value->IsInt64()) return TextOf(value);
  using namespace std::chrono;
  constexpr std::int64_t kMostSeconds = std::int64_t{1} << 36;
  const std::int64_t seconds_since = std::clamp<std::int64_t>(value->GetInt64(), 0, kMostSeconds);
  return base::FormatDay(floor<days>(sys_seconds{seconds{seconds_since}}));
}

bool IsAmong(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Writes one record, or with `translation` what that says in place of it.
class RecordWriter {
 public:
  RecordWriter(const Value& record, const Value* translation, std::string lang)
      : record_(record),
        said_(translation == nullptr ? record : *translation),
        lang_(std::move(lang)) {}

  std::string Write() {
    writer_.StartObject();
    const std::string id = TextOf(MemberOf(record_, {"id"}));
    WriteText("id", id);
    WriteText("family", id);
    WriteText("lang", lang_);
    WriteText("title", TextOf(MemberOf(said_, {"title", "name"})));
    WriteBody();
    const std::string url = TextOf(MemberOf(said_, {"html_url", "publicUrl", "url"}));
    if (url.find("/api/") == std::string::npos) WriteText("url", url);
    WriteText("created", DateOf(MemberOf(record_, {"created_at", "createdAt"})));
    WriteText("updated", DateOf(MemberOf(said_, {"edited_at", "updated_at", "updatedAt"})));
    WriteTags();
    WriteWhoMaySee();
    WriteOthers();
    writer_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void WriteText(const char* name, const std::string& text) {
    if (!text.empty()) base::WriteMember(writer_, name, text);
  }

  void WriteBody() {
    std::string body = TextOf(BodyOf(said_));
    if (body.empty()) body = TextOf(MemberOf(said_, {"description", "text"}));
    if (body.find('<') != std::string::npos && body.find('>') != std::string::npos) {
      if (auto markdown = text::HtmlToMarkdown(body)) body = std::move(*markdown);
    }
    base::WriteMember(writer_, "body", body);
  }

  void WriteTags() {
    std::vector<std::string> tags;
    for (const char* name : {"tags", "label_names", "keywords"}) {
      const Value* list = MemberOf(record_, {name});
      if (list == nullptr || !list->IsArray()) continue;
      for (const Value& tag : list->GetArray()) {
        if (std::string text = TextOf(&tag); !text.empty()) tags.push_back(std::move(text));
      }
    }
    if (!tags.empty()) base::WriteMember(writer_, "tags", tags);
  }

  /// What help desks say in ways of their own.
  void WriteWhoMaySee() {
    const Value* status = MemberOf(said_, {"status"});
    const bool numbered = status != nullptr && status->IsInt64();
    const bool published = numbered ? status->GetInt64() == 2 : TextOf(status) != "notpublished";
    if (status != nullptr && !published) WriteText("state", "draft");
    if (numbered || TextOf(status) == "notpublished") skip_status_ = true;
    const Value* folder = MemberOf(record_, {"folder"});
    const Value* visibility = folder == nullptr ? nullptr : MemberOf(*folder, {"visibility"});
    if (visibility == nullptr || !visibility->IsInt64() || visibility->GetInt64() == 1) return;
    WriteText("audience", visibility->GetInt64() == 2 ? "partner" : "internal");
  }

  void WriteOthers() {
    for (auto member = said_.MemberBegin(); member != said_.MemberEnd(); ++member) {
      const std::string_view name = base::JsonView(member->name);
      const bool known = IsAmong(name, {"id",          "family",
                                        "lang",        "locale",
                                        "language",    "default_locale",
                                        "title",       "name",
                                        "body",        "content",
                                        "html",        "text",
                                        "description", "description_text",
                                        "html_url",    "publicUrl",
                                        "url",         "created_at",
                                        "createdAt",   "edited_at",
                                        "updated_at",  "updatedAt",
                                        "tags",        "label_names",
                                        "keywords",    "translated_content",
                                        "created",     "updated",
                                        "source",      "extra",
                                        "kind",        "type",
                                        "related",     "folder"});
      if (known || (name == "status" && skip_status_) || member->value.IsObject()) continue;
      base::JsonKey(writer_, name);
      member->value.Accept(writer_);
    }
  }

  const Value& record_;
  const Value& said_;
  std::string lang_;
  bool skip_status_ = false;
  base::JsonBuffer buffer_;
  base::JsonWriter writer_{buffer_};
};

void AddRecord(const Value& record, std::vector<std::string>& lines) {
  const std::string lang =
      TextOf(MemberOf(record, {"locale", "lang", "language", "default_locale"}));
  lines.push_back(RecordWriter(record, nullptr, lang).Write());
  const Value* translations = MemberOf(record, {"translated_content"});
  if (translations == nullptr || !translations->IsObject()) return;
  for (auto one = translations->MemberBegin(); one != translations->MemberEnd(); ++one) {
    const std::string other(base::JsonView(one->name));
    if (!one->value.IsObject() || other == lang || !HasText(one->value, {"title"})) continue;
    lines.push_back(RecordWriter(record, &one->value, other).Write());
  }
}

}  // namespace

bool IsHelpdeskJson(const std::filesystem::path& path) {
  const auto document = Parse(path, path.string());
  return document && !RecordsOf(*document).empty();
}

Result<std::vector<std::string>> ReadHelpdeskJson(const std::filesystem::path& path,
                                                  const std::string& name) {
  const auto document = Parse(path, name);
  if (!document) return Fail(document.error());
  std::vector<std::string> lines;
  for (const Value* record : RecordsOf(*document)) {
    if (record->IsObject()) {
      AddRecord(*record, lines);
    } else {
      lines.emplace_back("null");  // Refused when its turn comes, with its number.
    }
  }
  return lines;
}

}  // namespace funnel::readers
