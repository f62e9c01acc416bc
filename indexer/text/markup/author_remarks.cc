// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/author_remarks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

#include "indexer/base/ascii.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// Longer runs of backticks are no marks of code to md4c, either.
constexpr std::size_t kLongestTicks = 32;
/// Of a remark in Markdown's idiom, in bytes.
constexpr std::size_t kLongestDefinition = 4096;

/// A remark between two fixed marks.
struct Marks {
  std::string_view begin;
  std::string_view end;
  bool everywhere;  ///< In HTML, too.
};
constexpr Marks kMarks[] = {{"{{/*", "*/}}", true},  {"{{- /*", "*/ -}}", true},
                            {"{{!--", "--}}", true}, {"{# ", "#}", false},
                            {"{#-", "#}", false},    {"{#\n", "#}", false},
                            {"<!--", "-->", false}};

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool AreBlank(std::string_view text) { return std::all_of(text.begin(), text.end(), IsBlank); }
bool IsSpace(char c) { return IsBlank(c) || c == '\n'; }

class Scanner {
 public:
  Scanner(std::string_view text, bool markdown) : text_(text), markdown_(markdown) {}

  std::string Run() {
    while (at_ < text_.size()) {
      if (markdown_ && AtLineBegin() && TakeLine()) continue;
      const std::size_t end = RemarkEnd();
      if (end != kNone) {
        Drop(end);
      } else if (markdown_ && IsEscape()) {
        Keep(at_ + 2);
      } else if (const std::size_t code = markdown_ ? CodeSpanEnd() : kNone; code != kNone) {
        Keep(code);
      } else if (const std::size_t raw = RawEnd(); raw != kNone) {
        Keep(raw);
      } else {
        Keep(at_ + 1);
      }
    }
    return std::move(out_);
  }

 private:
  bool AtLineBegin() const { return at_ == 0 || text_[at_ - 1] == '\n'; }
  /// Whether a backslash makes text of the mark behind it: so HTML as Markdown has them.
  bool IsEscape() const {
    constexpr std::string_view kMarkBegins = "{<%`\\";
    return text_[at_] == '\\' && at_ + 1 < text_.size() &&
           kMarkBegins.find(text_[at_ + 1]) != kNone;
  }
  std::string_view Rest() const { return text_.substr(at_); }
  std::size_t LineEnd(std::size_t from) const {
    return std::min(text_.find('\n', from), text_.size());
  }

  void Keep(std::size_t end) {
    const std::string_view kept = text_.substr(at_, end - at_);
    if (const std::size_t last = kept.rfind('\n'); last != kNone) {
      line_ = out_.size() + last + 1;
      line_blank_ = AreBlank(kept.substr(last + 1));
    } else {
      line_blank_ = line_blank_ && AreBlank(kept);
    }
    out_ += kept;
    at_ = end;
  }

  std::size_t ParagraphEnd() {
    if (at_ >= paragraph_) paragraph_ = std::min(text_.find("\n\n", at_), text_.size());
    return paragraph_;
  }

  /// Leaves a remark out; where nothing else is on its lines, these, too.
  void Drop(std::size_t end) {
    std::size_t behind = end;
    while (behind < text_.size() && IsBlank(text_[behind])) ++behind;
    const bool alone = line_blank_ && (behind == text_.size() || text_[behind] == '\n');
    if (alone) {
      out_.resize(line_);
      end = behind;
    }
    at_ = end;
  }

  /// Takes a whole line that is code, or a remark of Markdown's idiom; false for others.
  bool TakeLine() {
    const std::size_t end = LineEnd(at_);
    const std::string_view line = text_.substr(at_, end - at_);
    std::size_t indent = 0;
    while (indent < line.size() && (IsBlank(line[indent]) || line[indent] == '>')) ++indent;
    const std::string_view words = line.substr(indent);
    if (fence_ != 0) {
      std::size_t run = 0;
      while (run < words.size() && words[run] == fence_mark_) ++run;
      if (run >= fence_ && base::Trim(words.substr(run)).empty()) fence_ = 0;
      Keep(std::min(end + 1, text_.size()));
      return true;
    }
    const bool blank = words.empty();
    const bool indented = line.starts_with("    ") || line.starts_with('\t');
    const bool code = !blank && indented && (after_blank_ || code_) && !list_;
    after_blank_ = blank;
    if (!blank) code_ = code;
    if (!blank && !indented) list_ = IsListItem(words) || (list_ && IsBlank(line.front()));
    for (const char mark : {'`', '~'}) {
      std::size_t run = 0;
      while (run < words.size() && words[run] == mark) ++run;
      const bool tick_behind = mark == '`' && words.substr(run).find('`') != kNone;
      if (run < 3 || tick_behind || code) continue;
      fence_ = run;
      fence_mark_ = mark;
    }
    if (fence_ != 0 || code) {
      Keep(std::min(end + 1, text_.size()));
      return true;
    }
    const std::string lower = base::AsciiLower(words.substr(0, 12));
    if (lower.starts_with("[//]: ") || lower.starts_with("[comment]: ")) {
      DropDefinition(end);
      return true;
    }
    return false;
  }

