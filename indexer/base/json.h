// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

/// RapidJSON for all of us. Its assertions become exceptions, so that a wrong type in somebody
/// else's file is an error message and not an abort; the guard of every reader here catches them.
#include <cstddef>
#include <stdexcept>

#ifndef RAPIDJSON_ASSERT
#define RAPIDJSON_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : throw std::logic_error("RapidJSON: " #condition))
#endif

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"

namespace funnel::base {

/// What is accepted as JSON.
struct JsonLimits {
  std::size_t max_bytes = 0;
  std::size_t max_depth = 100;  ///< Of arrays and objects within each other.
};

/// The one value in `text`, which may begin with a byte order mark. The only way in for JSON that
/// others wrote: RapidJSON alone stops at a NUL byte unasked and knows no limit. (One look goes
/// past it: readers/zendesk_detect reads the beginning of a file of any size as a stream, without
/// recursion, and keeps nothing of it but a yes or no.) Fails with kInvalidInput: "no JSON at byte
/// 7 (Invalid value.)", to which the caller adds the remedy; the first byte is 1.
Result<rapidjson::Document> ParseJson(std::string_view text, const JsonLimits& limits);

/// The array or object that `text` begins with, as far as its brackets match; empty where none
/// begins it or it has no end. For JSON with something else behind it: ParseJson says whether it is
/// JSON.
std::string_view LeadingJson(std::string_view text);

/// The member `name` of `object`, null values included; nullptr where there is none, or `object` is
/// no object.
const rapidjson::Value* JsonMember(const rapidjson::Value& object, std::string_view name);

/// The text of a value that may be missing (nullptr); empty where it is no text.
std::string_view JsonText(const rapidjson::Value* value);

using JsonBuffer = rapidjson::StringBuffer;

/// Refuses to write invalid UTF-8; hand it text through ToValidUtf8 where it may be invalid.
using JsonWriter =
    rapidjson::Writer<JsonBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::CrtAllocator,
                      rapidjson::kWriteValidateEncodingFlag>;

inline void JsonKey(JsonWriter& writer, std::string_view name) {
  writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

inline void JsonString(JsonWriter& writer, std::string_view text) {
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

/// A member of the object that is being written. Text goes through ToValidUtf8; what is no finite
/// number is 0.
void WriteMember(JsonWriter& writer, std::string_view name, std::string_view text);
void WriteMember(JsonWriter& writer, std::string_view name, const std::vector<std::string>& texts);
void WriteMember(JsonWriter& writer, std::string_view name, double number);
void WriteMember(JsonWriter& writer, std::string_view name, std::uint64_t number);

inline std::string_view JsonView(const rapidjson::Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

}  // namespace funnel::base
