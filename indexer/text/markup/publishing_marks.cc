// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/publishing_marks.h"

#include <algorithm>
#include <cctype>
#include <iterator>

#include "indexer/base/ascii.h"
#include "indexer/text/markup/markdown_fence.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// No mark is longer; keeps a line of nothing but openings from costing quadratic time.
constexpr std::size_t kMaxMarkBytes = 2000;

/// The value of attribute `name="..."` in `tag`, or nothing.
std::string_view Attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = 0; (at = tag.find(name, at)) != kNone; at += name.size()) {
    const std::string_view rest = tag.substr(at + name.size());
    const bool whole = at > 0 && (tag[at - 1] == ' ' || tag[at - 1] == '\t');
    const char quote = rest.size() > 1 ? rest[1] : '\0';
    if (!whole || rest.front() != '=' || (quote != '"' && quote != '\'')) continue;
    const std::size_t end = rest.find(quote, 2);
    if (end != kNone) return rest.substr(2, end - 2);
  }
  return {};
}

/// `name`, of a file or a term, as words.
std::string Words(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

/// What readers see of the Hugo shortcode `tag`.
std::string ShortcodeText(std::string_view tag) {
  if (const std::string_view text = Attribute(tag, "text"); !text.empty()) {
    return std::string(text);
  }
  std::string_view inside = base::Trim(tag.substr(std::min<std::size_t>(tag.size(), 3)));
  const std::string_view name = inside.substr(0, inside.find_first_of(" \t"));
  if (name == "glossary_tooltip") return Words(Attribute(tag, "term_id"));
  if (name == "tab") return std::string(Attribute(tag, "name"));
  if (name != "heading") return {};
  const std::size_t begin = inside.find('"');
  const std::size_t end = begin == kNone ? kNone : inside.find('"', begin + 1);
  return end == kNone ? std::string() : std::string(inside.substr(begin + 1, end - begin - 1));
}

/// The length of the Hugo shortcode that `text` begins with, 0 for none.
std::size_t ShortcodeLength(std::string_view text) {
  const bool angle = text.starts_with("{{<");
  if (!angle && !text.starts_with("{{%")) return 0;
  const std::size_t end = text.find(angle ? ">}}" : "%}}", 3);
  return end == kNone ? 0 : end + 3;
}

/// The length of the "[!...]" that `text` begins with, its brackets balanced; 0 for none.
std::size_t MarkerLength(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') ++depth;
    if (text[i] == ']' && --depth == 0) return i + 1;
  }
  return 0;
}

bool IsDropped(const std::string& name) {
  constexpr std::string_view kNames[] = {
      "note",         "tip",      "important", "warning",       "caution", "include",   "video",
      "div",          "code",     "error",     "success",       "info",    "question",  "more",
      "badge",        "notebook", "inline",    "prerequisites", "slider",  "begintabs", "endtabs",
      "availability", "table",    "danger",    "morelikethis"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

/// The product in "[pn_microsoft_project](...)]": such files hold a name in the middle of a
/// sentence, and repositories are often without them.
std::string ProductOfInclude(std::string_view rest) {
  rest = base::Trim(rest);
  if (!rest.starts_with("[pn_") && !rest.starts_with("[pn-")) return {};
  std::string words = Words(rest.substr(4, std::min(rest.find(']'), rest.size()) - 4));
  std::erase(words, '\\');
  return words;
}

/// Appends what remains of the marker "[!name ...]" at the start of `text` and returns how many
/// bytes it took; 0 when this is no such marker.
std::size_t TakeMarker(std::string_view text, std::string& out) {
  std::size_t name_end = 2;
  while (name_end < text.size() && std::isalpha(static_cast<unsigned char>(text[name_end])) != 0) {
    ++name_end;
  }
  const std::size_t length = MarkerLength(text);
  if (name_end == 2 || length == 0) return 0;
  const std::string name = base::AsciiLower(text.substr(2, name_end - 2));
  if (name == "dnl" || name == "uicontrol") {
    out += base::Trim(text.substr(name_end, length - 1 - name_end));
    return length;
  }
  if (!IsDropped(name)) return 0;
  if (name == "include") out += ProductOfInclude(text.substr(name_end, length - name_end));
  if (length < text.size() && text[length] == '(') {
    const std::size_t close = text.find(')', length);
    if (close != kNone) return close + 1;
  }
  return length;
}

/// The length of the code span that `text` begins with; of its backticks alone if it never ends.
std::size_t CodeSpanLength(std::string_view text) {
  const std::size_t run = std::min(text.find_first_not_of('`'), text.size());
  for (std::size_t at = text.find('`', run); at != kNone;) {
    const std::size_t end = std::min(text.find_first_not_of('`', at), text.size());
    if (end - at == run) return end;
    at = text.find('`', end);
  }
  return run;
}

void StripLine(std::string_view line, std::string& out) {
  if (line.starts_with('#') && line.ends_with('}')) {
    const std::size_t attribute = line.rfind(" {#");
    if (attribute != kNone) line = line.substr(0, attribute);
  }
  for (std::size_t i = 0; i < line.size();) {
    const std::string_view rest = line.substr(i, kMaxMarkBytes);
    std::size_t taken = 0;
    if (rest.starts_with("{{")) {
      taken = ShortcodeLength(rest);
      out += ShortcodeText(rest.substr(0, taken));
    } else if (rest.starts_with("[!")) {
      taken = TakeMarker(rest, out);
    } else if (rest.front() == '`') {
      taken = CodeSpanLength(rest);
      out += rest.substr(0, taken);
    }
    if (taken == 0) {
      out += rest.front();
      taken = 1;
    }
    i += taken;
  }
}

}  // namespace

std::string StripPublishingMarks(std::string_view markdown) {
  std::string out;
  out.reserve(markdown.size());
  Fence fence;
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    const std::string_view line = markdown.substr(0, end);
    const std::size_t start = std::min(line.find_first_not_of(" \t>"), line.size());
    const std::string_view content = line.substr(start);
    if (fence.Covers(content)) {
      out += line;
    } else if (content.starts_with(":::")) {
      out += line.substr(0, start);
      out += Attribute(content, "alt-text");
    } else {
      StripLine(line, out);
    }
    if (end < markdown.size()) out += '\n';
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
  }
  return out;
}

}  // namespace funnel::text