  /// `[//]: # (a remark, which may go over several lines)`
  void DropDefinition(std::size_t end) {
    const std::size_t open = text_.find('(', at_);
    if (open != kNone && open < end) {
      const std::string_view rest = text_.substr(open, kLongestDefinition);
      const std::size_t close = std::min(rest.find(')'), rest.find("\n\n"));
      if (close != kNone && open + close > end) end = LineEnd(open + close);
    }
    at_ = end;
  }

  static bool IsListItem(std::string_view words) {
    std::size_t digits = 0;
    while (digits < words.size() && digits < 9 && words[digits] >= '0' && words[digits] <= '9') {
      ++digits;
    }
    if (digits > 0) return digits < words.size() && (words[digits] == '.' || words[digits] == ')');
    return words.size() > 1 && std::string_view("-*+").find(words[0]) != kNone && IsBlank(words[1]);
  }

  /// One past a remark that begins here.
  std::size_t RemarkEnd() {
    const char c = text_[at_];
    if (c != '<' && c != '{' && c != '%') return kNone;
    for (std::size_t i = 0; i < std::size(kMarks); ++i) {
      if (!kMarks[i].everywhere && !markdown_) continue;
      if (!Rest().starts_with(kMarks[i].begin)) continue;
      if (kMarks[i].begin == "<!--" && Rest().starts_with("<!-->")) return at_ + 5;
      const std::size_t end = FindFrom(i, kMarks[i].end, at_ + kMarks[i].begin.size());
      if (end != kNone) return end + kMarks[i].end.size();
      if (kMarks[i].begin == "<!--" && IsAloneBefore()) return text_.size();
      return kNone;
    }
    if (Rest().starts_with("{%") || Rest().starts_with("{{")) return TemplateCommentEnd();
    if (!markdown_) return kNone;
    return c == '{' ? MdxEnd() : c == '%' ? ObsidianEnd() : kNone;
  }

  /// `find`, but no second time where nothing was found.
  std::size_t FindFrom(std::size_t kind, std::string_view what, std::size_t from) {
    if (gone_[kind]) return kNone;
    const std::size_t found = text_.find(what, from);
    if (found == kNone) gone_[kind] = true;
    return found;
  }

  bool IsAloneBefore() const {
    std::size_t begin = at_;
    while (begin > 0 && IsBlank(text_[begin - 1])) --begin;
    return begin == 0 || text_[begin - 1] == '\n';
  }

  /// The name of a tag `{% name %}`, `{{< name >}}` at `at`, and one past the tag; "" for none.
  std::string_view TagName(std::size_t at, std::size_t& end) const {
    const std::string_view rest = text_.substr(at);
    const bool liquid = rest.starts_with("{%");
    if (!liquid && !rest.starts_with("{{<") && !rest.starts_with("{{%")) return {};
    std::size_t begin = liquid ? 2 : 3;
    while (begin < rest.size() && (IsSpace(rest[begin]) || rest[begin] == '-')) ++begin;
    std::size_t stop = begin;
    while (stop < rest.size() && (std::isalpha(static_cast<unsigned char>(rest[stop])) != 0 ||
                                  rest[stop] == '/' || rest[stop] == '#')) {
      ++stop;
    }
    constexpr std::size_t kLongestTag = 400;
    const std::string_view close = liquid ? "%}" : rest[2] == '<' ? ">}}" : "%}}";
    const std::size_t closed = rest.substr(0, kLongestTag).find(close, begin);
    if (closed == kNone) return {};
    end = at + closed + close.size();
    return rest.substr(begin, stop - begin);
  }

  std::size_t TemplateCommentEnd() {
    std::size_t end = 0;
    const bool liquid = Rest().starts_with("{%");
    const std::string_view name = TagName(at_, end);
    if (name.starts_with('#')) return liquid ? end : kNone;
    if (name != "comment") return kNone;
    std::size_t depth = 1;
    const std::string_view open = liquid ? "{%" : "{{";
    for (std::size_t at = text_.find(open, end); at != kNone; at = text_.find(open, at + 2)) {
      std::size_t behind = at;
      const std::string_view tag = TagName(at, behind);
      if (tag == "comment") ++depth;
      if (tag != "endcomment" && tag != "/comment") continue;
      if (--depth == 0) return behind;
    }
    return text_.size();
  }

