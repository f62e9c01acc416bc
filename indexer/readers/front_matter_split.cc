// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/front_matter_split.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/json.h"
#include "indexer/readers/visibility.h"

namespace funnel::readers {
namespace {

/// Four spaces make a block of code of what would be front matter.
constexpr std::size_t kCodeIndent = 4;
constexpr std::size_t kMaxKeyBytes = 40;

/// The line that begins at `at`, without its end.
std::string_view LineAt(std::string_view text, std::size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

/// Where the line behind that at `at` begins; the end of the text for the last.
std::size_t NextLine(std::string_view text, std::size_t at) {
  return std::min(at + LineAt(text, at).size() + 1, text.size());
}

std::size_t LinesIn(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

bool IsMarker(std::string_view line, std::string_view marker) {
  return line.starts_with(marker) && base::Trim(line.substr(marker.size())).empty();
}

std::size_t IndentOf(std::string_view line) {
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  return indent < line.size() && line[indent] == '\t' ? kCodeIndent : indent;
}

/// `text` without what looks blank at its beginning, beyond ASCII, too.
std::string_view WithoutBlanks(std::string_view text) {
  constexpr std::string_view kBlanks[] = {
      " ", "\t", "\n", "\xC2\xA0", "\xE2\x80\x8B", "\xE3\x80\x80", "\xEF\xBB\xBF"};
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view blank : kBlanks) {
      if (!text.starts_with(blank)) continue;
      text.remove_prefix(blank.size());
      found = true;
    }
  }
  return text;
}

/// Where the first line begins that is neither blank nor part of a comment (of HTML, or the idiom
/// of Markdown) nor a directive of YAML.
std::size_t BeginOfText(std::string_view text) {
  std::string_view rest = text;
  while (true) {
    rest = WithoutBlanks(rest);
    std::size_t end = std::string_view::npos;
    if (rest.starts_with("<!--")) {
      end = rest.find("-->", 4);
      if (end != std::string_view::npos) end += 3;
    } else if (rest.starts_with("[//]:") || rest.starts_with("[comment]:") ||
               rest.starts_with("%YAML") || rest.starts_with("%TAG")) {
      end = NextLine(rest, 0);
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end);
  }
  // The indentation counts, so from the line's beginning where only spaces stand before.
  std::size_t at = text.size() - rest.size();
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  return at;
}

/// The key of a line `key: value`, or `key = value` of TOML; empty for other lines.
std::string_view KeyOf(std::string_view line) {
  if (IndentOf(line) >= kCodeIndent) return {};
  const std::size_t end = line.find_first_of(":=");
  if (end == std::string_view::npos) return {};
  std::string_view key = base::Trim(line.substr(0, end));
  if (key.size() > 1 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front()) {
    key = key.substr(1, key.size() - 2);
  }
  const bool plain = std::all_of(key.begin(), key.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_' || c == '-' || c == '.' || c == ' ';
  });
  return plain && key.size() <= kMaxKeyBytes ? key : std::string_view();
}

bool SaysWhoMaySee(std::string_view key, std::string_view line) {
  if (VisibilityKeyOf(key) != VisibilityKey::kNone) return true;
  std::string value(base::Trim(line.substr(std::min(line.find_first_of(":=") + 1, line.size()))));
  return !MisspeltVisibilityKey(key, {KeyValue::Shape::kText, {std::move(value)}}).empty();
}

/// Whether front matter may go on with such a line, which is no key.
bool GoesOn(std::string_view line) {
  return line.starts_with(' ') || line.starts_with('\t') || line.starts_with("- ") ||
         line.starts_with('#') || line.starts_with(']') || line.starts_with('}');
}

/// Lines of `key: value`, as far as they go.
struct KeyLines {
  enum class End { kBlank, kMark, kText };
  End end = End::kBlank;  ///< What stopped them: a line of "---", one that is no key.
  std::string_view key;   ///< The first that says who may see the article.
  std::size_t line = 0;   ///< Where that stands.
  bool has_title = false;
};

KeyLines ReadKeyLines(std::string_view text, bool over_blank_lines) {
  KeyLines read;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); at = NextLine(text, at), ++number) {
    const std::string_view line = LineAt(text, at);
    const std::string_view trimmed = base::Trim(line);
    if (trimmed.empty()) {
      if (over_blank_lines) continue;
      return read;
    }
    if (trimmed.starts_with("---") || trimmed.starts_with("+++") || trimmed == "...") {
      read.end = KeyLines::End::kMark;
      return read;
    }
    const std::string_view key = KeyOf(line);
    if (key.empty() && !GoesOn(line)) {
      read.end = KeyLines::End::kText;
      return read;
    }
    if (base::AsciiLower(key) == "title") read.has_title = true;
    if (read.key.empty() && !key.empty() && SaysWhoMaySee(key, line)) {
      read.key = key;
      read.line = number;
    }
  }
  return read;
}

