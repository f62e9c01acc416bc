// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/suggest/mistyped_ranges.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/base/utf8.h"

namespace funnel::suggest {
namespace {

using store::SuggestTable;

/// Longer texts are not looked for with errors.
constexpr std::size_t kMostLetters = 64;

/// A row of the distances between what is typed and the text so far: [i] of its first i letters.
using Row = std::array<std::uint8_t, kMostLetters + 1>;

/// Goes down the table as if it were a tree of letters.
class Walk {
 public:
  Walk(const SuggestTable& table, const TypedWay& typed, std::size_t errors, ErrorBudget& budget)
      : table_(table), typed_(typed), errors_(errors), budget_(budget) {
    for (std::size_t at = 0; at < typed.bytes.size();) {
      begins_.push_back(at);
      at = base::CharacterEnd(typed.bytes, at + 1);
    }
    begins_.push_back(typed.bytes.size());
  }

  std::vector<SuggestTable::Range> Go() && {
    if (letters() == 0 || letters() > kMostLetters) return {};
    Row row;
    for (std::size_t i = 0; i <= letters(); ++i) row[i] = static_cast<std::uint8_t>(i);
    Visit({table_.All(typed_.lane), 0, {}}, row, row);
    return std::move(ranges_);
  }

 private:
  struct Node {
    SuggestTable::Range range;
    std::size_t depth = 0;    ///< Bytes that all of it begin with.
    std::string_view letter;  ///< The last one.
  };

  std::size_t letters() const { return begins_.size() - 1; }
  std::string_view Letter(std::size_t i) const {
    return std::string_view(typed_.bytes).substr(begins_[i], begins_[i + 1] - begins_[i]);
  }

  /// The letter behind `depth` bytes of a place's text; empty at its end.
  std::string_view LetterAt(std::uint32_t place, std::size_t depth) const {
    const std::string_view text = table_.From(typed_.lane, place);
    if (depth >= text.size()) return {};
    return text.substr(depth, base::CharacterEnd(text, depth + 1) - depth);
  }

  /// `row` is that of the node, `before` that of the one above it.
  void Visit(const Node& node, const Row& row, const Row& before) {
    if (row[letters()] <= errors_) {
      ranges_.push_back(node.range);
      return;
    }
    const auto least = *std::min_element(row.begin(), row.begin() + letters() + 1);
    if (least > errors_) return;
    if (least == errors_ && node.depth > 0) return GoOn(node, row, before);
    // The right letter first: where the budget ends, errors far back are the ones not found.
    const std::size_t next = static_cast<std::size_t>(
        std::min_element(row.begin(), row.begin() + letters()) - row.begin());
    const std::string_view right = Letter(next);
    Child(node, table_.Narrow(typed_.lane, node.range, node.depth, right), right, row, before);
    for (std::uint32_t at = node.range.begin; at < node.range.end && budget_.looks > 0;) {
      const std::string_view letter = LetterAt(at, node.depth);
      if (letter.empty()) {
        ++at;
        continue;
      }
      const SuggestTable::Range range =
          table_.Narrow(typed_.lane, {at, node.range.end}, node.depth, letter);
      at = std::max(range.end, at + 1);
      if (letter != right) Child(node, range, letter, row, before);
    }
  }

  void Child(const Node& node, SuggestTable::Range range, std::string_view letter, const Row& row,
             const Row& before) {
    if (budget_.looks == 0 || range.empty()) return;
    --budget_.looks;
    Row next;
    next[0] = static_cast<std::uint8_t>(row[0] + 1);
    for (std::size_t i = 1; i <= letters(); ++i) {
      const bool same = Letter(i - 1) == letter;
      int cost = std::min({row[i] + 1, next[i - 1] + 1, row[i - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && node.depth > 0 && Letter(i - 2) == letter && Letter(i - 1) == node.letter;
      if (swapped) cost = std::min(cost, before[i - 2] + 1);
      next[i] = static_cast<std::uint8_t>(std::min(cost, 255));
    }
    Visit({range, node.depth + letter.size(), letter}, next, row);
  }

  /// No further error may come: what is typed must go on as it is behind one of its letters, or the
  /// last two have changed places with the next one's.
  void GoOn(const Node& node, const Row& row, const Row& before) {
    for (std::size_t i = 0; i < letters(); ++i) {
      if (row[i] > errors_) continue;
      TakeRest(node, std::string_view(typed_.bytes).substr(begins_[i]));
    }
    for (std::size_t i = 0; i + 1 < letters(); ++i) {
      if (before[i] + std::size_t{1} > errors_ || Letter(i + 1) != node.letter) continue;
      TakeRest(node, std::string(Letter(i)) + typed_.bytes.substr(begins_[i + 2]));
    }
  }

  void TakeRest(const Node& node, std::string_view rest) {
    if (budget_.looks == 0) return;
    --budget_.looks;
    const SuggestTable::Range range = table_.Narrow(typed_.lane, node.range, node.depth, rest);
    if (!range.empty()) ranges_.push_back(range);
  }

  const SuggestTable& table_;
  const TypedWay& typed_;
  std::size_t errors_;
  ErrorBudget& budget_;
  std::vector<std::size_t> begins_;  ///< Of the letters that are typed, and the end.
  std::vector<SuggestTable::Range> ranges_;
};

}  // namespace

std::vector<SuggestTable::Range> MistypedRanges(const SuggestTable& table, const TypedWay& typed,
                                                std::size_t errors, ErrorBudget& budget) {
  return Walk(table, typed, errors, budget).Go();
}

}  // namespace funnel::suggest
