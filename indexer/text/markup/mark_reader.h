// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/text/markup/mark_blocks.h"
#include "indexer/text/markup/mark_tags.h"
#include "indexer/text/markup/markdown_fence.h"
#include "indexer/text/markup/publishing_marks.h"

namespace funnel::text {

/// Reads one document for ReadPublishingMarks, line by line.
class MarkReader {
 public:
  explicit MarkReader(std::string_view text);
  PublishedMarkdown Read();

 private:
  /// A link that a tag began and another ends in the same line.
  struct OpenLink {
    std::string name, address;
  };

  // mark_reader.cc: lines.
  void FindFootnotes();
  void ReadLine();
  void ReadContent(std::string_view content);
  void ReadQuoted(std::string_view content, std::size_t start);
  bool ReadBlockMark(std::string_view content);
  bool ReadColons(std::string_view content, std::size_t base);
  bool ReadIndentMark(std::string_view content, std::size_t base);
  bool ReadModule(std::string_view content);
  bool ReadFootnote(std::string_view content);
  bool ReadElement(std::string_view content, std::size_t base);
  bool IsDropped(std::string_view content) const;
  void WriteFence(std::string_view content);
  void CopyVerbatim(std::string_view content);
  void FlushLine();

  // mark_inline.cc: what stands in a line.
  void ReadInline(std::string_view rest);
  std::size_t TakeMark(std::string_view rest);
  std::size_t TakeBrace(std::string_view rest);
  bool IsUnderlined() const;
  std::size_t TakeFootnote(std::string_view rest);
  std::string_view TakeTag(const MarkTag& tag, std::string_view rest);
  void CloseTag(const MarkTag& tag);
  bool OpenBlock(const MarkTag& tag, std::string_view behind);
  void WriteTag(const MarkTag& tag, std::string_view behind);
  void WriteReference(const MarkTag& tag);
  /// Skips to the end tag of `tag`, or goes on line by line until that comes. Gives what is left of
  /// the line.
  std::string_view SkipTo(const MarkTag& tag, std::string_view rest, bool keep, bool code);
  bool HasEnd(const MarkTag& tag, std::size_t at);
  /// The rest of the line behind byte `at` of the text; that line is the one at hand then.
  std::string_view GoTo(std::size_t at);
  std::size_t PlaceOf(std::string_view rest) const;
  bool AtStart() const { return buffer_.find_first_not_of(" \t") == std::string::npos; }

  std::string_view text_;
  std::size_t at_ = 0;        ///< Where the next line begins.
  std::size_t line_end_ = 0;  ///< Of the line at hand.
  std::size_t source_ = 0;    ///< Its number.
  bool modules_only_ = true;  ///< No text so far.
  bool components_ = false;   ///< The document is MDX.
  bool in_html_ = false;      ///< In a block of HTML.
  bool liquid_ = false;       ///< The document is a template of Jekyll.
  MarkBlocks blocks_;
  Fence fence_;
  std::string buffer_;        ///< The line that is being made.
  std::string verbatim_end_;  ///< What ends the part that is copied as it is; empty outside.
  bool verbatim_code_ = false;
  std::vector<OpenLink> links_;
  std::map<std::string, std::size_t, std::less<>> last_ends_;
  std::unordered_map<std::string, std::size_t> footnotes_;  ///< Numbers, 0 until they have one.
  std::size_t last_footnote_ = 0;
  std::size_t bad_tags_ = 0;
};

}  // namespace funnel::text
