// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/mark_reader.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/text/markup/html_tags.h"
#include "indexer/text/markup/inline_marks.h"
#include "indexer/text/markup/mark_names.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// No module statement is longer.
constexpr std::size_t kMaxModuleBytes = 64 * 1024;

bool IsBlank(std::string_view text) { return base::Trim(text).empty(); }

bool IsNameByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
}

/// The first string in quotes of `text`; empty for none.
std::string_view FirstQuoted(std::string_view text) {
  const std::size_t begin = text.find('"');
  const std::size_t end = begin == kNone ? kNone : text.find('"', begin + 1);
  return end == kNone ? std::string_view() : text.substr(begin + 1, end - begin - 1);
}

/// The label of the footnote whose definition a line begins with; empty for none.
std::string_view FootnoteLabel(std::string_view content) {
  if (!content.starts_with("[^")) return {};
  const std::size_t end = content.find(']');
  const bool defines = end != kNone && end > 2 && content.substr(end + 1).starts_with(':');
  return defines ? content.substr(2, end - 2) : std::string_view();
}

/// Whether a line begins a statement of a module of JavaScript.
bool BeginsModule(std::string_view line) {
  if (line.starts_with("import ")) {
    const std::string_view rest = base::Trim(line.substr(7));
    const bool bare = rest.starts_with('\'') || rest.starts_with('"');
    const bool open = rest.starts_with('{') && rest.find('}') == kNone;
    return bare || open || rest.find(" from '") != kNone || rest.find(" from \"") != kNone;
  }
  if (!line.starts_with("export ")) return false;
  for (const std::string_view word :
       {"default ", "const ", "let ", "var ", "function ", "async ", "class ", "* ", "{"}) {
    if (line.substr(7).starts_with(word)) return true;
  }
  return false;
}

/// Whether a document has components: tags at the beginning of a line that are no element of HTML,
/// and end.
bool HasComponents(std::string_view text) {
  constexpr std::size_t kNear = 2000;
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t tried = 0;
  for (std::size_t open = 0; (open = text.find('<', open)) != kNone && tried < kNear; ++open) {
    if (open + 3 > text.size() || std::isupper(at(open + 1)) == 0 ||
        std::islower(at(open + 2)) == 0)
      continue;
    const std::size_t line = text.find_last_not_of(" \t", open == 0 ? 0 : open - 1);
    if (open > 0 && line != kNone && text[line] != '\n') continue;
    ++tried;
    const std::string_view near = text.substr(open, kNear);
    if (near.find("/>") != kNone || near.find("</") != kNone) return true;
  }
  return false;
}

/// Whether a line begins a block of HTML, in which CommonMark sees no Markdown up to the next empty
/// line.
bool BeginsHtml(std::string_view line) {
  constexpr std::string_view kInline[] = {"a",   "abbr", "b",   "br",    "code",   "del",  "em",
                                          "i",   "img",  "ins", "kbd",   "mark",   "q",    "s",
                                          "sub", "sup",  "u",   "small", "strong", "span", "input"};
  if (!line.starts_with('<')) return false;
  const std::size_t tag = HtmlTagLength(line);
  if (tag == 0) return false;
  if (tag == line.size()) return true;
  const std::size_t begin = line.starts_with("</") ? 2 : 1;
  std::size_t end = begin;
  while (end < line.size() && IsNameByte(line[end])) ++end;
  const std::string name = base::AsciiLower(line.substr(begin, end - begin));
  return std::find(std::begin(kInline), std::end(kInline), name) == std::end(kInline);
}

/// Whether a document goes through Jekyll, which fills in all of {{ }}.
bool HasLiquidLogic(std::string_view text) {
  for (const std::string_view tag : {"{% for ", "{% assign ", "{% include ", "{% capture "}) {
    if (text.find(tag) != kNone) return true;
  }
  return false;
}

}  // namespace

MarkReader::MarkReader(std::string_view text)
    : text_(text), components_(HasComponents(text)), liquid_(HasLiquidLogic(text)) {}

