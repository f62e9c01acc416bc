// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/markdown_tildes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace funnel::text {
namespace {

struct TildeRun {
  std::size_t begin = 0, length = 0;
  bool kept = false;
};

bool IsSpace(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// In ASCII: beyond that, tildes stand between letters.
bool IsPunctuation(char c) {
  return static_cast<unsigned char>(c) < 0x80 && std::ispunct(static_cast<unsigned char>(c)) != 0;
}

class TildeHider {
 public:
  explicit TildeHider(std::string& text) : text_(text) {}

  void HideAll() {
    for (std::size_t at = 0; (at = text_.find_first_of("~\n\\", at)) != std::string::npos;) {
      if (text_[at] == '\\') {
        at += 2;
      } else if (text_[at] == '\n') {
        if (At(at + 1) == '\n') EndBlock();
        ++at;
      } else {
        at = Take(at);
      }
    }
    EndBlock();
  }

 private:
  char At(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }

  /// Takes the run of tildes at `begin` and returns its end.
  std::size_t Take(std::size_t begin) {
    const std::size_t end = std::min(text_.find_first_not_of('~', begin), text_.size());
    const std::size_t length = end - begin;
    if (length > 2) return end;  // A fence, or none of anything.
    const char before = begin > 0 ? text_[begin - 1] : '\n';
    const char after = At(end);
    const bool begins =
        !IsSpace(after) && (!IsPunctuation(after) || IsSpace(before) || IsPunctuation(before));
    const bool ends =
        !IsSpace(before) && (!IsPunctuation(before) || IsSpace(after) || IsPunctuation(after));
    std::size_t& opener = openers_[length - 1];
    if (ends && opener > 0) {
      runs_[opener - 1].kept = true;
      runs_.push_back({begin, length, true});
      openers_ = {};
    } else {
      runs_.push_back({begin, length, false});
      if (begins) opener = runs_.size();
    }
    return end;
  }

  void EndBlock() {
    for (const TildeRun& run : runs_) {
      if (!run.kept) std::fill_n(text_.begin() + run.begin, run.length, kHiddenTilde);
    }
    runs_.clear();
    openers_ = {};
  }

  std::string& text_;
  std::vector<TildeRun> runs_;               ///< Of the block.
  std::array<std::size_t, 2> openers_ = {};  ///< By length: one more than its place in runs_.
};

}  // namespace

bool HideTildes(std::string& markdown) {
  if (markdown.find(kHiddenTilde) != std::string::npos) return false;
  TildeHider(markdown).HideAll();
  return true;
}

}  // namespace funnel::text
