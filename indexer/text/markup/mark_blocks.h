// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/markup/publishing_marks.h"

namespace funnel::text {

/// A part of a document that marks begin and end.
struct MarkBlock {
  enum class Ends { kIndent, kColons, kTag };
  Ends ends{};
  std::string name;        ///< Of the tag that ends it, with its style: "c:tabs".
  std::size_t colons = 0;  ///< That begin it.
  std::size_t base = 0;    ///< Columns before its mark: of the list it stands in.
  bool box = false;        ///< Shown as a quote.
  bool deep = false;       ///< Its lines are indented as the author likes, which means nothing.
  std::size_t strip = 0;   ///< Columns of its lines that mean nothing.
  bool strip_is_known = false;  ///< Else its first line says.
};

/// Columns before the first character of `line` that is no space.
std::size_t IndentOf(std::string_view line);

/// Takes up to `columns` of indentation off `line` and returns how many these were.
std::size_t TakeIndent(std::string_view& line, std::size_t columns);

/// The blocks around a line, and the lines written so far.
class MarkBlocks {
 public:
  /// Takes what the blocks around it add off `line`; ends those that it is not indented enough for.
  /// Says whether it ended any.
  bool Enter(std::string_view& line);

  /// Begins `block` and writes `title` in bold, if there is one, behind `anchor`, HTML.
  void Open(MarkBlock block, std::string_view title, std::string_view anchor = {});

  /// Ends the innermost block of `name` and all in it. False when there is none.
  bool CloseTag(std::string_view name);

  /// Ends the innermost block of so many colons, else the innermost that is of colons.
  bool CloseColons(std::size_t colons);

  bool HasTag(std::string_view name) const;
  bool InBlocks() const { return !blocks_.empty(); }
  /// Whether indentation means nothing here.
  bool InDeep() const { return !blocks_.empty() && blocks_.back().deep; }

  /// Writes a line within the blocks; `source` is the number of the line that it comes from.
  void Write(std::string_view line, std::size_t source);
  /// Writes a line as it is.
  void WriteRaw(std::string_view line, std::size_t source);
  /// An empty line, unless there is one.
  void WriteBlank();
  /// A paragraph in bold, behind `anchor`.
  void WriteTitle(std::string_view title, std::string_view anchor = {});

  void set_source(std::size_t source) { source_ = source; }
  PublishedMarkdown Take() { return std::move(out_); }

 private:
  void CloseFrom(std::size_t first);
  std::string Prefix() const;

  std::vector<MarkBlock> blocks_;
  std::vector<std::size_t> taken_;  ///< Of the base of each block, from the line at hand.
  PublishedMarkdown out_;
  std::size_t source_ = 0;
  bool blank_ = true;        ///< Whether nothing stands before, or an empty line.
  bool made_blank_ = false;  ///< That line is not the source's.
};

}  // namespace funnel::text