PublishedMarkdown MarkReader::Read() {
  FindFootnotes();
  while (at_ < text_.size()) ReadLine();
  PublishedMarkdown read = blocks_.Take();
  if (text_.ends_with('\n')) read.text += '\n';
  return read;
}

void MarkReader::FindFootnotes() {
  if (text_.find("[^") == kNone) return;
  for (std::size_t at = 0; at < text_.size();) {
    const std::size_t end = std::min(text_.find('\n', at), text_.size());
    const std::string_view label = FootnoteLabel(base::Trim(text_.substr(at, end - at)));
    if (!label.empty()) footnotes_.emplace(label, 0);
    at = end + 1;
  }
}

void MarkReader::ReadLine() {
  const std::size_t begin = at_;
  line_end_ = std::min(text_.find('\n', begin), text_.size());
  const std::string_view line = text_.substr(begin, line_end_ - begin);
  blocks_.set_source(source_);
  buffer_.clear();
  links_.clear();
  if (!verbatim_end_.empty()) {
    CopyVerbatim(line);
  } else {
    std::string_view content = line;
    while (blocks_.Enter(content)) {
      fence_ = Fence();
      content = line;
    }
    ReadContent(content);
  }
  source_ += static_cast<std::size_t>(
      std::count(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                 text_.begin() + static_cast<std::ptrdiff_t>(line_end_), '\n') +
      1);
  at_ = line_end_ + 1;
}

void MarkReader::ReadContent(std::string_view content) {
  const std::size_t start = std::min(content.find_first_not_of(" \t>"), content.size());
  if (content.substr(0, start).find('>') != kNone) return ReadQuoted(content, start);
  const std::string_view line = content.substr(start);
  in_html_ = !line.empty() && (in_html_ || BeginsHtml(line));
  if (line.empty()) return blocks_.Write({}, source_);
  const bool was_open = fence_.open();
  if (fence_.Covers(line)) {
    modules_only_ = false;
    return was_open ? blocks_.Write(content, source_) : WriteFence(content);
  }
  if (ReadBlockMark(content)) return;
  buffer_ = content.substr(0, start);
  ReadInline(line);
  modules_only_ = modules_only_ && AtStart();
  if (verbatim_end_.empty() || !AtStart()) FlushLine();
}

void MarkReader::ReadQuoted(std::string_view content, std::size_t start) {
  const std::string_view line = content.substr(start);
  modules_only_ = false;
  if (fence_.Covers(line)) return blocks_.Write(content, source_);
  buffer_ = content.substr(0, start);
  if (line.starts_with(":::")) {
    buffer_ += ReadMarkAttributes(line).Get({"alt-text"});
  } else {
    ReadInline(line);
  }
  blocks_.Write(buffer_, source_);
}

void MarkReader::FlushLine() {
  if (AtStart()) {
    blocks_.WriteBlank();
  } else {
    blocks_.Write(buffer_, source_);
  }
  buffer_.clear();
}

bool MarkReader::ReadBlockMark(std::string_view content) {
  const std::size_t indent = IndentOf(content);
  const std::string_view line = base::Trim(content);
  const std::size_t base = blocks_.InDeep() ? 0 : indent;
  if (ReadColons(line, base) || ReadIndentMark(line, base)) return true;
  if (indent == 0 && ReadModule(line)) return true;
  if (ReadFootnote(line) || ReadElement(line, base)) return true;
  std::string_view id;
  if (AttributeListLength(line, &id) == line.size() && !line.empty()) {
    buffer_ = AnchorTag(id);
    FlushLine();
    return true;
  }
  if (!IsDropped(line)) return false;
  blocks_.WriteBlank();
  return true;
}

bool MarkReader::IsDropped(std::string_view line) const {
  if (line == "<>" || line == "</>" || line.starts_with("--8<--")) return true;
  const std::string lower = base::AsciiLower(line);
  if (lower == "[toc]" || lower == "[[toc]]" || lower == "[[_toc_]]") return true;
  // The item that kramdown puts the contents in the place of.
  const bool item = lower == "* toc" || lower == "- toc" || lower == "1. toc";
  return item && text_.substr(std::min(line_end_ + 1, text_.size())).starts_with("{:toc");
}

