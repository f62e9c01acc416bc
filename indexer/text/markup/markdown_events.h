// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <md4c.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/text/markup/html_entities.h"
#include "indexer/text/markup/markdown_document.h"
#include "indexer/text/markup/markdown_tables.h"

namespace funnel::text {

/// Makes events of what md4c reports of `source`: joins the pieces of texts, resolves character
/// references, finds bare addresses, and tells md4c to stop when it reports more than a text of
/// that length can mean (the cells that short rows of a wide table lack, say).
class MarkdownEventWriter {
 public:
  /// Appends to `events` and `text`; these, `source` and `entities` outlive it. `hides_tildes`:
  /// where `source` has kHiddenTilde, it means a tilde.
  MarkdownEventWriter(const RepairedMarkdown& source, bool hides_tildes,
                      const HtmlEntities& entities, std::vector<MarkdownEvent>& events,
                      std::string& text);

  /// Whether md4c was told to stop. It may return as if it had not been.
  bool exhausted() const { return exhausted_; }

  /// What md4c calls: they return 0 to go on.
  int EnterBlock(MD_BLOCKTYPE type, const void* detail);
  int LeaveBlock(MD_BLOCKTYPE type, const void* detail);
  int EnterSpan(MD_SPANTYPE type, const void* detail);
  int LeaveSpan(MD_SPANTYPE type);
  int Text(MD_TEXTTYPE type, std::string_view piece);

 private:
  int Add(const MarkdownEvent& event);
  int AddNode(MarkdownPart part, MarkdownNode node, std::uint32_t number = 0);
  int AddLink(MarkdownNode node, const MD_ATTRIBUTE& address, const MD_ATTRIBUTE& title);
  int AddText(std::size_t begin, std::size_t end);
  int AddAutolink(std::size_t begin, std::size_t end, std::string_view before);
  int AddHtml(std::string_view piece);
  int AddNoAddress(std::string_view piece);
  int EndLeaf(MarkdownPart part);
  int EndRun();

  void StartRun();
  void Append(std::string_view piece);
  void AppendPiece(std::string_view piece);
  void AppendToLeaf(std::string_view piece);
  std::uint32_t AppendAttribute(const MD_ATTRIBUTE& attribute);
  bool BeginsNoAddress(std::string_view piece);
  bool Spend(std::size_t units);
  std::uint32_t OffsetOf(std::string_view piece) const;
  std::uint32_t RunOffset(std::size_t at) const;

  const RepairedMarkdown& source_;
  const bool hides_tildes_;
  const HtmlEntities& entities_;
  std::vector<MarkdownEvent>& events_;
  std::string& text_;
  std::size_t budget_;
  bool exhausted_ = false;

  /// The run: text that has no event yet, plain, or of a leaf (code or an HTML block).
  std::size_t run_begin_ = 0;
  std::vector<std::pair<std::size_t, std::uint32_t>> pieces_;  ///< Where in text_, and offset.
  bool in_leaf_ = false;
  std::uint32_t title_size_ = 0;  ///< Of a block of code: its language, before the run.

  bool in_cell_ = false;
  int links_and_images_ = 0;
  std::string_view link_address_;  ///< In the source, when the last event is a link.
  bool in_no_address_ = false;
};

}  // namespace funnel::text
