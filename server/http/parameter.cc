// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/parameter.h"

#include <charconv>
#include <system_error>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/base/white_space.h"

namespace funnel::http {

std::string CleanQuery(std::string_view query) {
  return base::WithoutControls(base::ToValidUtf8(query));
}

bool IsBlank(std::string_view query) {
  return query.find_first_not_of(" \t\n") == std::string_view::npos;
}

bool IsJson(std::string_view content_type) {
  return base::AsciiLower(base::Trim(content_type.substr(0, content_type.find(';')))) ==
         "application/json";
}

bool ParseNumber(std::string_view text, std::size_t* number) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > 1'000'000) return false;
  *number = value;
  return true;
}

}  // namespace funnel::http