bool MarkReader::ReadColons(std::string_view line, std::size_t base) {
  const std::size_t colons = std::min(line.find_first_not_of(':'), line.size());
  if (colons < 3) return false;
  std::string_view rest = base::Trim(line.substr(colons));
  if (rest.empty()) {
    if (!blocks_.CloseColons(colons)) blocks_.WriteBlank();
    return true;
  }
  if (rest.ends_with(":::")) {  // All on one line: a picture, a row.
    buffer_ = ReadMarkAttributes(rest).Get({"alt-text"});
    FlushLine();
    return true;
  }
  if (rest.starts_with('{')) rest = base::Trim(rest.substr(1));
  if (rest.starts_with('.')) rest.remove_prefix(1);
  std::size_t end = 0;
  while (end < rest.size() && IsNameByte(rest[end])) ++end;
  const std::string name = base::AsciiLower(rest.substr(0, end));
  rest = base::Trim(rest.substr(std::min(rest.find_first_not_of('}', end), rest.size())));
  // What mkdocstrings puts there is made of a program.
  const bool program = rest.starts_with('.') || rest.starts_with("::");
  // Those of docs.microsoft.com end with a tag of their own.
  const bool zone = name == "zone" || name == "moniker" || name == "row" || name == "column" ||
                    name == "image" || name == "code" || name.ends_with("-end");
  if (zone || program || name.empty()) {
    blocks_.WriteBlank();
    return true;
  }
  std::string title;
  if (rest.starts_with('[') && rest.find(']') != kNone) {
    title = rest.substr(1, rest.rfind(']') - 1);
  } else if (rest.find("=\"") != kNone) {
    title = ReadMarkAttributes(rest).Get({"title", "label"});
  } else {
    title = rest.substr(0, rest.find('{'));
  }
  MarkBlock block{.ends = MarkBlock::Ends::kColons, .name = name, .colons = colons, .base = base};
  block.box = IsBoxName(name);
  blocks_.Open(std::move(block), title);
  return true;
}

bool MarkReader::ReadIndentMark(std::string_view line, std::size_t base) {
  const bool box =
      line.starts_with("!!! ") || line.starts_with("??? ") || line.starts_with("???+ ");
  const bool tab =
      line.starts_with("=== \"") || line.starts_with("===! \"") || line.starts_with("===+ \"");
  if (!box && !tab) return false;
  const std::string_view rest = base::Trim(line.substr(line.find(' ')));
  if (rest.empty() || (box && !IsNameByte(rest.front()) && rest.front() != '"')) return false;
  MarkBlock block{.ends = MarkBlock::Ends::kIndent, .name = {}, .colons = 0, .base = base};
  block.box = box;
  blocks_.Open(std::move(block), FirstQuoted(rest));
  return true;
}

/// Statements end with the line in which all of their brackets are closed.
bool MarkReader::ReadModule(std::string_view line) {
  if (!BeginsModule(line)) return false;
  const bool import =
      line.starts_with("import ") && std::string_view("'\";").find(line.back()) != kNone;
  if (!modules_only_ && !components_ && !import) return false;
  const std::string_view rest = text_.substr(PlaceOf(line), kMaxModuleBytes);
  std::size_t at = 0;
  while (at < rest.size() && rest[at] != '\n') {
    const bool opens = std::string_view("([{").find(rest[at]) != kNone;
    const std::size_t length = opens ? BalancedLength(rest.substr(at), rest.size()) : 1;
    if (length == 0) return false;
    at += length;
  }
  components_ = true;
  GoTo(PlaceOf(line) + at);
  blocks_.WriteBlank();
  return true;
}

