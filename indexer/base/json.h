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

#include <string>
#include <string_view>

#include "funnel/result.h"

namespace funnel::base {

/// What is accepted as JSON.
struct JsonLimits {
  std::size_t max_bytes = 0;
  std::size_t max_depth = 100;  ///< Of arrays and objects within each other.
};

/// The one value in `text`, which may begin with a byte order mark. The only way in for JSON that
/// others wrote: RapidJSON alone stops at a NUL byte unasked and knows no limit. Fails with
/// kInvalidInput: "no JSON at byte 7 (Invalid value.)", to which the caller adds the remedy; the
/// first byte is 1.
Result<rapidjson::Document> ParseJson(std::string_view text, const JsonLimits& limits);

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

inline std::string_view JsonView(const rapidjson::Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

}  // namespace funnel::base
