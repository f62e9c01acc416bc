// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/inline_marks.h"

#include <algorithm>
#include <cctype>
#include <iterator>

#include "indexer/base/ascii.h"
#include "indexer/text/markup/article_link.h"
#include "indexer/text/markup/html_tags.h"
#include "indexer/text/markup/mark_tags.h"
#include "indexer/text/markup/markdown_escape.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool IsAlnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool IsAlpha(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// `name`, of a file or a term, as words.
std::string Words(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
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
      "availability", "table",    "danger",    "morelikethis",  "example", "quote",     "abstract",
      "todo",         "bug",      "failure",   "summary",       "tldr",    "hint",      "check",
      "done",         "fail",     "missing",   "attention",     "help",    "faq",       "cite"};
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

}  // namespace

std::size_t TakeBracketMark(std::string_view text, std::string& out) {
  if (!text.starts_with("[!")) return 0;
  std::size_t name_end = 2;
  while (name_end < text.size() && IsAlpha(text[name_end])) ++name_end;
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
  // Obsidian folds a box by a sign behind the mark.
  const bool folds = length < text.size() && (text[length] == '-' || text[length] == '+');
  return length + (folds ? 1 : 0);
}

std::size_t TakeWikiLink(std::string_view text, std::string& out) {
  const std::size_t begin = text.starts_with("![[") ? 3 : text.starts_with("[[") ? 2 : 0;
  if (begin == 0) return 0;
  const std::size_t end = text.find("]]", begin);
  if (end == kNone || end - begin > 300 || end == begin) return 0;
  const std::string_view inside = text.substr(begin, end - begin);
  if (inside.find_first_of("[]\n`") != kNone) return 0;
  const char first = inside.front();
  if (first == ' ' || first == '-' || first == ':' || first == '\\') return 0;
  const std::size_t length = end + 2;
  // "[[1]](address)" is a link whose text has brackets.
  if (length < text.size() && (text[length] == '(' || text[length] == '[')) return 0;
  const std::string lower = base::AsciiLower(inside);
  if (lower == "toc" || lower == "_toc_") return length;
  const std::size_t bar = inside.find('|');
  std::string_view page = base::Trim(inside.substr(0, bar));
  if (page.ends_with('\\')) page.remove_suffix(1);  // Within a table.
  const std::string_view words = bar == kNone ? page.substr(page.starts_with('#') ? 1 : 0)
                                              : base::Trim(inside.substr(bar + 1));
  if (begin == 3 && WithoutArticleExtension(page) == page && page.find('.') != kNone) {
    return length;  // A picture.
  }
  out += '[';
  AppendEscaped(words, false, out);
  out += "](";
  if (!page.starts_with('#')) out += kNamedLink;
  out += LinkDestination(page) + ')';
  return length;
}

std::size_t TakeOutputTag(std::string_view text, std::string& out) {
  if (!text.starts_with("{{")) return 0;
  const std::size_t end = text.substr(0, kMaxMarkBytes).find("}}", 2);
  if (end == kNone) return 0;
  const std::string_view inside = base::Trim(text.substr(2, end - 2));
  const std::size_t filter = inside.find('|');
  const bool address = filter != kNone && inside.find("_url", filter) != kNone;
  if (address && (inside.starts_with('"') || inside.starts_with('\''))) {
    const std::size_t close = inside.find(inside.front(), 1);
    if (close != kNone) out += inside.substr(1, close - 1);
    return end + 2;
  }
  for (const std::string_view own :
       {"site.", "page.", "include.", "layout.", "config.", "theme."}) {
    if (inside.starts_with(own)) return end + 2;
  }
  return address || inside == "baseurl" || inside == "base_url" ? end + 2 : 0;
}

std::size_t TakeIcon(std::string_view text) {
  constexpr std::string_view kSets[] = {":material-", ":fontawesome-", ":octicons-", ":simple-",
                                        ":fa-",       ":mdi-",         ":lucide-",   ":carbon-"};
  const bool icon = std::any_of(std::begin(kSets), std::end(kSets),
                                [&](std::string_view set) { return text.starts_with(set); });
  if (!icon) return 0;
  std::size_t end = 1;
  while (end < text.size() && (IsAlnum(text[end]) || text[end] == '-' || text[end] == '_')) ++end;
  if (end == text.size() || text[end] != ':') return 0;
  ++end;
  std::string_view ignored;
  end += AttributeListLength(text.substr(end), &ignored);
  return end;
}

