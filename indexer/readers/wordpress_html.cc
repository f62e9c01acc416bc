// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/wordpress_html.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "indexer/base/among.h"
#include "indexer/base/ascii.h"

namespace funnel::readers {
namespace {

/// Longest shortcode, in bytes: others are text.
constexpr std::size_t kMostShortcodeBytes = 4096;
/// How far the end of a tag is looked for with regard to quotation marks.
constexpr std::size_t kMostTagBytes = 65536;

/// Those that stand without attributes and without a closing part.
constexpr std::string_view kLoneShortcodes[] = {
    "gallery",    "playlist", "audio",        "video",          "embed",   "toc",
    "ez-toc",     "archives", "contact-form", "contact-form-7", "sitemap", "caption",
    "wp_caption", "divider",  "separator",    "spacer",         "hr",      "clear",
    "br",         "nextpage", "breadcrumb",   "searchform"};
constexpr std::string_view kTitles[] = {"title", "heading", "caption", "question", "label"};
constexpr std::string_view kBlockTags[] = {
    "address",    "article", "aside",   "blockquote", "caption", "center", "col",
    "colgroup",   "dd",      "details", "div",        "dl",      "dt",     "fieldset",
    "figcaption", "figure",  "footer",  "form",       "h1",      "h2",     "h3",
    "h4",         "h5",      "h6",      "header",     "hr",      "iframe", "legend",
    "li",         "main",    "nav",     "ol",         "option",  "p",      "pre",
    "section",    "select",  "style",   "script",     "summary", "table",  "tbody",
    "td",         "tfoot",   "th",      "thead",      "tr",      "ul",     "br"};

bool IsNameChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The name at the begin of `text`; empty where none begins there.
std::string_view NameAt(std::string_view text) {
  const bool letter = !text.empty() && IsNameChar(text[0]) && text[0] > '9';
  std::size_t end = 0;
  while (letter && end < text.size() && IsNameChar(text[end])) ++end;
  return text.substr(0, end);
}

struct Shortcode {
  std::string name;
  std::string_view attributes;
  bool closing = false;
  std::size_t bytes = 0;  ///< 0: none here.
};

/// The shortcode that `text` may begin with: a bracket, a name, and whatever to its bracket.
Shortcode ShortcodeAt(std::string_view text) {
  Shortcode found;
  std::size_t at = 1;
  found.closing = text.substr(at).starts_with('/');
  if (found.closing) ++at;
  const std::string_view name = NameAt(text.substr(std::min(at, text.size())));
  if (name.empty()) return {};
  at += name.size();
  const std::size_t begin = at;
  char quote = 0;
  for (; at < std::min(text.size(), kMostShortcodeBytes); ++at) {
    const char c = text[at];
    if (quote == 0 && c == ']') break;
    if (quote == 0 && (c == '[' || c == '<')) return {};
    if (c == '"' && (quote == 0 || quote == c)) quote = quote == 0 ? c : 0;
  }
  if (at >= text.size() || text[at] != ']') return {};
  found.attributes = text.substr(begin, at - begin);
  const char next = found.attributes.empty() ? ' ' : found.attributes.front();
  if (!IsSpace(next) && next != '/' && next != '=') return {};
  found.name = base::AsciiLower(name);
  found.bytes = at + 1;
  return found;
}

/// Whether `attributes` are some: name=value, or a bare '/' at the end.
bool AreAttributes(std::string_view attributes) {
  if (attributes.ends_with('/')) return true;
  for (std::size_t at = attributes.find('='); at != std::string_view::npos && at > 0;
       at = attributes.find('=', at + 1)) {
    const bool value = at + 1 < attributes.size() && !IsSpace(attributes[at + 1]);
    if (value && IsNameChar(attributes[at - 1])) return true;
  }
  return false;
}

/// The titles among `attributes`, as paragraphs.
std::string TitlesOf(std::string_view attributes) {
  std::string titles;
  for (std::size_t at = 0; at < attributes.size();) {
    const std::string_view name = NameAt(attributes.substr(at));
    const std::size_t value = at + name.size() + 2;
    const bool quoted = !name.empty() && value <= attributes.size() &&
                        attributes[value - 2] == '=' &&
                        (attributes[value - 1] == '"' || attributes[value - 1] == '\'');
    if (!quoted) {
      at += std::max<std::size_t>(name.size(), 1);
      continue;
    }
    const std::size_t end =
        std::min(attributes.find(attributes[value - 1], value), attributes.size());
    const std::string_view text = base::Trim(attributes.substr(value, end - value));
    if (base::IsAmong(kTitles, base::AsciiLower(name)) && !text.empty()) {
      titles.append("<p>").append(text).append("</p>");
    }
    at = end + 1;
  }
  return titles;
}

/// Words in the names of shortcodes that hide the text that they are around from some.
constexpr std::string_view kHiding[] = {
    "restrict",   "restricted",  "restriction",  "restrictcontent", "private",  "protected",
    "members",    "membersonly", "membership",   "memberonly",      "loggedin", "logged",
    "subscriber", "subscribers", "subscription", "access",          "mepr",     "paywall"};

bool Restricts(std::string_view name) {
  if (name == "member" || name.find("hide-content") != std::string_view::npos ||
      name.find("hide_content") != std::string_view::npos) {
    return true;
  }
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of("-_"), name.size());
    if (base::IsAmong(kHiding, name.substr(0, end))) return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

/// The byte behind the tag or comment that `text` begins with; 0 where none begins there.
std::size_t TagEnd(std::string_view text) {
  if (text.starts_with("<!--")) {
    const std::size_t end = text.find("-->");
    return end == std::string_view::npos ? text.size() : end + 3;
  }
  const bool tag = text.size() > 1 && (text[1] == '/' || !NameAt(text.substr(1)).empty());
  if (!tag) return 0;
  char quote = 0;
  for (std::size_t at = 1; at < std::min(text.size(), kMostTagBytes); ++at) {
    const char c = text[at];
    if (quote == 0 && c == '>') return at + 1;
    if ((c == '"' || c == '\'') && (quote == 0 || quote == c)) quote = quote == 0 ? c : 0;
  }
  return text.find('>') + 1;  // A quotation mark that is not closed. npos + 1 is 0.
}

std::string TagName(std::string_view tag) {
  return base::AsciiLower(
      NameAt(tag.substr(std::min<std::size_t>(tag.starts_with("</") ? 2 : 1, tag.size()))));
}

/// The names of all closing shortcodes: their openers are shortcodes, too.
std::set<std::string> ClosedShortcodes(std::string_view content) {
  std::set<std::string> names;
  for (std::size_t at = content.find("[/"); at != std::string_view::npos;
       at = content.find("[/", at + 2)) {
    if (Shortcode found = ShortcodeAt(content.substr(at)); found.bytes > 0) {
      names.insert(std::move(found.name));
    }
  }
  return names;
}

/// One way through a content.
class Content {
 public:
  explicit Content(std::string_view content)
      : content_(content),
        closed_(ClosedShortcodes(content)),
        blocks_(content.find("<!-- wp:") != std::string_view::npos) {}

