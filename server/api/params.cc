// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/params.h"

#include <algorithm>
#include <utility>

#include "funnel/article.h"
#include "indexer/base/day.h"
#include "indexer/base/json.h"
#include "server/http/parameter.h"

namespace funnel::api {

namespace {

std::string List(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names) {
    list += (list.empty() ? "" : ", ") + std::string(name);
  }
  return list;
}

}  // namespace

tl::expected<std::string, ParamError> ReadLanguage(std::string_view parameter,
                                                   const std::string& tag) {
  if (tag.empty()) return tag;
  const auto lang = CanonicalLanguage(tag);
  if (!lang) {
    return BadParam(http::kBadRequest, parameter,
                    std::string(parameter) + " is no language tag (BCP 47), such as th or zh-Hant");
  }
  return *lang;
}

tl::expected<Params, ParamError> Params::Read(const http::WebRequest& request, const Names& texts,
                                              const Names& numbers) {
  Params params;
  if (request.method != "POST") {
    for (const Names* names : {&texts, &numbers}) {
      for (const std::string_view name : *names) {
        const std::string* value = request.Param(std::string(name));
        if (value) params.values_.emplace(name, *value);
      }
    }
    return params;
  }
  const std::string known = List(texts) + " (text), " + List(numbers) + " (whole numbers)";
  if (!http::IsJson(request.content_type)) {
    return BadParam(http::kUnsupportedMedia, {}, "send application/json with " + known);
  }
  const auto document = base::ParseJson(request.body, {.max_bytes = request.body.size()});
  if (!document) return BadParam(http::kBadRequest, {}, "the body is " + document.error().message);
  if (!document->IsObject())
    return BadParam(http::kBadRequest, {}, "the body must be a JSON object");
  for (const auto& member : document->GetObject()) {
    const std::string_view name = base::JsonView(member.name);
    const auto text = std::find(texts.begin(), texts.end(), name);
    const auto number = std::find(numbers.begin(), numbers.end(), name);
    if (text != texts.end() && member.value.IsString()) {
      params.values_.emplace(name, base::JsonView(member.value));
    } else if (number != numbers.end() && member.value.IsUint()) {
      params.values_.emplace(name, std::to_string(member.value.GetUint()));
    } else {
      const bool is_number = text == texts.end() && number != numbers.end();
      return BadParam(http::kBadRequest,
                      text != texts.end() ? *text
                      : is_number         ? *number
                                          : std::string_view(),
                      "the body holds " + known + " only");
    }
  }
  return params;
}

const std::string& Params::Text(std::string_view name) const {
  static const std::string kNone;
  const auto value = values_.find(name);
  return value == values_.end() ? kNone : value->second;
}

tl::expected<std::size_t, ParamError> Params::Number(std::string_view name, std::size_t least,
                                                     std::size_t most,
                                                     std::size_t otherwise) const {
  const auto value = values_.find(name);
  if (value == values_.end()) return otherwise;
  std::size_t number = 0;
  if (!http::ParseNumber(value->second, &number) || number < least || number > most) {
    return BadParam(
        http::kBadRequest, name,
        std::string(name) + " must be " + std::to_string(least) + " to " + std::to_string(most));
  }
  return number;
}

tl::expected<std::optional<std::chrono::sys_days>, ParamError> Params::Day(
    std::string_view name) const {
  const auto value = values_.find(name);
  if (value == values_.end()) return std::nullopt;
  const auto day = base::ParseDay(value->second);
  if (!day) {
    return BadParam(http::kBadRequest, name,
                    std::string(name) + " must be a day, such as 2024-03-02");
  }
  return day;
}

tl::expected<std::string, ParamError> Params::Language(std::string_view name) const {
  return ReadLanguage(name, Text(name));
}

}  // namespace funnel::api
