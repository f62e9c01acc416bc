// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/json.h"

#include <rapidjson/error/en.h>

#include <optional>

namespace funnel::base {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Flaw {
  std::size_t at = 0;
  std::string what;
};

/// What RapidJSON would not notice, or not survive: it ends at a NUL as if the text did, and who
/// walks through a deep document needs a stack for each level.
std::optional<Flaw> FindFlaw(std::string_view text, std::size_t max_depth) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\0') return Flaw{i, "a NUL byte"};
    if (quoted) {
      // What is escaped, a quotation mark above all, ends nothing.
      if (c == '\\' && i + 1 < text.size() && text[i + 1] != '\0') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > max_depth) {
        return Flaw{i, "nested deeper than " + std::to_string(max_depth) + " levels"};
      }
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
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

}  // namespace funnel::base