  WordpressHtml Read() {
    while (at_ < content_.size()) {
      const std::string_view rest = content_.substr(at_);
      if (rest[0] == '<' && TakeTag(rest)) continue;
      if (rest[0] == '[' && TakeShortcode(rest)) continue;
      if (rest[0] == '\n' || rest[0] == '\r') {
        TakeLineEnd();
        continue;
      }
      if (!IsSpace(rest[0])) after_block_ = false;
      out_.html += rest[0];
      ++at_;
    }
    return std::move(out_);
  }

 private:
  bool TakeTag(std::string_view rest) {
    // What has no end would be looked for again at every bracket.
    if (unclosed_) return false;
    const std::size_t bytes = TagEnd(rest);
    if (bytes == 0) {
      unclosed_ = rest.find('>') == std::string_view::npos;
      return false;
    }
    const std::string_view tag = rest.substr(0, bytes);
    const std::string name = TagName(tag);
    const bool closes = tag.starts_with("</");
    if (name == "pre" || name == "script" || name == "style" || name == "textarea") {
      if (!closes && verbatim_.empty()) {
        verbatim_ = name;
      } else if (closes && verbatim_ == name) {
        verbatim_.clear();
      }
    }
    if (!tag.starts_with("<!--")) after_block_ = base::IsAmong(kBlockTags, name);
    out_.html += tag;
    at_ += bytes;
    return true;
  }

  bool TakeShortcode(std::string_view rest) {
    if (verbatim_ == "script" || verbatim_ == "style") return false;
    const bool escaped = rest.starts_with("[[");
    const Shortcode found = ShortcodeAt(escaped ? rest.substr(1) : rest);
    if (found.bytes == 0) return false;
    if (escaped) {
      if (!rest.substr(found.bytes + 1).starts_with(']')) return false;
      out_.html += rest.substr(1, found.bytes);
      at_ += found.bytes + 2;
      return true;
    }
    const bool around = closed_.contains(found.name);
    if (!around && !found.closing && !AreAttributes(found.attributes) &&
        !base::IsAmong(kLoneShortcodes, found.name)) {
      return false;
    }
    out_.restricted = out_.restricted || (around && Restricts(found.name));
    const std::string titles = TitlesOf(found.attributes);
    out_.html += titles;
    if (!titles.empty()) after_block_ = true;
    at_ += found.bytes;
    return true;
  }

  void TakeLineEnd() {
    std::size_t ends = 0;
    const std::size_t begin = at_;
    while (at_ < content_.size() && IsSpace(content_[at_])) ends += content_[at_++] == '\n' ? 1 : 0;
    if (blocks_ || !verbatim_.empty()) {
      out_.html += content_.substr(begin, at_ - begin);
      return;
    }
    out_.html += '\n';
    const std::string_view rest = content_.substr(at_);
    const std::size_t tag = rest.starts_with('<') ? TagEnd(rest.substr(0, kMostShortcodeBytes)) : 0;
    const bool before_block = tag > 0 && base::IsAmong(kBlockTags, TagName(rest.substr(0, tag)));
    if (rest.empty() || before_block) return;
    if (ends > 1) {
      out_.html += "<p>";
    } else if (!after_block_) {
      out_.html += "<br>";
    }
  }

  std::string_view content_;
  std::size_t at_ = 0;
  std::set<std::string> closed_;
  bool blocks_;
  std::string verbatim_;     ///< The element whose text stays as it is; empty outside of these.
  bool after_block_ = true;  ///< Whether a block's tag is the last thing that was there.
  bool unclosed_ = false;
  WordpressHtml out_;
};

}  // namespace

WordpressHtml HtmlOfWordpress(std::string_view content) { return Content(content).Read(); }

}  // namespace funnel::readers
