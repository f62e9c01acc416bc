// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/web_address.h"
#include "indexer/text/markup/anchor.h"
#include "indexer/text/markup/article_link.h"
#include "indexer/text/markup/inline_marks.h"
#include "indexer/text/markup/mark_names.h"
#include "indexer/text/markup/mark_reader.h"
#include "indexer/text/markup/markdown_escape.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// A text with so many openings that are no tags has nothing to do with tags.
constexpr std::size_t kMaxBadTags = 2'000;

bool IsBlank(std::string_view text) { return base::Trim(text).empty(); }

/// What a block is called that `tag` begins or ends.
std::string BlockName(const MarkTag& tag) {
  constexpr const char* kStyles[] = {"c:", "l:", "s:"};
  return kStyles[static_cast<int>(tag.style)] + tag.name;
}

/// Whether the tag stands for what is in the line, wherever it is.
bool IsInlineName(std::string_view name) {
  constexpr std::string_view kNames[] = {"tooltip", "icon", "badge", "button", "link",  "a",
                                         "kbd",     "key",  "term",  "pill",   "label", "tag"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

bool IsPictureName(std::string_view name) {
  return name.find("image") != kNone || name.find("img") != kNone || name == "figure" ||
         name == "frame" || name == "picture" || name == "screenshot";
}

std::string Link(std::string_view words, std::string_view address) {
  std::string link = "[";
  link += words;
  return link + "](" + LinkDestination(address) + ')';
}

/// The words, name or address that a tag shows for itself, as a link where it leads somewhere.
std::string Shown(const MarkTag& tag, const MarkAttributes& attributes) {
  std::string words = TitleOf(tag, attributes);
  if (tag.name == "glossary_tooltip" && attributes.Get({"text"}).empty()) {
    words = attributes.Get({"term_id"});
    std::replace_if(
        words.begin(), words.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  }
  const bool leads =
      IsVideoName(tag.name) || !attributes.Get({"href", "to", "url", "link"}).empty();
  const std::string address =
      leads && !IsPictureName(tag.name) ? AddressOf(tag, attributes) : std::string();
  if (address.empty() || (words.empty() && !base::IsWebAddress(address))) return words;
  return Link(words.empty() ? address : words, address);
}

}  // namespace

std::size_t MarkReader::PlaceOf(std::string_view rest) const {
  return static_cast<std::size_t>(rest.data() - text_.data());
}

std::string_view MarkReader::GoTo(std::size_t at) {
  if (at > line_end_) line_end_ = std::min(text_.find('\n', at), text_.size());
  return text_.substr(at, line_end_ - at);
}

/// `rest` is a part of the text, to the end of a line.
void MarkReader::ReadInline(std::string_view rest) {
  while (!rest.empty()) {
    const char c = rest.front();
    if (c == '<' || c == '{') {
      const auto tag =
          bad_tags_ < kMaxBadTags ? ReadMarkTag(text_.substr(PlaceOf(rest))) : std::nullopt;
      if (tag) {
        rest = TakeTag(*tag, rest);
        continue;
      }
      ++bad_tags_;
      if (rest.starts_with("{/*")) {  // A remark of MDX.
        const std::size_t end = text_.find("*/}", PlaceOf(rest) + 3);
        if (end != kNone) {
          rest = GoTo(end + 3);
          continue;
        }
      }
      if (components_ && c == '<' && bad_tags_ < kMaxBadTags) {
        if (const auto element = ReadElementTag(text_.substr(PlaceOf(rest)))) {
          const std::string_view behind = GoTo(PlaceOf(rest) + element->length);
          if (IsPictureName(element->name) || IsVideoName(element->name)) {
            WriteTag(*element, behind);
          }
          rest = behind;
          continue;
        }
      }
    }
    std::size_t taken = TakeMark(rest);
    if (taken == 0) {
      // All that may begin no mark.
      const std::size_t next = rest.find_first_of("<{[!:=+`\\", 1);
      taken = std::min(next, rest.size());
      buffer_ += rest.substr(0, taken);
    }
    rest.remove_prefix(taken);
  }
}

std::size_t MarkReader::TakeMark(std::string_view rest) {
  const std::string_view near = rest.substr(0, kMaxMarkBytes);
  switch (rest.front()) {
    case '\\': {
      const std::size_t length = std::min<std::size_t>(rest.size(), 2);
      buffer_ += rest.substr(0, length);
      return length;
    }
    case '`': {
      const std::size_t length = CodeSpanLength(near);
      buffer_ += rest.substr(0, length);
      return length;
    }
    case '<': {
      if (const std::size_t link = in_html_ ? 0 : TakeHtmlLink(near, buffer_)) return link;
      const std::size_t length = HtmlTagLength(near);
      buffer_ += rest.substr(0, length);
      return length;
    }
    case '{':
      return TakeBrace(near);
    case '[':
      if (rest.starts_with("[^")) return TakeFootnote(near);
      if (const std::size_t link = TakeWikiLink(near, buffer_)) return link;
      return TakeBracketMark(near, buffer_);
    case '!':
      return TakeWikiLink(near, buffer_);
    case ':': {
      std::size_t length = TakeIcon(near);
      if (length > 0 && (AtStart() || buffer_.ends_with(' ')) && rest.substr(length, 1) == " ") {
        ++length;
      }
      return length;
    }
    case '=':
    case '+':
      if (!buffer_.empty() && buffer_.back() == rest.front()) return 0;
      return TakeHighlight(near, buffer_);
    default:
      return 0;
  }
}

std::size_t MarkReader::TakeBrace(std::string_view rest) {
  if (const std::size_t output = TakeOutputTag(rest, buffer_)) return output;
  if (liquid_ && rest.starts_with("{{")) {
    const std::size_t end = rest.find("}}");
    if (end != kNone) return end + 2;
  }
  std::string_view id;
  const std::size_t length = AttributeListLength(rest, &id);
  if (length > 0) {
    const bool at_end =
        IsBlank(text_.substr(PlaceOf(rest) + length, line_end_ - PlaceOf(rest) - length));
    const bool attached =
        !buffer_.empty() && std::string_view(")]*_`>").find(buffer_.back()) != kNone;
    const bool heading = at_end && (base::Trim(buffer_).starts_with('#') || IsUnderlined());
    if (!heading && !attached && !rest.starts_with("{:")) return 0;
    if (at_end) {
      while (buffer_.ends_with(' ')) buffer_.pop_back();
    }
    buffer_ += AnchorTag(id);
    return length;
  }
  if (!components_) return 0;
  // An expression of JavaScript: only a string says what it shows.
  const std::size_t expression = BalancedLength(rest, rest.size());
  if (expression == 0 || rest.substr(0, expression).find('\n') != kNone) return 0;
  const MarkAttributes value = ReadMarkAttributes(rest.substr(1, expression - 2));
  const std::string_view inside = base::Trim(rest.substr(1, expression - 2));
  const bool string = inside.size() > 1 && inside.front() == inside.back() &&
                      std::string_view("\"'`").find(inside.front()) != kNone;
  if (string) {
    buffer_ += inside.substr(1, inside.size() - 2);
    return expression;
  }
  const bool is_property = inside.find('.') != kNone && inside.find(' ') == kNone;
  return is_property || inside.starts_with("/*") ? expression : 0;
}

/// Whether the next line makes a heading of the one at hand.
bool MarkReader::IsUnderlined() const {
  const std::string_view next = text_.substr(std::min(line_end_ + 1, text_.size()), 3);
  return next == "===" || next == "---";
}

std::size_t MarkReader::TakeFootnote(std::string_view rest) {
  const std::size_t end = rest.find(']');
  if (end == kNone || end == 2) return 0;
  const auto found = footnotes_.find(std::string(rest.substr(2, end - 2)));
  if (found == footnotes_.end()) return 0;
  if (found->second == 0) found->second = ++last_footnote_;
  const std::string number = std::to_string(found->second);
  buffer_ += "[\\[" + number + "\\]](#fn-" + number + ')';
  return end + 1;
}

/// Takes a tag and gives what is left of the line behind it.
std::string_view MarkReader::TakeTag(const MarkTag& tag, std::string_view rest) {
  const std::size_t at = PlaceOf(rest);
  if (tag.kind == MarkTag::Kind::kClose) {
    CloseTag(tag);
    return GoTo(at + tag.length);
  }
  const bool braces = tag.style != MarkStyle::kComponent;
  if (braces && tag.name == "comment" && HasEnd(tag, at)) return SkipTo(tag, rest, false, false);
  if (braces && (tag.name == "raw" || tag.name == "verbatim") && HasEnd(tag, at)) {
    return SkipTo(tag, rest, true, false);
  }
  const bool code = tag.name == "highlight" || tag.name == "code-toggle" || tag.name == "code";
  if (braces && code && AtStart() && HasEnd(tag, at) &&
      (tag.style == MarkStyle::kShortcode || tag.name == "highlight")) {
    return SkipTo(tag, rest, true, true);
  }
  const std::string_view behind = GoTo(at + tag.length);
  if (braces && IsReferenceName(tag.name)) {
    WriteReference(tag);
  } else if (tag.kind != MarkTag::Kind::kOpen || !HasEnd(tag, at) || !OpenBlock(tag, behind)) {
    WriteTag(tag, behind);
  }
  return behind;
}

void MarkReader::CloseTag(const MarkTag& tag) {
  const std::string name = BlockName(tag);
  if (!links_.empty() && links_.back().name == name) {
    buffer_ += "](" + LinkDestination(links_.back().address) + ')';
    links_.pop_back();
    return;
  }
  if (!blocks_.HasTag(name)) return;
  if (!AtStart()) FlushLine();
  buffer_.clear();
  blocks_.CloseTag(name);
  fence_ = Fence();
}

/// Whether what stands between `tag` and its end is a block; then that is begun.
bool MarkReader::OpenBlock(const MarkTag& tag, std::string_view behind) {
  if (!AtStart() || IsInlineName(tag.name)) return false;
  const MarkAttributes attributes = ReadMarkAttributes(tag.arguments);
  const bool box = IsBoxName(tag.name);
  const std::string shown = Shown(tag, attributes);
  if (!IsBlank(behind) && !box && shown.empty()) return false;
  MarkBlock block{.ends = MarkBlock::Ends::kTag, .name = BlockName(tag), .colons = 0};
  block.base = blocks_.InDeep() ? 0 : IndentOf(buffer_);
  block.box = box;
  block.deep = tag.style == MarkStyle::kComponent;
  buffer_.clear();
  // What has a title can be linked to by that, as a heading can.
  std::string anchor;
  if (tag.style == MarkStyle::kComponent && !shown.empty()) {
    const std::string_view id = attributes.Get({"id"});
    const std::string title = TitleOf(tag, attributes);
    anchor = AnchorTag(id.empty() ? AnchorMaker().Next(title) : id);
  }
  blocks_.Open(std::move(block), shown, anchor);
  if (const std::string text = TextOf(attributes); !text.empty()) {
    blocks_.Write(text, source_);
    blocks_.WriteBlank();
  }
  return true;
}

/// Writes what `tag` shows in the line, or as a line of its own.
void MarkReader::WriteTag(const MarkTag& tag, std::string_view behind) {
  const MarkAttributes attributes = ReadMarkAttributes(tag.arguments);
  const std::string ends =
      tag.style == MarkStyle::kComponent ? "</" + std::string(tag.written) : std::string();
  const bool holds =
      !ends.empty() && tag.kind == MarkTag::Kind::kOpen && behind.find(ends) != kNone;
  const std::string_view address = attributes.Get({"href", "to", "url"});
  if (holds && !address.empty()) {
    buffer_ += '[';
    links_.push_back({BlockName(tag), std::string(address)});
    return;
  }
  if (holds) return;
  const std::string shown = Shown(tag, attributes);
  const std::string text = TextOf(attributes);
  const bool alone = AtStart() && IsBlank(behind) && !shown.empty();
  if (!alone) {
    buffer_ += text.empty() || shown == text ? shown : shown.empty() ? text : shown + ": " + text;
    return;
  }
  buffer_ += IsPictureName(tag.name) || IsVideoName(tag.name) ? shown : "**" + shown + "**";
  FlushLine();
  blocks_.WriteBlank();
  if (text.empty()) return;
  blocks_.Write(text, source_);
  blocks_.WriteBlank();
}

/// A page's address where one is wanted: "](" or an attribute stands before.
void MarkReader::WriteReference(const MarkTag& tag) {
  const bool wanted = buffer_.ends_with('(') || buffer_.ends_with("=\"") || buffer_.ends_with('<');
  const MarkAttributes attributes = ReadMarkAttributes(tag.arguments);
  if (!wanted || attributes.plain.empty()) return;
  const std::string& path = attributes.plain.front();
  if (tag.name == "link") {
    buffer_ += '/' + LinkDestination(path);
  } else {
    if (!path.starts_with('/') && !path.starts_with('#')) buffer_ += kNamedLink;
    buffer_ += LinkDestination(path);
  }
}

std::string_view MarkReader::SkipTo(const MarkTag& tag, std::string_view rest, bool keep,
                                    bool code) {
  const std::size_t begin = PlaceOf(rest) + tag.length;
  const bool slash = tag.style == MarkStyle::kShortcode;
  const std::string ends = (slash ? "/" : "end") + tag.name;
  std::size_t end = text_.find(ends, begin);
  if (slash) end = std::min(end, text_.find("/ " + tag.name, begin));
  const std::size_t length =
      ends.size() + (end != kNone && text_[end] == '/' && text_[end + 1] == ' ');
  if (end == kNone) return GoTo(begin);
  const std::size_t close = text_.find('}', end);
  const std::size_t behind =
      close == kNone ? text_.size() : std::min(text_.find_first_not_of('}', close), text_.size());
  if (!keep) return GoTo(behind);
  if (code || end > line_end_) {
    verbatim_end_ = text_.substr(end, length);
    verbatim_code_ = code;
    const MarkAttributes attributes = ReadMarkAttributes(tag.arguments);
    if (code) {
      FlushLine();
      const bool named = tag.name == "highlight" && !attributes.plain.empty();
      blocks_.WriteTitle(attributes.Get({"file", "title"}));
      blocks_.Write("```" + (named ? attributes.plain.front() : std::string()), source_);
    }
    const std::string_view left = GoTo(begin);
    if (end <= line_end_) {
      CopyVerbatim(left);
    } else if (!IsBlank(left)) {
      buffer_ += left;
      FlushLine();
    }
    return text_.substr(line_end_, 0);
  }
  std::size_t open = text_.rfind('{', end);
  buffer_ += text_.substr(begin, open - begin);
  return GoTo(behind);
}

/// Whether an end of `tag` comes behind byte `at`.
bool MarkReader::HasEnd(const MarkTag& tag, std::size_t at) {
  const bool component = tag.style == MarkStyle::kComponent;
  std::string ends(component ? "</" : tag.style == MarkStyle::kLiquid ? "end" : "/");
  ends += tag.written;
  const auto [known, fresh] = last_ends_.emplace(ends, 0);
  if (fresh) {
    const std::size_t last = text_.rfind(ends);
    known->second = last == kNone ? 0 : last;
    if (tag.style == MarkStyle::kShortcode) {
      const std::size_t spaced = text_.rfind("/ " + std::string(tag.written));
      if (spaced != kNone) known->second = std::max(known->second, spaced);
    }
  }
  return known->second > at;
}

}  // namespace funnel::text
