// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/front_matter_yaml.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/readers/front_matter_convert.h"

namespace funnel::readers {
namespace {

bool Parses(const std::string& yaml) {
  try {
    return YAML::Load(yaml).IsMap();
  } catch (const YAML::Exception&) {
    return false;
  }
}

/// In single quotes.
std::string InQuotes(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c;
    if (c == '\'') quoted += c;
  }
  return quoted + "'";
}

/// A list "[one, two]", at any number of lines, with its plain items in single quotes: yaml-cpp
/// takes the end of "why?" for a key. Nothing where it is not such a list, or has lists in it.
std::optional<std::string> WithQuotedItems(std::string_view value) {
  if (!value.starts_with('[') || !value.ends_with(']')) return std::nullopt;
  value = value.substr(1, value.size() - 2);
  std::string out = "[";
  while (true) {
    const std::size_t begin = std::min(value.find_first_not_of(" \n"), value.size());
    out += value.substr(0, begin);
    value.remove_prefix(begin);
    const char quote = value.empty() ? '\0' : value.front();
    std::size_t end = std::min(value.find(','), value.size());
    if (quote == '\'' || quote == '"') {
      end = value.find(quote, 1);
      while (quote == '"' && end != std::string_view::npos && value[end - 1] == '\\') {
        end = value.find(quote, end + 1);
      }
      if (end == std::string_view::npos) return std::nullopt;
      end = std::min(value.find(',', end), value.size());  // Two in a row are one in the text.
      out += value.substr(0, end);
    } else {
      const std::string_view item = base::Trim(value.substr(0, end));
      if (item.find_first_of("[]{}") != std::string_view::npos) return std::nullopt;
      if (!item.empty()) out += InQuotes(item);
      out += value.substr(item.size(), end - item.size());
    }
    value.remove_prefix(end);
    if (value.empty()) return out + "]";
    out += ',';
    value.remove_prefix(1);
  }
}

/// `entry`, a line or a list of several, with its value in single quotes, if it is a top-level
/// `key: value` that fails alone.
std::string Quoted(std::string_view entry) {
  const std::size_t colon = entry.find(':');
  const bool top_level = colon != std::string_view::npos && colon > 0 && entry.front() != ' ' &&
                         entry.front() != '\t' && entry.front() != '-' && entry.front() != '#';
  std::string repaired(entry);
  if (!top_level || Parses(repaired)) return repaired;
  const std::string_view value = base::Trim(entry.substr(colon + 1));
  const std::string key(entry.substr(0, colon + 1));
  if (const auto items = WithQuotedItems(value)) {
    repaired = key + " " + *items;
    if (Parses(repaired)) return repaired;
  }
  // "[Solved] No print" is a text, "[one, two" a list that lacks its end.
  if (value.find('\n') != std::string_view::npos) return repaired;
  if (value.starts_with('[') && value.find(']') == std::string_view::npos) return repaired;
  if (value.starts_with('{') && value.find('}') == std::string_view::npos) return repaired;
  return key + " " + InQuotes(value);
}

/// The end of the entry that begins at `begin`: of its line, or of the list that goes on below.
std::size_t EntryEnd(std::string_view yaml, std::size_t begin) {
  const std::size_t line_end = std::min(yaml.find('\n', begin), yaml.size());
  const std::string_view line = yaml.substr(begin, line_end - begin);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || line.starts_with(' ')) return line_end;
  const std::string_view value = base::Trim(line.substr(colon + 1));
  if (!value.starts_with('[') || value.find(']') != std::string_view::npos) return line_end;
  for (std::size_t end = line_end; end < yaml.size();) {
    const std::size_t next = std::min(yaml.find('\n', end + 1), yaml.size());
    const std::string_view below = base::Trim(yaml.substr(end + 1, next - end - 1));
    if (below.ends_with(']')) return next;
    if (below.ends_with(':')) break;
    end = next;
  }
  return line_end;
}

/// All of `yaml` with such values quoted, and tabs as spaces; line numbers stay.
std::string Repaired(std::string_view text) {
  std::string yaml(text);
  std::replace(yaml.begin(), yaml.end(), '\t', ' ');
  std::string out;
  for (std::size_t at = 0; at < yaml.size();) {
    const std::size_t end = EntryEnd(yaml, at);
    out += Quoted(std::string_view(yaml).substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return out;
}

/// The line, from 1, on which `yaml` begins another document or ends its first; 0 for none.
/// (YAML::LoadAll of yaml-cpp 0.7 never returns from some that are no YAML, such as ",\n\n: v".)
std::size_t LineOfNextDocument(std::string_view yaml) {
  std::size_t number = 1;
  for (std::size_t at = 0; at < yaml.size(); ++number) {
    const std::size_t end = std::min(yaml.find('\n', at), yaml.size());
    const std::string_view line = yaml.substr(at, end - at);
    const bool mark = line.starts_with("---") || line.starts_with("...");
    if (mark && (line.size() == 3 || line[3] == ' ' || line[3] == '\t' || line[3] == '\r')) {
      return number;
    }
    at = end + 1;
  }
  return 0;
}

}  // namespace

Result<ParsedYaml> ParseFrontMatterYaml(std::string_view yaml, const std::string& file) {
  if (const std::size_t line = LineOfNextDocument(yaml); line != 0) {
    return base::FailAt(file, line + 1, 1,
                        "the front matter is several documents of YAML, of which only the first "
                        "would be read; remove this line");
  }
  ParsedYaml parsed{std::string(yaml), {}};
  std::optional<Error> first;
  while (true) {
    try {
      parsed.root = YAML::Load(parsed.source);
      break;
    } catch (const YAML::Exception& error) {
      if (first) return Fail(*first);
      const std::string place =
          base::DiagnosticLine(file, LineOf(error.mark), ColumnOf(error.mark), "error", "");
      first = Error{ErrorCode::kInvalidInput,
                    place + "the front matter is not YAML (" + error.msg +
                        "); put values with : or # or quotes into single quotes"};
      parsed.source = Repaired(yaml);
    }
  }
  if (!parsed.root.IsMap() && !parsed.root.IsNull()) {
    return base::FailAt(file, 2, 1,
                        "the front matter has no keys; write lines such as title: Printing");
  }
  return parsed;
}

Result<ParsedYaml> ParseFrontMatter(const SplitSource& split, const std::string& file) {
  if (split.syntax == FrontMatterSyntax::kYaml) {
    return ParseFrontMatterYaml(split.front_matter, file);
  }
  if (base::Trim(split.front_matter).empty()) return ParseFrontMatterYaml({}, file);
  const auto yaml = split.syntax == FrontMatterSyntax::kToml
                        ? TomlAsYaml(split.front_matter, file, split.line)
                        : JsonAsYaml(split.front_matter, file, split.line);
  if (!yaml) return Fail(yaml.error());
  // Marks count from the second line of the file.
  const std::size_t above = split.line < 2 && yaml->starts_with('\n') ? 1 : 0;
  return ParseFrontMatterYaml(std::string_view(*yaml).substr(above), file);
}

}  // namespace funnel::readers
