// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/server/schema_check.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "tests/server/server_fixture.h"

namespace funnel::test {

namespace {

using Value = rapidjson::Value;

bool IsOfType(const Value& value, std::string_view type) {
  if (type == "object") return value.IsObject();
  if (type == "array") return value.IsArray();
  if (type == "string") return value.IsString();
  if (type == "boolean") return value.IsBool();
  if (type == "integer") return value.IsInt64() || value.IsUint64();
  if (type == "number") return value.IsNumber();
  return type == "null" && value.IsNull();
}

const Value& Resolved(const Value& schema, const rapidjson::Document& document) {
  const Value* reference = base::JsonMember(schema, "$ref");
  if (!reference) return schema;
  const std::string name(base::JsonView(*reference));
  return document["components"]["schemas"][name.substr(name.rfind('/') + 1).c_str()];
}

void CheckObject(const Value& value, const Value& schema, const rapidjson::Document& document,
                 const std::string& at, std::vector<std::string>& misfits) {
  if (const Value* required = base::JsonMember(schema, "required")) {
    for (const Value& name : required->GetArray()) {
      if (!value.HasMember(name)) misfits.push_back(at + name.GetString() + ": missing");
    }
  }
  const Value* properties = base::JsonMember(schema, "properties");
  const Value* others = base::JsonMember(schema, "additionalProperties");
  for (const auto& member : value.GetObject()) {
    const std::string name(base::JsonView(member.name));
    const Value* own = properties ? base::JsonMember(*properties, name) : nullptr;
    if (!own && others && others->IsObject()) own = others;
    if (!own && others && others->IsFalse()) misfits.push_back(at + name + ": not in the schema");
    if (!own) continue;
    for (std::string& line : Misfits(member.value, *own, document, at + name + "/")) {
      misfits.push_back(std::move(line));
    }
  }
}

void CheckArray(const Value& value, const Value& schema, const rapidjson::Document& document,
                const std::string& at, std::vector<std::string>& misfits) {
  const Value* least = base::JsonMember(schema, "minItems");
  const Value* most = base::JsonMember(schema, "maxItems");
  if ((least && value.Size() < least->GetUint()) || (most && value.Size() > most->GetUint())) {
    misfits.push_back(at + ": " + std::to_string(value.Size()) + " items");
  }
  for (rapidjson::SizeType i = 0; i < value.Size(); ++i) {
    for (std::string& line :
         Misfits(value[i], schema["items"], document, at + std::to_string(i) + "/")) {
      misfits.push_back(std::move(line));
    }
  }
}

}  // namespace

std::vector<std::string> Misfits(const Value& value, const Value& reference,
                                 const rapidjson::Document& document, const std::string& at) {
  const Value& schema = Resolved(reference, document);
  std::vector<std::string> misfits;
  if (!IsOfType(value, schema["type"].GetString())) {
    return {at + ": no " + schema["type"].GetString()};
  }
  const Value* known = base::JsonMember(schema, "enum");
  if (known && std::find(known->Begin(), known->End(), value) == known->End()) {
    misfits.push_back(at + ": not one of the enum");
  }
  const Value* least = base::JsonMember(schema, "minimum");
  if (least && value.GetDouble() < least->GetDouble()) misfits.push_back(at + ": too small");
  if (value.IsObject()) CheckObject(value, schema, document, at, misfits);
  if (value.IsArray()) CheckArray(value, schema, document, at, misfits);
  return misfits;
}

TEST_CASE("Misfits: what does not fit is found") {
  const auto schema = ParseJson(
      R"({"type": "object", "required": ["a"], "additionalProperties": false, "properties": {
          "a": {"type": "array", "items": {"type": "integer", "minimum": 1}, "maxItems": 2},
          "b": {"type": "string", "enum": ["x"]},
          "c": {"type": "object", "additionalProperties": {"type": "boolean"}}}})");
  const struct {
    std::string value, lines;
  } examples[] = {{R"({"a": [1, 2], "b": "x", "c": {"d": true}})", ""},
                  {R"([])", ": no object;"},
                  {R"({})", "a: missing;"},
                  {R"({"a": [0, "1"]})", "a/0/: too small;a/1/: no integer;"},
                  {R"({"a": [1, 2, 3]})", "a/: 3 items;"},
                  {R"({"a": [], "b": "y"})", "b/: not one of the enum;"},
                  {R"({"a": [], "c": {"d": 1}})", "c/d/: no boolean;"},
                  {R"({"a": [], "e": 1})", "e: not in the schema;"}};
  for (const auto& example : examples) {
    CAPTURE(example.value);
    std::string lines;
    for (const std::string& line : Misfits(ParseJson(example.value), schema, schema)) {
      lines += line + ';';
    }
    CHECK(lines == example.lines);
  }
}

}  // namespace funnel::test