/// Whether some `"key":` or `key:` in `text` says who may see the article.
bool HasVisibilityMember(std::string_view text) {
  for (std::size_t colon = 0; (colon = text.find(':', colon)) != std::string_view::npos; ++colon) {
    std::string_view before = base::Trim(text.substr(0, colon));
    if (before.ends_with('"') || before.ends_with('\'')) before.remove_suffix(1);
    std::size_t begin = before.size();
    while (begin > 0 && (std::isalnum(static_cast<unsigned char>(before[begin - 1])) != 0 ||
                         before[begin - 1] == '_' || before[begin - 1] == '-')) {
      --begin;
    }
    if (VisibilityKeyOf(before.substr(begin)) != VisibilityKey::kNone) return true;
  }
  return false;
}

/// An object at the very beginning, as Hugo has it; one that is not quite JSON, too, where it is
/// laid out like front matter or says who may see the article. Braces of templates are others.
bool IsJsonFrontMatter(std::string_view text) {
  if (!text.starts_with('{')) return false;
  const std::size_t first = text.find_first_not_of(" \n\t", 1);
  if (first == std::string_view::npos) return false;
  if (first == 1 && std::string_view("{%:#!<*").find(text[1]) != std::string_view::npos) {
    return false;
  }
  const bool quote = text[first] == '"';
  if (quote && text.substr(0, first).find('\n') != std::string_view::npos) return true;
  const std::string_view json = base::LeadingJson(text);
  if (HasVisibilityMember(json.empty() ? text.substr(0, text.find("\n\n")) : json)) return true;
  // As deep as it likes: nothing walks through it, and what may say who may see the article must
  // not pass for its text.
  return quote &&
         base::ParseJson(json, {.max_bytes = json.size(), .max_depth = json.size()}).has_value();
}

/// How front matter begins and ends.
struct Marks {
  FrontMatterSyntax syntax = FrontMatterSyntax::kYaml;
  std::string_view end;
};

/// The word behind an opening mark that other systems know: "---yaml", "--- toml"; empty for none.
std::string LanguageOfMark(std::string_view line) {
  if (!line.starts_with("---")) return {};
  const std::string_view rest = line.substr(3);
  std::string word = base::AsciiLower(base::Trim(rest));
  constexpr std::string_view kLanguages[] = {"yaml", "yml", "json", "json5", "toml",
                                             "js",   "ini", "cson", "coffee"};
  const bool known =
      std::find(std::begin(kLanguages), std::end(kLanguages), word) != std::end(kLanguages);
  const bool a_word =
      !word.empty() && rest.front() != ' ' &&
      std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return known || a_word ? word : std::string();
}

