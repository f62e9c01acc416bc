// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/exports/yaml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "indexer/base/ascii.h"

namespace funnel::exports {
namespace {

/// Words that YAML 1.1 reads as something else than text.
bool IsKeyword(std::string_view text) {
  constexpr std::string_view kWords[] = {"true", "false", "yes", "no", "on",
                                         "off",  "null",  "y",   "n",  "~"};
  return std::find(std::begin(kWords), std::end(kWords), base::AsciiLower(text)) !=
         std::end(kWords);
}

bool IsPlain(std::string_view text) {
  if (text.empty() || base::Trim(text).size() != text.size() || IsKeyword(text)) return false;
  constexpr std::string_view kFirst = "!&*-?|>@`\"'%#{}[],:=~<+.";
  const unsigned char first = static_cast<unsigned char>(text.front());
  if (kFirst.find(text.front()) != std::string_view::npos || (first >= '0' && first <= '9')) {
    return false;
  }
  // Inside a flow sequence brackets and commas end an item.
  if (text.find_first_of("[]{},\"\\\n\t") != std::string_view::npos || text.back() == ':') {
    return false;
  }
  return text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

std::string YamlText(std::string_view text) {
  if (IsPlain(text)) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\t') {
      quoted += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string YamlList(const std::vector<std::string>& items) {
  std::string list = "[";
  for (const std::string& item : items) {
    if (list.size() > 1) list += ", ";
    list += YamlText(item);
  }
  return list + "]";
}

}  // namespace funnel::exports
