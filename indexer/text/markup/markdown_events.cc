// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/markdown_events.h"

#include <algorithm>
#include <functional>

#include "indexer/text/markup/autolinks.h"
#include "indexer/text/markup/markdown_tildes.h"

namespace funnel::text {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // CommonMark's for a NUL.
/// Events and bytes of addresses that each byte of a source may make.
constexpr std::size_t kUnitsPerByte = 4;
constexpr std::size_t kUnitsAtLeast = 4096;

/// The node of a block that is none of the leaves, and its number.
std::pair<MarkdownNode, std::uint32_t> NodeOf(MD_BLOCKTYPE type, const void* detail) {
  const auto cell = [&] {
    switch (static_cast<const MD_BLOCK_TD_DETAIL*>(detail)->align) {
      case MD_ALIGN_LEFT:
        return kAlignLeft;
      case MD_ALIGN_CENTER:
        return kAlignCenter;
      case MD_ALIGN_RIGHT:
        return kAlignRight;
      default:
        return std::uint32_t{0};
    }
  };
  switch (type) {
    case MD_BLOCK_QUOTE:
      return {MarkdownNode::kQuote, 0};
    case MD_BLOCK_UL:
      return {MarkdownNode::kList, 0};
    case MD_BLOCK_OL:
      return {MarkdownNode::kOrderedList, static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start};
    case MD_BLOCK_LI: {
      const auto& item = *static_cast<const MD_BLOCK_LI_DETAIL*>(detail);
      const std::uint32_t task = item.task_mark == ' ' ? kOpenTask : kDoneTask;
      return {MarkdownNode::kItem, item.is_task != 0 ? task : 0};
    }
    case MD_BLOCK_H:
      return {MarkdownNode::kHeading, static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level};
    case MD_BLOCK_TABLE:
      return {MarkdownNode::kTable, 0};
    case MD_BLOCK_THEAD:
      return {MarkdownNode::kTableHead, 0};
    case MD_BLOCK_TBODY:
      return {MarkdownNode::kTableBody, 0};
    case MD_BLOCK_TR:
      return {MarkdownNode::kTableRow, 0};
    case MD_BLOCK_TH:
      return {MarkdownNode::kHeaderCell, cell()};
    case MD_BLOCK_TD:
      return {MarkdownNode::kCell, cell()};
    default:
      return {MarkdownNode::kParagraph, 0};
  }
}

MarkdownNode NodeOf(MD_SPANTYPE type) {
  switch (type) {
    case MD_SPAN_STRONG:
      return MarkdownNode::kStrong;
    case MD_SPAN_DEL:
      return MarkdownNode::kStrike;
    case MD_SPAN_A:
      return MarkdownNode::kLink;
    case MD_SPAN_IMG:
      return MarkdownNode::kImage;
    default:
      return MarkdownNode::kEmphasis;
  }
}

bool IsCell(MD_BLOCKTYPE type) { return type == MD_BLOCK_TH || type == MD_BLOCK_TD; }

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

MarkdownEventWriter::MarkdownEventWriter(const RepairedMarkdown& source, bool hides_tildes,
                                         const HtmlEntities& entities,
                                         std::vector<MarkdownEvent>& events, std::string& text)
    : source_(source),
      hides_tildes_(hides_tildes),
      entities_(entities),
      events_(events),
      text_(text),
      budget_(kUnitsPerByte * source.text.size() + kUnitsAtLeast) {}

int MarkdownEventWriter::EnterBlock(MD_BLOCKTYPE type, const void* detail) {
  if (const int stop = EndRun()) return stop;
  if (type == MD_BLOCK_DOC || type == MD_BLOCK_HR) return 0;
  if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML) {
    in_leaf_ = true;
    if (type == MD_BLOCK_CODE) {
      title_size_ = AppendAttribute(static_cast<const MD_BLOCK_CODE_DETAIL*>(detail)->lang);
    }
    StartRun();
    return 0;
  }
  if (IsCell(type)) in_cell_ = true;
  const auto [node, number] = NodeOf(type, detail);
  return AddNode(MarkdownPart::kEnter, node, number);
}