std::size_t TakeHighlight(std::string_view text, std::string& out) {
  const std::string_view mark = text.substr(0, 2);
  if (mark != "==" && mark != "++") return 0;
  const std::size_t end = text.substr(0, kMaxMarkBytes).find(mark, 2);
  if (end == kNone || end == 2) return 0;
  const std::string_view inside = text.substr(2, end - 2);
  const char after = end + 2 < text.size() ? text[end + 2] : ' ';
  if (inside.front() == ' ' || inside.back() == ' ' || inside.front() == mark[0] ||
      after == mark[0]) {
    return 0;
  }
  if (mark == "++") {  // The names of keys, and nothing like "C++ or D++".
    const bool keys = std::all_of(inside.begin(), inside.end(), [](char c) {
      return IsAlnum(c) || c == '+' || c == '-' || c == '"' || c == '_';
    });
    if (!keys) return 0;
  }
  out += inside;
  return end + 2;
}

std::size_t HtmlTagLength(std::string_view text) {
  if (text.starts_with("<!--")) {
    const std::size_t end = text.find("-->", 4);
    return end == kNone ? 0 : end + 3;
  }
  const std::size_t name = text.starts_with("</") ? 2 : 1;
  if (name >= text.size() || !IsAlpha(text[name])) return 0;
  const std::size_t end = text.substr(0, kMaxMarkBytes).find('>');
  return end == kNone ? 0 : end + 1;
}

std::size_t TakeHtmlLink(std::string_view text, std::string& out) {
  const std::string start = base::AsciiLower(text.substr(0, 3));
  if (start != "<a " && start != "<a\t") return 0;
  const std::size_t tag = HtmlTagLength(text);
  if (tag == 0) return 0;
  const std::string_view rest = text.substr(tag, kMaxMarkBytes);
  const std::size_t close = std::min(rest.find("</a>"), rest.find("</A>"));
  if (close == kNone || close == 0) return 0;
  const std::string_view words = rest.substr(0, close);
  // What has links or pictures in it stays as it is.
  if (words.find_first_of("[]<`") != kNone) return 0;
  const auto tags = FindHtmlTags(text.substr(0, tag));
  if (tags.empty()) return 0;
  const std::string_view address = base::Trim(tags.front().Value("href"));
  if (address.empty()) return 0;
  out += AnchorTag(tags.front().Value("id"));
  out += '[';
  out += base::Trim(words);
  out += "](" + LinkDestination(address) + ')';
  return tag + close + 4;
}

std::size_t CodeSpanLength(std::string_view text) {
  const std::size_t run = std::min(text.find_first_not_of('`'), text.size());
  for (std::size_t at = text.find('`', run); at != kNone;) {
    const std::size_t end = std::min(text.find_first_not_of('`', at), text.size());
    if (end - at == run) return end;
    at = text.find('`', end);
  }
  return run;
}

std::size_t AttributeListLength(std::string_view text, std::string_view* id) {
  if (!text.starts_with('{')) return 0;
  const std::size_t end = text.substr(0, kMaxMarkBytes).find('}');
  if (end == kNone) return 0;
  std::string_view inside = base::Trim(text.substr(1, end - 1));
  const bool colon = inside.starts_with(':');
  if (colon) inside = base::Trim(inside.substr(1));
  if (inside.empty()) return colon ? end + 1 : 0;
  while (!inside.empty()) {
    const std::size_t space = inside.find(' ');
    std::string_view item = inside.substr(0, space);
    const std::size_t quote = item.find_first_of("\"'");
    if (quote != kNone) {  // A value may hold spaces.
      const std::size_t close = inside.find(item[quote], quote + 1);
      if (close == kNone) return 0;
      item = inside.substr(0, close + 1);
    }
    const bool named = item.front() == '#' || item.front() == '.';
    if (named && item.size() == 1) return 0;
    if (!named && !colon && (item.find('=') == kNone || !IsAlpha(item.front()))) return 0;
    if (item.front() == '#') *id = item.substr(1);
    inside = base::Trim(inside.substr(item.size()));
  }
  return end + 1;
}

std::string AnchorTag(std::string_view id) {
  const bool good = !id.empty() && id.size() <= 300 && id.find_first_of(" <>\"'`{}\n\t&") == kNone;
  return good ? "<a id=\"" + std::string(id) + "\"></a>" : std::string();
}

}  // namespace funnel::text
