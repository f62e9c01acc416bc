// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_value.h"

#include <string>

#include "indexer/base/ascii.h"

namespace funnel::readers {
namespace {

std::string TextOf(const rapidjson::Value& value) {
  if (value.IsString()) return std::string(base::Trim(base::JsonView(value)));
  if (value.IsBool()) return value.GetBool() ? "true" : "false";
  if (value.IsInt64()) return std::to_string(value.GetInt64());
  return value.IsNumber() ? "(number)" : "(list or map)";
}

}  // namespace

KeyValue KeyValueOf(const rapidjson::Value& value) {
  using Shape = KeyValue::Shape;
  if (value.IsNull()) return {};
  KeyValue read;
  if (value.IsArray()) {
    read.shape = Shape::kList;
    for (const auto& item : value.GetArray()) {
      if (!item.IsNull()) read.items.push_back(TextOf(item));
    }
  } else if (value.IsObject()) {
    read.shape = Shape::kMap;
    for (auto member = value.MemberBegin(); member != value.MemberEnd(); ++member) {
      const bool empty = member->value.IsArray() && member->value.Empty();
      if (member->value.IsNull() || empty) continue;
      read.items.push_back(TextOf(member->name) + ": " + TextOf(member->value));
    }
  } else {
    read = {Shape::kText, {TextOf(value)}};
  }
  return read;
}

}  // namespace funnel::readers
