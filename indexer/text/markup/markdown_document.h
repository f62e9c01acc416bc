// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// What holds other parts of a Markdown document: blocks, then what stands in a line.
enum class MarkdownNode : std::uint8_t {
  kQuote,
  kList,         ///< With bullets.
  kOrderedList,  ///< number: of its first item.
  kItem,         ///< number: 0, or a task: kOpenTask, kDoneTask. Items of a tight list hold their
                 ///< text without a paragraph.
  kHeading,      ///< number: its level, 1 to 6.
  kParagraph,
  kTable,
  kTableHead,
  kTableBody,
  kTableRow,
  kHeaderCell,  ///< number: how it is aligned, kAlignLeft, ...; 0 for no way in particular.
  kCell,        ///< As kHeaderCell.
  kEmphasis,
  kStrong,
  kStrike,
  kLink,   ///< Text() its address, Title() its title.
  kImage,  ///< As kLink; holds its alternative text.
};

inline bool IsBlock(MarkdownNode node) { return node <= MarkdownNode::kCell; }

inline constexpr std::uint32_t kOpenTask = 1;
inline constexpr std::uint32_t kDoneTask = 2;
inline constexpr std::uint32_t kAlignLeft = 1;
inline constexpr std::uint32_t kAlignCenter = 2;
inline constexpr std::uint32_t kAlignRight = 3;

enum class MarkdownPart : std::uint8_t {
  kEnter,      ///< Where `node` begins.
  kLeave,      ///< Where it ends, with the same number.
  kText,       ///< Text(), its escapes and character references resolved.
  kSoftBreak,  ///< A line ends in the source only.
  kHardBreak,
  kCode,       ///< Text() in a line of other text.
  kHtml,       ///< One raw tag, or comment, in a line of other text.
  kCodeBlock,  ///< Text(), and the name of its language as Title().
  kHtmlBlock,  ///< Raw HTML as a block.
  kRule,
};

/// One step on the way through a document.
struct MarkdownEvent {
  MarkdownPart part{};
  MarkdownNode node{};       ///< Of kEnter and kLeave.
  std::uint32_t number = 0;  ///< As MarkdownNode has it.
  /// Where MarkdownDocument has text, title and place.
  std::uint32_t begin = 0, size = 0, title_size = 0, offset = UINT32_MAX;
};

/// GitHub-flavoured Markdown (tables, task lists, strikethrough, bare addresses as links), read by
/// md4c, as a flat list of events. It takes a time and a memory in proportion to the source,
/// whatever that is. Immutable: any number of threads.
class MarkdownDocument {
 public:
  /// Reads `source`, UTF-8, which is needed no longer.
  explicit MarkdownDocument(std::string_view source);

  /// Whether reading the source would cost too much, as no text that was meant to be read does:
  /// then all of it is paragraphs of plain text.
  bool refused() const { return refused_; }

  /// Well nested, in the order of the text.
  const std::vector<MarkdownEvent>& Events() const { return events_; }

  /// Its text, HTML, or address. Lives as long as the document.
  std::string_view Text(const MarkdownEvent& event) const {
    return std::string_view(text_).substr(event.begin, event.size);
  }

  /// The title of a link or image, the language of a code block; empty when there is none.
  std::string_view Title(const MarkdownEvent& event) const {
    return std::string_view(text_).substr(event.begin - event.title_size, event.title_size);
  }

  static constexpr std::uint32_t kNoOffset = UINT32_MAX;

  /// The byte of the source where that text or address begins (of a reference: in its definition);
  /// kNoOffset when it is not written there as it is, and for what has no text.
  std::uint32_t Offset(const MarkdownEvent& event) const { return event.offset; }

 private:
  /// Whether it did not cost too much.
  bool Read(std::string_view source);
  void ReadAsPlainText(std::string_view source);

  std::vector<MarkdownEvent> events_;
  std::string text_;  ///< All texts, addresses and titles, the title before its text.
  bool refused_;
};

}  // namespace funnel::text
