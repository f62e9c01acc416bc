// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/front_matter_yaml.h"

#include <algorithm>
#include <optional>

#include "indexer/source_text.h"

namespace funnel {
namespace {

bool Parses(const std::string& yaml) {
  try {
    return YAML::Load(yaml).IsMap();
  } catch (const YAML::Exception&) {
    return false;
  }
}

/// `line` with its value in single quotes, if it is a top-level `key: value` that fails alone.
std::string Quoted(std::string_view line) {
  const std::size_t colon = line.find(':');
  const bool top_level = colon != std::string_view::npos && colon > 0 && line.front() != ' ' &&
                         line.front() != '\t' && line.front() != '-' && line.front() != '#';
  std::string repaired(line);
  if (!top_level || Parses(repaired)) return repaired;
  const std::string_view value = Trim(line.substr(colon + 1));
  // "[Solved] No print" is a text, "[one, two" a list that lacks its end or goes on below.
  if (value.starts_with('[') && value.find(']') == std::string_view::npos) return repaired;
  if (value.starts_with('{') && value.find('}') == std::string_view::npos) return repaired;
  repaired = std::string(line.substr(0, colon + 1)) + " '";
  for (const char c : value) {
    repaired += c;
    if (c == '\'') repaired += c;
  }
  return repaired + "'";
}

/// All of `yaml` with such values quoted, and tabs as spaces; line numbers stay.
std::string Repaired(std::string_view yaml) {
  std::string out;
  while (!yaml.empty()) {
    const std::size_t end = std::min(yaml.find('\n'), yaml.size());
    std::string line(yaml.substr(0, end));
    std::replace(line.begin(), line.end(), '\t', ' ');
    out += Quoted(line) + "\n";
    yaml.remove_prefix(std::min(end + 1, yaml.size()));
  }
  return out;
}

}  // namespace

Result<ParsedYaml> ParseFrontMatterYaml(std::string_view yaml, const std::string& file) {
  ParsedYaml parsed{std::string(yaml), {}};
  std::optional<Error> first;
  while (true) {
    try {
      parsed.root = YAML::Load(parsed.source);
      break;
    } catch (const YAML::Exception& error) {
      if (first) return Fail(*first);
      const std::string place =
          DiagnosticLine(file, LineOf(error.mark), ColumnOf(error.mark), "error", "");
      first = Error{ErrorCode::kInvalidInput,
                    place + "the front matter is not YAML (" + error.msg +
                        "); put values with : or # or quotes into single quotes"};
      parsed.source = Repaired(yaml);
    }
  }
  if (!parsed.root.IsMap() && !parsed.root.IsNull()) {
    return FailAt(file, 2, 1, "the front matter has no keys; write lines such as title: Printing");
  }
  return parsed;
}

}  // namespace funnel