int MarkdownEventWriter::LeaveBlock(MD_BLOCKTYPE type, const void* detail) {
  if (type == MD_BLOCK_CODE) return EndLeaf(MarkdownPart::kCodeBlock);
  if (type == MD_BLOCK_HTML) return EndLeaf(MarkdownPart::kHtmlBlock);
  if (const int stop = EndRun()) return stop;
  if (type == MD_BLOCK_DOC) return 0;
  if (type == MD_BLOCK_HR) return Add({.part = MarkdownPart::kRule});
  if (IsCell(type)) in_cell_ = false;
  const auto [node, number] = NodeOf(type, detail);
  return AddNode(MarkdownPart::kLeave, node, number);
}

int MarkdownEventWriter::EnterSpan(MD_SPANTYPE type, const void* detail) {
  if (const int stop = EndRun()) return stop;
  if (type == MD_SPAN_CODE) {
    in_leaf_ = true;
    return 0;
  }
  if (type == MD_SPAN_A) {
    const auto& link = *static_cast<const MD_SPAN_A_DETAIL*>(detail);
    return AddLink(MarkdownNode::kLink, link.href, link.title);
  }
  if (type == MD_SPAN_IMG) {
    const auto& image = *static_cast<const MD_SPAN_IMG_DETAIL*>(detail);
    return AddLink(MarkdownNode::kImage, image.src, image.title);
  }
  return AddNode(MarkdownPart::kEnter, NodeOf(type));
}

int MarkdownEventWriter::LeaveSpan(MD_SPANTYPE type) {
  if (type == MD_SPAN_CODE) return EndLeaf(MarkdownPart::kCode);
  if (type == MD_SPAN_A && in_no_address_) {
    in_no_address_ = false;
    AppendPiece(">");
    return 0;
  }
  if (const int stop = EndRun()) return stop;
  if (type == MD_SPAN_A || type == MD_SPAN_IMG) --links_and_images_;
  return AddNode(MarkdownPart::kLeave, NodeOf(type));
}

int MarkdownEventWriter::Text(MD_TEXTTYPE type, std::string_view piece) {
  if (type == MD_TEXT_NULLCHAR) piece = kReplacement;
  if (in_leaf_) {
    AppendToLeaf(piece);
    return 0;
  }
  switch (type) {
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR: {
      if (const int stop = EndRun()) return stop;
      return Add(
          {.part = type == MD_TEXT_BR ? MarkdownPart::kHardBreak : MarkdownPart::kSoftBreak});
    }
    case MD_TEXT_HTML:
      return AddHtml(piece);
    case MD_TEXT_ENTITY:
      pieces_.emplace_back(text_.size(), MarkdownDocument::kNoOffset);
      text_ += entities_.Decode(piece);
      return 0;
    default:
      if (BeginsNoAddress(piece)) return AddNoAddress(piece);
      AppendPiece(piece);
      return 0;
  }
}

int MarkdownEventWriter::Add(const MarkdownEvent& event) {
  link_address_ = {};
  if (!Spend(1)) return 1;
  events_.push_back(event);
  return 0;
}

int MarkdownEventWriter::AddNode(MarkdownPart part, MarkdownNode node, std::uint32_t number) {
  return Add({.part = part, .node = node, .number = number});
}

int MarkdownEventWriter::AddLink(MarkdownNode node, const MD_ATTRIBUTE& address,
                                 const MD_ATTRIBUTE& title) {
  MarkdownEvent event{.part = MarkdownPart::kEnter, .node = node};
  event.title_size = AppendAttribute(title);
  event.begin = static_cast<std::uint32_t>(text_.size());
  event.size = AppendAttribute(address);
  StartRun();
  const std::string_view written(address.text, address.size);
  event.offset = OffsetOf(written);
  if (!Spend(event.size + event.title_size)) return 1;
  ++links_and_images_;
  const int stop = Add(event);
  if (node == MarkdownNode::kLink && event.offset != MarkdownDocument::kNoOffset) {
    link_address_ = written;
  }
  return stop;
}

