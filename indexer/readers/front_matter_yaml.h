// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>

#include "funnel/result.h"
#include "indexer/readers/front_matter_split.h"

namespace funnel::readers {

/// The file's line of a place in front matter, which begins on line 2; column from 1.
inline std::size_t LineOf(const YAML::Mark& mark) {
  return static_cast<std::size_t>(mark.line < 0 ? 0 : mark.line) + 2;
}
inline std::size_t ColumnOf(const YAML::Mark& mark) {
  return static_cast<std::size_t>(mark.column < 0 ? 0 : mark.column) + 1;
}

/// A parsed front matter and the YAML it was parsed from (repaired, perhaps), which marks refer to.
struct ParsedYaml {
  std::string source;
  YAML::Node root;  ///< A map, or null.
};

/// Parses front matter, with the repair that ReadFrontMatter describes.
Result<ParsedYaml> ParseFrontMatterYaml(std::string_view yaml, const std::string& file);

/// The same for front matter of any syntax.
Result<ParsedYaml> ParseFrontMatter(const SplitSource& split, const std::string& file);

}  // namespace funnel::readers
