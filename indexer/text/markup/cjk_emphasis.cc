// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/cjk_emphasis.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "indexer/base/utf8.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/markup/inline_marks.h"
#include "indexer/text/markup/markdown_escape.h"
#include "indexer/text/markup/markdown_fence.h"

namespace funnel::text {
namespace {

/// Of the writings whose words follow each other, or their endings, without a space.
bool IsWide(char32_t c) {
  if (JoinsWithoutSpace(c)) return true;
  const Script script = ScriptOf(static_cast<UChar32>(c));
  return IsCjk(script) || script == Script::kHangul || script == Script::kCluster;
}

/// What stands beside a run of asterisks.
struct Neighbour {
  char32_t c = ' ';
  bool space() const { return IsUnicodeSpace(c); }
  bool punctuation() const { return MayBePunctuation(c); }
};

/// Whether CommonMark lets the run flank what is `inside`, seen from there.
bool Flanks(const Neighbour& inside, const Neighbour& outside) {
  return !inside.space() && (!inside.punctuation() || outside.space() || outside.punctuation());
}

/// The runs of asterisks of one line.
class Runs {
 public:
  struct Comments {
    bool before = false, after = false;
  };

  /// Where the run of `length` between these needs a comment to begin or end emphasis.
  Comments Take(std::size_t length, const Neighbour& before, const Neighbour& after) {
    const bool begins = Flanks(after, before);
    const bool ends = Flanks(before, after);
    const bool may_begin = begins || (!after.space() && IsWide(before.c));
    const bool may_end = ends || (!before.space() && IsWide(after.c));
    const auto opener = std::find(open_.rbegin(), open_.rend(), length);
    if (may_end && opener != open_.rend()) {
      open_.erase(std::prev(opener.base()), open_.end());
      return {false, !ends};
    }
    if (!may_begin) return {};
    open_.push_back(length);
    return {!begins, false};
  }

 private:
  std::vector<std::size_t> open_;  ///< Lengths of those that no other has ended.
};

void AddLine(std::string_view line, std::string& out) {
  constexpr std::string_view kComment = "<!---->";
  Runs runs;
  for (std::size_t i = 0; i < line.size();) {
    const char c = line[i];
    std::size_t taken = 1;
    if (c == '\\') {
      taken = std::min<std::size_t>(2, line.size() - i);
    } else if (c == '`') {
      taken = CodeSpanLength(line.substr(i));
    } else if (c == '<') {
      taken = std::max<std::size_t>(HtmlTagLength(line.substr(i)), 1);
    } else if (c == '*') {
      const std::size_t end = std::min(line.find_first_not_of('*', i), line.size());
      Neighbour before, after;
      if (i > 0) {
        std::size_t at = base::PreviousCharacter(line, i);
        before.c = base::NextCharacter(line, at);
      }
      if (std::size_t at = end; at < line.size()) after.c = base::NextCharacter(line, at);
      const Runs::Comments comments = runs.Take(end - i, before, after);
      if (comments.before) out += kComment;
      out += line.substr(i, end - i);
      if (comments.after) out += kComment;
      i = end;
      continue;
    }
    out += line.substr(i, taken);
    i += taken;
  }
}

}  // namespace

std::string WithWideEmphasis(std::string_view markdown) {
  if (markdown.find("*") == std::string_view::npos) return std::string(markdown);
  std::string out;
  out.reserve(markdown.size());
  Fence fence;
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    const std::string_view line = markdown.substr(0, end);
    const std::size_t start = std::min(line.find_first_not_of(" \t>"), line.size());
    if (fence.Covers(line.substr(start))) {
      out += line;
    } else {
      AddLine(line, out);
    }
    if (end < markdown.size()) out += '\n';
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
  }
  return out;
}

}  // namespace funnel::text