/// The front matter that begins with this line; nothing for other lines.
std::optional<Marks> MarksOf(std::string_view line) {
  using enum FrontMatterSyntax;
  if (IsMarker(line, "---")) return Marks{kYaml, "---"};
  if (IsMarker(line, "+++")) return Marks{kToml, "+++"};
  if (IsMarker(line, ";;;")) return Marks{kJson, ";;;"};
  const std::string language = LanguageOfMark(line);
  if (language == "yaml" || language == "yml") return Marks{kYaml, "---"};
  if (language == "toml") return Marks{kToml, "---"};
  if (language == "json") return Marks{kJson, "---"};
  return std::nullopt;
}

/// Why what begins on this line is front matter that is not read; empty where it is none.
std::string ForeignFrontMatter(std::string_view text) {
  if (IndentOf(LineAt(text, 0)) >= kCodeIndent) return {};
  text.remove_prefix(IndentOf(LineAt(text, 0)));
  const std::string_view line = LineAt(text, 0);
  const char* language = nullptr;
  if (IsMarker(line, "+++")) language = "TOML (+++)";
  if (IsMarker(line, ";;;") || IsJsonFrontMatter(text)) language = "JSON";
  if (language != nullptr) {
    return fmt::format(
        "front matter in {} is not read here, and it may say who may see the article; let it begin "
        "on the first line, with nothing before it",
        language);
  }
  if (LanguageOfMark(line).empty()) return {};
  return fmt::format(
      "front matter that begins with '{}' is not read, and it may say who may see the article; "
      "write it in YAML, between lines of --- with nothing else on them",
      base::Trim(line).substr(0, kMaxKeyBytes));
}

/// Whether front matter has no more in it than comments.
bool HasNoKeys(std::string_view front_matter) {
  for (std::size_t at = 0; at < front_matter.size(); at = NextLine(front_matter, at)) {
    const std::string_view line = base::Trim(LineAt(front_matter, at));
    if (!line.empty() && !line.starts_with('#')) return false;
  }
  return true;
}

/// Whether what follows a first line of "---" are keys, and not the text below a rule: keys have no
/// spaces, and none stand alone behind an empty line but in lower case. What may say who may see
/// the article is always taken for keys.
bool IsFrontMatter(std::string_view text) {
  bool lower = false;
  bool any = false;
  bool all = true;
  const bool apart = base::Trim(LineAt(text, 0)).empty();
  for (std::size_t at = 0; at < text.size(); at = NextLine(text, at)) {
    const std::string_view line = LineAt(text, at);
    const std::string_view trimmed = base::Trim(line);
    if (trimmed.empty() || trimmed.starts_with('#')) continue;
    if (!any && trimmed.starts_with('{')) return true;
    const std::string_view key = KeyOf(line);
    if (!key.empty() && SaysWhoMaySee(key, line)) return true;
    if (key.empty() || key.find(' ') != std::string_view::npos) {
      all = all && GoesOn(line);
      continue;
    }
    any = true;
    lower = lower || key == base::AsciiLower(key);
  }
  return any && (!apart || (all && lower));
}

/// `body` without a second front matter, which some converters write before the one they were
/// given: it is neither read nor shown. One that may say who may see the article stays, to be
/// refused.
std::string_view WithoutSecondFrontMatter(std::string_view body) {
  const std::size_t begin = BeginOfText(body);
  if (!IsMarker(LineAt(body.substr(begin), 0), "---")) return body;
  const std::string_view text = body.substr(NextLine(body, begin));
  if (KeyOf(LineAt(text, 0)).empty()) return body;
  const KeyLines keys = ReadKeyLines(text, false);
  if (keys.end != KeyLines::End::kMark || !keys.key.empty()) return body;
  for (std::size_t at = 0; at < text.size(); at = NextLine(text, at)) {
    if (IsMarker(LineAt(text, at), "---")) return text.substr(NextLine(text, at));
  }
  return body;
}

}  // namespace