int MarkdownEventWriter::AddText(std::size_t begin, std::size_t end) {
  if (begin == end) return 0;
  return Add({.part = MarkdownPart::kText,
              .begin = static_cast<std::uint32_t>(begin),
              .size = static_cast<std::uint32_t>(end - begin),
              .offset = RunOffset(begin)});
}

int MarkdownEventWriter::AddAutolink(std::size_t begin, std::size_t end, std::string_view before) {
  MarkdownEvent link{.part = MarkdownPart::kEnter, .node = MarkdownNode::kLink};
  link.begin = static_cast<std::uint32_t>(begin);
  link.size = static_cast<std::uint32_t>(end - begin);
  link.offset = RunOffset(begin);
  if (!before.empty()) {
    link.begin = static_cast<std::uint32_t>(text_.size());
    link.size += static_cast<std::uint32_t>(before.size());
    text_ += before;
    text_.append(text_, begin, end - begin);
  }
  if (const int stop = Add(link)) return stop;
  if (const int stop = AddText(begin, end)) return stop;
  return AddNode(MarkdownPart::kLeave, MarkdownNode::kLink);
}

/// A tag of several lines comes in several pieces.
int MarkdownEventWriter::AddHtml(std::string_view piece) {
  const bool goes_on = run_begin_ == text_.size() && !events_.empty() &&
                       events_.back().part == MarkdownPart::kHtml &&
                       (text_.back() == '\n' || piece.front() != '<');
  if (goes_on) {
    Append(piece);
    events_.back().size += static_cast<std::uint32_t>(piece.size());
    StartRun();
    return 0;
  }
  if (const int stop = EndRun()) return stop;
  AppendPiece(piece);
  return EndLeaf(MarkdownPart::kHtml);
}

/// Makes an event of the run.
int MarkdownEventWriter::EndLeaf(MarkdownPart part) {
  const int stop = Add({.part = part,
                        .begin = static_cast<std::uint32_t>(run_begin_),
                        .size = static_cast<std::uint32_t>(text_.size() - run_begin_),
                        .title_size = std::exchange(title_size_, 0),
                        .offset = RunOffset(run_begin_)});
  in_leaf_ = false;
  StartRun();
  return stop;
}

/// Makes events of the run, which is plain text: of the addresses in it, and of what is between.
int MarkdownEventWriter::EndRun() {
  const std::size_t begin = run_begin_;
  const std::size_t end = text_.size();
  if (begin == end) return 0;
  std::vector<Autolink> links;
  if (links_and_images_ == 0) links = FindAutolinks(std::string_view(text_).substr(begin));
  std::size_t at = begin;
  for (const Autolink& link : links) {
    if (const int stop = AddText(at, begin + link.begin)) return stop;
    at = begin + link.end;
    if (const int stop = AddAutolink(begin + link.begin, at, link.before)) return stop;
  }
  const int stop = AddText(at, end);
  StartRun();
  return stop;
}

void MarkdownEventWriter::StartRun() {
  run_begin_ = text_.size();
  pieces_.clear();
}

void MarkdownEventWriter::AppendPiece(std::string_view piece) {
  pieces_.emplace_back(text_.size(), OffsetOf(piece));
  Append(piece);
}

void MarkdownEventWriter::Append(std::string_view piece) {
  const std::size_t begin = text_.size();
  text_ += piece;
  if (hides_tildes_) std::replace(text_.begin() + begin, text_.end(), kHiddenTilde, '~');
}

