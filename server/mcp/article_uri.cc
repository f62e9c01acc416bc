// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/mcp/article_uri.h"

#include <cstddef>

#include "funnel/article.h"
#include "indexer/base/percent.h"
#include "indexer/base/utf8.h"

namespace funnel::mcp {

namespace {

constexpr std::string_view kScheme = "funnel://article/";

}  // namespace

std::string ArticleUri(std::string_view lang, std::string_view id) {
  return std::string(kScheme) + base::PercentEncoded(lang) + '/' + base::PercentEncoded(id);
}

std::optional<std::pair<std::string, std::string>> ParseArticleUri(std::string_view uri) {
  if (!uri.starts_with(kScheme)) return std::nullopt;
  uri.remove_prefix(kScheme.size());
  const std::size_t slash = uri.find('/');
  if (slash == std::string_view::npos || uri.find_first_of("?#") != std::string_view::npos) {
    return std::nullopt;
  }
  const auto lang = CanonicalLanguage(base::PercentDecoded(uri.substr(0, slash)));
  std::string id = base::PercentDecoded(uri.substr(slash + 1));
  if (!lang || id.empty() || id.size() > kMaxIdBytes ||
      base::FindInvalidUtf8(id) != std::string::npos) {
    return std::nullopt;
  }
  return std::pair(*lang, std::move(id));
}

}  // namespace funnel::mcp