  /// `{/* remark */}`, with spaces perhaps.
  std::size_t MdxEnd() {
    std::size_t begin = at_ + 1;
    while (begin < text_.size() && begin < at_ + 8 && IsSpace(text_[begin])) ++begin;
    if (!text_.substr(begin).starts_with("/*")) return kNone;
    const std::size_t end = FindFrom(kMdx, "*/", begin + 2);
    if (end == kNone) return kNone;
    std::size_t close = end + 2;
    while (close < text_.size() && close < end + 8 && IsSpace(text_[close])) ++close;
    return close < text_.size() && text_[close] == '}' ? close + 1 : kNone;
  }

  /// `%% remark %%`: between marks that stand at the border of a word, on lines of their own or
  /// within a paragraph. `%%NAME%%` is a name to be filled in.
  std::size_t ObsidianEnd() {
    if (!Rest().starts_with("%%") || at_ < no_percents_) return kNone;
    const auto is_word = [&](std::size_t at) {
      return at < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at])) != 0 ||
                                   text_[at] == '%' || text_[at] == '_');
    };
    if (at_ > 0 && is_word(at_ - 1)) return kNone;
    const bool own_line =
        IsAloneBefore() && base::Trim(text_.substr(at_ + 2, LineEnd(at_) - at_ - 2)).empty();
    const std::size_t stop = own_line ? text_.size() : ParagraphEnd();
    for (std::size_t end = text_.find("%%", at_ + 2); end < stop; end = text_.find("%%", end + 2)) {
      if (is_word(end + 2)) continue;
      const std::string_view remark = text_.substr(at_ + 2, end - at_ - 2);
      const bool name = std::all_of(remark.begin(), remark.end(), [](unsigned char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      });
      return name ? kNone : end + 2;
    }
    no_percents_ = stop;
    return kNone;
  }

  /// One past a span of code that begins here.
  std::size_t CodeSpanEnd() {
    if (text_[at_] != '`') return kNone;
    std::size_t ticks = 0;
    while (at_ + ticks < text_.size() && text_[at_ + ticks] == '`') ++ticks;
    const std::size_t behind = at_ + ticks;
    if (ticks >= kLongestTicks || at_ < no_ticks_[ticks]) return behind;
    const std::size_t stop = ParagraphEnd();
    for (std::size_t at = text_.find('`', behind); at < stop;) {
      std::size_t end = at;
      while (end < text_.size() && text_[end] == '`') ++end;
      if (end - at == ticks) return end;
      at = text_.find('`', end);
    }
    no_ticks_[ticks] = stop;
    return behind;
  }

  /// One past what Liquid leaves as it is.
  std::size_t RawEnd() {
    std::size_t end = 0;
    if (!Rest().starts_with("{%") || raw_gone_ || TagName(at_, end) != "raw") return kNone;
    for (std::size_t at = text_.find("{%", end); at != kNone; at = text_.find("{%", at + 2)) {
      std::size_t behind = at;
      if (TagName(at, behind) == "endraw") return behind;
    }
    raw_gone_ = true;
    return kNone;
  }

  static constexpr std::size_t kMdx = std::size(kMarks);

  std::string_view text_;
  bool markdown_;
  std::size_t at_ = 0;
  std::string out_;
  bool line_blank_ = true;     ///< It has no more than blanks yet.
  std::size_t line_ = 0;       ///< Where the last line of `out_` begins.
  std::size_t paragraph_ = 0;  ///< The end of the paragraph that was looked at last.
  std::array<bool, std::size(kMarks) + 1> gone_{};  ///< No end of that kind is left.
  bool raw_gone_ = false;
  std::size_t no_percents_ = 0;  ///< No remark of Obsidian begins before.
  std::array<std::size_t, kLongestTicks> no_ticks_{};
  std::size_t fence_ = 0;  ///< The length of the fence that the code around is in; 0: none.
  char fence_mark_ = '`';
  bool after_blank_ = true;
  bool code_ = false;  ///< The last line was indented code.
  bool list_ = false;  ///< What is indented belongs to a list.
};

}  // namespace

std::string WithoutRemarks(std::string_view markdown) { return Scanner(markdown, true).Run(); }

std::string WithoutTemplateRemarks(std::string_view html) { return Scanner(html, false).Run(); }

}  // namespace funnel::text