/// In a table's cell, code cannot hold a pipe without a backslash.
void MarkdownEventWriter::AppendToLeaf(std::string_view piece) {
  if (pieces_.empty()) pieces_.emplace_back(text_.size(), OffsetOf(piece));
  for (std::size_t pipe = 0; in_cell_ && (pipe = piece.find("\\|")) != std::string_view::npos;) {
    Append(piece.substr(0, pipe));
    piece.remove_prefix(pipe + 1);
    text_ += '|';
    piece.remove_prefix(1);
  }
  Append(piece);
}

/// Appends `attribute` and returns its length.
std::uint32_t MarkdownEventWriter::AppendAttribute(const MD_ATTRIBUTE& attribute) {
  const std::size_t begin = text_.size();
  if (attribute.size == 0) return 0;
  for (std::size_t i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
    const std::size_t at = attribute.substr_offsets[i];
    const std::string_view piece(attribute.text + at, attribute.substr_offsets[i + 1] - at);
    switch (attribute.substr_types[i]) {
      case MD_TEXT_ENTITY:
        text_ += entities_.Decode(piece);
        break;
      case MD_TEXT_NULLCHAR:
        text_ += kReplacement;
        break;
      default:
        Append(piece);
    }
  }
  return static_cast<std::uint32_t>(text_.size() - begin);
}

/// md4c makes a link of `</ns:Tag>`, too, as if a scheme could begin with any character. Whether
/// `piece` begins the text of such a link; then it is none any more.
bool MarkdownEventWriter::BeginsNoAddress(std::string_view piece) {
  const std::string_view address = std::exchange(link_address_, {});
  const bool is_autolink = !address.empty() && address.data() == piece.data() &&
                           address.data() > source_.text.data() && *(address.data() - 1) == '<';
  if (!is_autolink || IsLetter(address.front())) return false;
  events_.pop_back();
  --links_and_images_;
  in_no_address_ = true;
  return true;
}

/// Of the Markdown that `piece` then is, there is code: "<`https://example.com`>".
int MarkdownEventWriter::AddNoAddress(std::string_view piece) {
  AppendPiece("<");
  const std::size_t fence = std::min(piece.find_first_not_of('`'), piece.size());
  const bool is_code =
      fence > 0 && piece.size() > 2 * fence && piece.find('`', fence) == piece.size() - fence;
  if (!is_code) {
    AppendPiece(piece);
    return 0;
  }
  if (const int stop = EndRun()) return stop;
  AppendPiece(piece.substr(fence, piece.size() - 2 * fence));
  return EndLeaf(MarkdownPart::kCode);
}

bool MarkdownEventWriter::Spend(std::size_t units) {
  exhausted_ = exhausted_ || units > budget_;
  if (!exhausted_) budget_ -= units;
  return !exhausted_;
}

/// Where `piece` is written in the source that was given, if it is a view of that.
std::uint32_t MarkdownEventWriter::OffsetOf(std::string_view piece) const {
  const std::less_equal<> not_after;
  const std::string& text = source_.text;
  if (piece.empty() || !not_after(text.data(), piece.data()) ||
      !not_after(piece.data() + piece.size(), text.data() + text.size())) {
    return MarkdownDocument::kNoOffset;
  }
  return static_cast<std::uint32_t>(
      source_.GivenOffset(static_cast<std::size_t>(piece.data() - text.data())));
}

/// The offset of byte `at` of the run.
std::uint32_t MarkdownEventWriter::RunOffset(std::size_t at) const {
  const auto next = std::upper_bound(
      pieces_.begin(), pieces_.end(), at,
      [](std::size_t position, const auto& piece) { return position < piece.first; });
  if (next == pieces_.begin()) return MarkdownDocument::kNoOffset;
  const auto& [begin, offset] = *std::prev(next);
  if (offset == MarkdownDocument::kNoOffset) return offset;
  return offset + static_cast<std::uint32_t>(at - begin);
}

}  // namespace funnel::text