std::optional<StrayFrontMatter> FindStrayFrontMatter(std::string_view body) {
  const std::size_t begin = BeginOfText(body);
  std::string_view text = body.substr(begin);
  std::size_t line = LinesIn(body.substr(0, begin));
  const std::string_view first = base::Trim(LineAt(text, 0));
  const bool marked = first.starts_with("---") || first.starts_with("+++");
  if (marked) {
    text.remove_prefix(NextLine(text, 0));
    ++line;
  }
  KeyLines found = ReadKeyLines(text, false);
  const bool whole = found.end == KeyLines::End::kMark ||
                     (found.end == KeyLines::End::kBlank && (marked || found.has_title));
  if (!whole || found.key.empty()) {
    if (!marked) return std::nullopt;
    found = ReadKeyLines(text, true);
    if (found.end != KeyLines::End::kMark || found.key.empty()) return std::nullopt;
  }
  return StrayFrontMatter{
      line + found.line,
      fmt::format("'{}' may say who may see the article and is not read here; write it into one "
                  "front matter, which begins on the first line, between lines of --- with nothing "
                  "else on them",
                  found.key)};
}

Result<void> RefuseStrayFrontMatter(std::string_view body, std::string_view source,
                                    const std::string& file) {
  const auto stray = FindStrayFrontMatter(body);
  if (!stray) return {};
  const std::size_t before = LinesIn(source.substr(0, source.size() - body.size()));
  return base::FailAt(file, 1 + before + stray->line, 1, stray->message);
}

namespace {

/// Taken apart at an object that the text begins with; where its brackets do not match, at the next
/// blank line: what it is will be seen.
SplitSource SplitAtJson(std::string_view text) {
  std::string_view json = base::LeadingJson(text);
  if (json.empty()) json = text.substr(0, text.find("\n\n"));
  const std::size_t end = std::min(json.size(), text.size());
  const bool line_ends = base::Trim(LineAt(text, end)).empty();
  return {json, text.substr(line_ends ? NextLine(text, end) : end), FrontMatterSyntax::kJson, 1};
}

}  // namespace

Result<SplitSource> SplitFrontMatter(std::string_view text, const std::string& file) {
  const std::size_t begin = NextLine(text, 0);
  const auto marks = MarksOf(LineAt(text, 0));
  if (!marks && IsJsonFrontMatter(text)) return SplitAtJson(text);
  if (!marks) {
    const std::size_t lead = BeginOfText(text);
    if (const std::string problem = ForeignFrontMatter(text.substr(lead)); !problem.empty()) {
      return base::FailAt(file, 1 + LinesIn(text.substr(0, lead)), 1, problem);
    }
    if (auto good = RefuseStrayFrontMatter(text, text, file); !good) return Fail(good.error());
    return SplitSource{{}, text};
  }
  for (std::size_t at = begin; at < text.size(); at = NextLine(text, at)) {
    const std::string_view line = LineAt(text, at);
    const bool yaml = marks->syntax == FrontMatterSyntax::kYaml;
    if (!IsMarker(line, marks->end) && !(yaml && IsMarker(line, "..."))) continue;
    const SplitSource split{text.substr(begin, at - begin),
                            WithoutSecondFrontMatter(text.substr(NextLine(text, at))),
                            marks->syntax};
    const bool no_keys = HasNoKeys(split.front_matter);
    if (yaml && !no_keys && !IsFrontMatter(split.front_matter)) return SplitSource{{}, text};
    if (no_keys) {
      if (auto good = RefuseStrayFrontMatter(split.body, text, file); !good) {
        return Fail(good.error());
      }
    }
    return split;
  }
  const bool yaml = marks->syntax == FrontMatterSyntax::kYaml;
  if (yaml && !IsFrontMatter(text.substr(begin, text.find("\n\n", begin) - begin))) {
    if (auto good = RefuseStrayFrontMatter(text, text, file); !good) return Fail(good.error());
    return SplitSource{{}, text};
  }
  return base::FailAt(
      file, 1, 1,
      fmt::format("the front matter that begins here never ends; put a line {} behind its last key",
                  marks->end));
}

}  // namespace funnel::readers
