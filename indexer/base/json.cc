// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/json.h"

#include <rapidjson/error/en.h>

#include <cmath>
#include <optional>

#include "indexer/base/utf8.h"

namespace funnel::base {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Flaw {
  std::size_t at = 0;
  std::string what;
};

/// How deep in arrays and objects a JSON text is, byte by byte.
class Nesting {
 public:
  void Take(char c) {
    if (escaped_) {
      escaped_ = false;  // What is escaped, a quotation mark above all, ends nothing.
    } else if (quoted_) {
      escaped_ = c == '\\';
      quoted_ = c != '"';
    } else if (c == '"') {
      quoted_ = true;
    } else if (c == '[' || c == '{') {
      ++depth_;
    } else if ((c == ']' || c == '}') && depth_ > 0) {
      --depth_;
    }
  }

  std::size_t depth() const { return depth_; }

 private:
  std::size_t depth_ = 0;
  bool quoted_ = false;
  bool escaped_ = false;
};

/// What RapidJSON would not notice, or not survive: it ends at a NUL as if the text did, and who
/// walks through a deep document needs a stack for each level.
std::optional<Flaw> FindFlaw(std::string_view text, std::size_t max_depth) {
  Nesting nesting;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\0') return Flaw{i, "a NUL byte"};
    nesting.Take(text[i]);
    if (nesting.depth() > max_depth) {
      return Flaw{i, "nested deeper than " + std::to_string(max_depth) + " levels"};
    }
  }
  return std::nullopt;
}

tl::unexpected<Error> NoJson(const Flaw& flaw) {
  return Fail(ErrorCode::kInvalidInput,
              "no JSON at byte " + std::to_string(flaw.at + 1) + " (" + flaw.what + ")");
}

}  // namespace

Result<rapidjson::Document> ParseJson(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.max_bytes) {
    return NoJson({limits.max_bytes, "longer than " + std::to_string(limits.max_bytes) + " bytes"});
  }
  const std::size_t begin = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  text.remove_prefix(begin);
  // RapidJSON would skip a second one.
  if (text.starts_with(kByteOrderMark)) return NoJson({begin, "a second byte order mark"});
  if (auto flaw = FindFlaw(text, limits.max_depth)) return NoJson({begin + flaw->at, flaw->what});
  constexpr unsigned kNoRecursionNoInvalidText =
      rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
  rapidjson::Document document;
  document.Parse<kNoRecursionNoInvalidText>(text.data(), text.size());
  if (document.HasParseError()) {
    return NoJson(
        {begin + document.GetErrorOffset(), rapidjson::GetParseError_En(document.GetParseError())});
  }
  return document;
}

std::string_view LeadingJson(std::string_view text) {
  Nesting nesting;
  for (std::size_t i = 0; i < text.size(); ++i) {
    nesting.Take(text[i]);
    if (nesting.depth() == 0) return text.substr(0, i == 0 ? 0 : i + 1);
  }
  return {};
}

const rapidjson::Value* JsonMember(const rapidjson::Value& object, std::string_view name) {
  if (!object.IsObject()) return nullptr;
  const rapidjson::Value key(
      rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size())));
  const auto member = object.FindMember(key);
  return member == object.MemberEnd() ? nullptr : &member->value;
}

std::string_view JsonText(const rapidjson::Value* value) {
  return value != nullptr && value->IsString() ? JsonView(*value) : std::string_view();
}

void WriteMember(JsonWriter& writer, std::string_view name, std::string_view text) {
  JsonKey(writer, name);
  JsonString(writer, ToValidUtf8(text));
}

void WriteMember(JsonWriter& writer, std::string_view name, const std::vector<std::string>& texts) {
  JsonKey(writer, name);
  writer.StartArray();
  for (const std::string& text : texts) JsonString(writer, ToValidUtf8(text));
  writer.EndArray();
}

void WriteMember(JsonWriter& writer, std::string_view name, double number) {
  JsonKey(writer, name);
  writer.Double(std::isfinite(number) ? number : 0.0);
}

void WriteMember(JsonWriter& writer, std::string_view name, std::uint64_t number) {
  JsonKey(writer, name);
  writer.Uint64(number);
}

}  // namespace funnel::base
