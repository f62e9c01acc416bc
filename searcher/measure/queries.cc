// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/queries.h"

#include <utility>

#include "funnel/searcher.h"
#include "indexer/base/json.h"

namespace funnel::measure {
namespace {

/// The string member `name`; empty where it is absent.
Result<std::string> StringMember(const rapidjson::Value& object, const char* name, bool required) {
  const rapidjson::Value* member = base::JsonMember(object, name);
  if (member == nullptr) {
    if (required) {
      return Fail(ErrorCode::kInvalidInput, "\"" + std::string(name) + "\" is missing");
    }
    return std::string();
  }
  if (!member->IsString()) {
    return Fail(ErrorCode::kInvalidInput, "\"" + std::string(name) + "\" must be a string");
  }
  return std::string(base::JsonView(*member));
}

Result<Grades> RelevantMember(const rapidjson::Value& object) {
  Grades grades;
  const rapidjson::Value* member = base::JsonMember(object, "relevant");
  if (member == nullptr) return grades;
  if (!member->IsObject()) {
    return Fail(ErrorCode::kInvalidInput,
                "\"relevant\" must be an object of document ids and grades");
  }
  for (const auto& judged : member->GetObject()) {
    std::string id(base::JsonView(judged.name));
    if (!judged.value.IsInt()) {
      return Fail(ErrorCode::kInvalidInput,
                  "\"relevant\": the grade of '" + id + "' must be a whole number");
    }
    if (id.empty()) {
      return Fail(ErrorCode::kInvalidInput, "\"relevant\": a document id must not be empty");
    }
    if (!grades.emplace(id, judged.value.GetInt()).second) {
      return Fail(ErrorCode::kInvalidInput, "\"relevant\": '" + id + "' is judged twice");
    }
  }
  return grades;
}

}  // namespace

Result<TestQuery> ParseTestQuery(std::string_view line) {
  const auto parsed = base::ParseJson(line, {.max_bytes = kMaxLineBytes});
  if (!parsed) return Fail(parsed.error());
  const rapidjson::Document& document = *parsed;
  if (!document.IsObject()) {
    return Fail(ErrorCode::kInvalidInput, "must be a JSON object with \"_id\" and \"text\"");
  }
  TestQuery query;
  const struct {
    const char* name;
    bool required;
    std::string& value;
  } members[] = {{"_id", true, query.id},
                 {"text", true, query.text},
                 {"lang", false, query.lang},
                 {"type", false, query.type},
                 {"self", false, query.self}};
  for (const auto& member : members) {
    Result<std::string> value = StringMember(document, member.name, member.required);
    if (!value) return Fail(value.error());
    member.value = *std::move(value);
  }
  if (!IsValidId(query.id)) {
    return Fail(ErrorCode::kInvalidInput, "\"_id\" " + IdRule());
  }
  if (query.text.empty()) return Fail(ErrorCode::kInvalidInput, "\"text\" is empty");
  if (query.text.size() > kMaxPastedBytes) {
    return Fail(
        ErrorCode::kInvalidInput,
        "\"text\" is longer than " + std::to_string(kMaxPastedBytes) + " bytes; shorten it");
  }
  Result<Grades> relevant = RelevantMember(document);
  if (!relevant) return Fail(relevant.error());
  query.relevant = *std::move(relevant);
  return query;
}

QueryReader::QueryReader(std::istream& in, std::string name, Report report)
    : lines_(in, std::move(name), std::move(report)) {}

std::optional<TestQuery> QueryReader::Next() {
  std::string line;
  while (lines_.Next(line)) {
    Result<TestQuery> query = ParseTestQuery(line);
    if (!query) {
      lines_.ReportError(query.error().message);
    } else if (!ids_.insert(query->id).second) {
      lines_.ReportError("\"_id\" '" + query->id + "' stands in this file already; give each " +
                         "query its own");
    } else {
      query->line = lines_.line();
      return *std::move(query);
    }
  }
  return std::nullopt;
}

}  // namespace funnel::measure
