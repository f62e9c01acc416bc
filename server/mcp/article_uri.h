// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace funnel::mcp {

/// The addresses of articles as resources, as RFC 6570 has it.
inline constexpr std::string_view kArticleTemplate = "funnel://article/{lang}/{id}";

/// "funnel://article/th/printing%2Fqueue%20stuck".
std::string ArticleUri(std::string_view lang, std::string_view id);

/// Language and id of such an address, whatever in it is percent-encoded and not; nothing of any
/// other, and of what decodes to no UTF-8.
std::optional<std::pair<std::string, std::string>> ParseArticleUri(std::string_view uri);

}  // namespace funnel::mcp
