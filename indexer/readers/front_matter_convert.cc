// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/front_matter_convert.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <utility>
#include <vector>

#include "indexer/base/diagnostic_line.h"
#include "indexer/base/json.h"
#include "indexer/base/utf8.h"

namespace funnel::readers {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 20;
/// Of tables and lists within each other.
constexpr std::size_t kMaxDepth = 60;

/// A key at the top, with its value in JSON.
struct Entry {
  std::size_t line = 0;    ///< Of the front matter, from 0.
  std::size_t column = 0;  ///< Of the value, from 0.
  std::string key;
  std::string json;
};

bool IsPlainKey(std::string_view key) {
  return !key.empty() && key.front() != '-' &&
         std::all_of(key.begin(), key.end(), [](unsigned char c) {
           return c < 0x80 && (std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.');
         });
}

std::string JsonText(std::string_view text) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  base::JsonString(writer, text);
  return buffer.GetString();
}

/// Each on its line, or the next where another is there.
std::string Yaml(std::vector<Entry> entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.line < b.line; });
  std::string yaml;
  std::size_t line = 0;
  for (const Entry& entry : entries) {
    for (; line < entry.line; ++line) yaml += '\n';
    const std::string key = IsPlainKey(entry.key) ? entry.key : JsonText(entry.key);
    const std::size_t used = key.size() + 1;
    yaml += key + ":" + std::string(entry.column > used ? entry.column - used : 1, ' ');
    yaml += entry.json + "\n";
    ++line;
  }
  return yaml;
}

/// Writes values of TOML as JSON.
class TomlWriter {
 public:
  /// The value; empty when it is nested too deeply.
  static std::string Write(const toml::node& node) {
    base::JsonBuffer buffer;
    base::JsonWriter writer(buffer);
    return TomlWriter(writer).Put(node, 0) ? buffer.GetString() : "";
  }

 private:
  explicit TomlWriter(base::JsonWriter& writer) : writer_(writer) {}

  bool Put(const toml::node& node, std::size_t depth) {
    if (depth > kMaxDepth) return false;
    if (const toml::table* table = node.as_table()) {
      writer_.StartObject();
      for (const auto& [key, value] : *table) {
        base::JsonKey(writer_, key.str());
        if (!Put(value, depth + 1)) return false;
      }
      writer_.EndObject();
    } else if (const toml::array* array = node.as_array()) {
      writer_.StartArray();
      for (const toml::node& item : *array) {
        if (!Put(item, depth + 1)) return false;
      }
      writer_.EndArray();
    } else if (const auto* text = node.as_string()) {
      base::JsonString(writer_, base::ToValidUtf8(text->get()));
    } else if (const auto* truth = node.as_boolean()) {
      writer_.Bool(truth->get());
    } else if (const auto* number = node.as_integer()) {
      writer_.Int64(number->get());
    } else {
      base::JsonString(writer_, Printed(node));
    }
    return true;
  }

  /// A number with a fraction, as "3.10"; dates and times.
  static std::string Printed(const toml::node& node) {
    std::ostringstream text;
    node.visit([&](const auto& value) {
      if constexpr (toml::is_value<decltype(value)>) text << value.get();
    });
    return text.str();
  }

  base::JsonWriter& writer_;
};

/// Whether keys with dots go deeper than a parser may follow: toml++ makes a table of each.
bool IsTooDeep(std::string_view toml) {
  std::size_t dots = 0;
  for (const char c : toml) {
    const bool in_key = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                        std::string_view("_-.\"' \t").find(c) != std::string_view::npos;
    dots = !in_key ? 0 : c == '.' ? dots + 1 : dots;
    if (dots > kMaxDepth) return true;
  }
  return false;
}

constexpr const char* kTooDeep = "the front matter is nested too deeply, or too long; shorten it";

/// Where the members of a JSON object stand: the byte of each key, and of its value. `json` is
/// known to be JSON.
std::vector<std::pair<std::size_t, std::size_t>> MembersOf(std::string_view json) {
  std::vector<std::pair<std::size_t, std::size_t>> members;
  std::size_t depth = 0;
  std::size_t last_text = 0;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '"') {
      last_text = i;
      for (++i; i < json.size() && json[i] != '"'; ++i) {
        if (json[i] == '\\') ++i;
      }
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    } else if (c == ':' && depth == 1) {
      members.emplace_back(last_text, json.find_first_not_of(" \t\n\r", i + 1));
    }
  }
  return members;
}

}  // namespace

Result<std::string> TomlAsYaml(std::string_view toml, const std::string& file, std::size_t line) {
  if (toml.size() > kMaxBytes || IsTooDeep(toml)) return base::FailAt(file, line, 1, kTooDeep);
  std::vector<Entry> entries;
  try {
    const toml::table table = toml::parse(toml);
    for (const auto& [key, value] : table) {
      const toml::source_position at = key.source().begin;
      const toml::source_position value_at = value.source().begin;
      const bool same_line = value_at.line == at.line && value_at.column > at.column;
      entries.push_back({at.line > 0 ? at.line - 1 : 0, same_line ? value_at.column - 1 : 0,
                         std::string(key.str()), TomlWriter::Write(value)});
      if (entries.back().json.empty()) {
        return base::FailAt(file, line + entries.back().line, 1, kTooDeep);
      }
    }
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    return base::FailAt(
        file, line + (at.line > 0 ? at.line - 1 : 0), at.column,
        fmt::format("the front matter is not TOML ({}); correct this line", error.description()));
  }
  return Yaml(std::move(entries));
}

Result<std::string> JsonAsYaml(std::string_view json, const std::string& file, std::size_t line) {
  const auto parsed = base::ParseJson(json, {.max_bytes = kMaxBytes, .max_depth = kMaxDepth});
  if (!parsed || !parsed->IsObject()) {
    return base::FailAt(
        file, line, 1,
        fmt::format("the front matter is not JSON ({}); write one object, with double quotes",
                    parsed ? "no object" : parsed.error().message));
  }
  const auto members = MembersOf(json);
  std::vector<Entry> entries;
  std::size_t seen = 0;
  std::size_t at_line = 0;
  for (rapidjson::SizeType i = 0; i < parsed->MemberCount() && i < members.size(); ++i) {
    const auto& member = *(parsed->MemberBegin() + static_cast<std::ptrdiff_t>(i));
    const auto [key, value] = members[i];
    at_line +=
        static_cast<std::size_t>(std::count(json.begin() + static_cast<std::ptrdiff_t>(seen),
                                            json.begin() + static_cast<std::ptrdiff_t>(key), '\n'));
    seen = key;
    const std::size_t begin = json.rfind('\n', key);
    base::JsonBuffer buffer;
    base::JsonWriter writer(buffer);
    member.value.Accept(writer);
    entries.push_back({at_line, value - (begin == std::string_view::npos ? 0 : begin + 1),
                       std::string(base::JsonView(member.name)),
                       std::string(buffer.GetString(), buffer.GetSize())});
  }
  return Yaml(std::move(entries));
}

}  // namespace funnel::readers