bool MarkReader::ReadFootnote(std::string_view line) {
  const std::string_view label = FootnoteLabel(line);
  if (label.empty()) return false;
  std::size_t& number = footnotes_[std::string(label)];
  if (number == 0) number = ++last_footnote_;
  const std::string shown = std::to_string(number);
  blocks_.WriteBlank();
  buffer_ = "<a id=\"fn-" + shown + "\"></a>\\[" + shown + "\\] ";
  ReadInline(base::Trim(line.substr(label.size() + 4)));
  FlushLine();
  blocks_.Open({.ends = MarkBlock::Ends::kIndent, .name = {}}, {});
  return true;
}

/// Within MDX, and where MkDocs is told so, there is Markdown between the tags of elements.
bool MarkReader::ReadElement(std::string_view line, std::size_t base) {
  constexpr std::string_view kNames[] = {"div",    "section", "center",  "figure", "figcaption",
                                         "header", "main",    "article", "p",      "span"};
  if (!line.starts_with('<') || HtmlTagLength(line) != line.size()) return false;
  const bool closes = line.starts_with("</");
  const auto tags = FindHtmlTags(closes ? "<" + std::string(line.substr(2)) : std::string(line));
  if (tags.empty()) return false;
  const std::string& name = tags.front().name;
  if (std::find(std::begin(kNames), std::end(kNames), name) == std::end(kNames)) return false;
  const std::string block_name = "h:" + name;
  if (closes) {
    if (blocks_.CloseTag(block_name)) return true;
    if (components_) blocks_.WriteBlank();
    return components_;
  }
  const bool markdown = line.find(" markdown") != kNone;
  if (!markdown && !components_) return false;
  MarkTag tag;
  tag.written = name;
  if (line.ends_with("/>") || !HasEnd(tag, PlaceOf(line))) return false;
  const std::string anchor = AnchorTag(tags.front().Value("id"));
  MarkBlock block{.ends = MarkBlock::Ends::kTag, .name = block_name, .colons = 0, .base = base};
  block.deep = true;
  blocks_.Open(std::move(block), {});
  if (!anchor.empty()) blocks_.Write(anchor, source_);
  return true;
}

/// The name of a file, or a label, that the line before code gives to it.
void MarkReader::WriteFence(std::string_view content) {
  const std::string_view line = base::Trim(content);
  const std::size_t marks = std::min(line.find_first_not_of(line.front()), line.size());
  const std::string_view info = base::Trim(line.substr(marks));
  std::string title(ReadMarkAttributes(info).Get({"title", "filename", "label"}));
  const std::size_t bracket = info.rfind(" [");
  if (title.empty() && bracket != kNone && info.ends_with(']')) {
    title = info.substr(bracket + 2, info.size() - bracket - 3);
  }
  if (title.ends_with('}')) title.pop_back();
  blocks_.WriteTitle(title);
  if (!info.starts_with('{')) return blocks_.Write(content, source_);
  // {.sh title="x"}: the first class is the language.
  const std::size_t dot = info.find('.');
  std::size_t end = dot == kNone ? kNone : dot + 1;
  while (end != kNone && end < info.size() && IsNameByte(info[end])) ++end;
  std::string fence(content.substr(0, content.find(line.front()) + marks));
  if (dot != kNone) fence += info.substr(dot + 1, end - dot - 1);
  blocks_.Write(fence, source_);
}

void MarkReader::CopyVerbatim(std::string_view content) {
  const std::size_t end = content.find(verbatim_end_);
  const std::size_t open = end == kNone ? kNone : content.rfind('{', end);
  std::string_view kept = content.substr(0, open);
  while (kept.ends_with('{')) kept.remove_suffix(1);
  if (end == kNone || !IsBlank(kept)) blocks_.Write(kept, source_);
  if (end == kNone) return;
  if (verbatim_code_) blocks_.Write("```", source_);
  verbatim_end_.clear();
  const std::size_t close = content.find('}', end);
  if (close == kNone) return;
  const std::size_t behind = std::min(content.find_first_not_of('}', close), content.size());
  ReadInline(content.substr(behind));
  if (!AtStart()) FlushLine();
}

}  // namespace funnel::text
