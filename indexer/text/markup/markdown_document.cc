// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/markdown_document.h"

#include <md4c.h>

#include <algorithm>

#include "indexer/base/ascii.h"
#include "indexer/text/markup/html_entities.h"
#include "indexer/text/markup/markdown_cost.h"
#include "indexer/text/markup/markdown_events.h"
#include "indexer/text/markup/markdown_tables.h"
#include "indexer/text/markup/markdown_tildes.h"

namespace funnel::text {
namespace {

/// Offsets have 32 bits, and texts may grow by what character references stand for.
constexpr std::size_t kMaxBytes = UINT32_MAX / 16;

MarkdownEventWriter& Writer(void* user_data) {
  return *static_cast<MarkdownEventWriter*>(user_data);
}

/// Whether md4c went through all of `text`.
bool Parse(const std::string& text, unsigned flags, MarkdownEventWriter& writer) {
  MD_PARSER parser{};
  parser.flags = flags;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    return Writer(user).EnterBlock(type, detail);
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    return Writer(user).LeaveBlock(type, detail);
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
    return Writer(user).EnterSpan(type, detail);
  };
  parser.leave_span = [](MD_SPANTYPE type, void* /*detail*/, void* user) {
    return Writer(user).LeaveSpan(type);
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* user) {
    return Writer(user).Text(type, std::string_view(piece, size));
  };
  // md4c 0.4.8 reads one byte past the end: that of a std::string is a NUL.
  return md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &writer) == 0 &&
         !writer.exhausted();
}

}  // namespace

MarkdownDocument::MarkdownDocument(std::string_view source)
    : refused_(source.size() > kMaxBytes || !Read(source)) {
  if (refused_) ReadAsPlainText(source.substr(0, kMaxBytes));
}

bool MarkdownDocument::Read(std::string_view source) {
  RepairedMarkdown repaired = RepairTables(source);
  const bool hides_tildes = HideTildes(repaired.text);
  const MarkdownCost cost = EstimateMarkdownCost(repaired.text);
  if (cost.TooHigh()) return false;
  unsigned flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS;
  if (!cost.StrikesTooHigh()) flags |= MD_FLAG_STRIKETHROUGH;
  const HtmlEntities entities(repaired.text);
  text_.reserve(repaired.text.size());
  MarkdownEventWriter writer(repaired, hides_tildes, entities, events_, text_);
  return Parse(repaired.text, flags, writer);
}

void MarkdownDocument::ReadAsPlainText(std::string_view source) {
  text_ = source;
  events_.clear();
  const auto add = [&](MarkdownPart part) {
    events_.push_back({.part = part, .node = MarkdownNode::kParagraph});
  };
  bool in_paragraph = false;
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    const std::string_view line = base::Trim(source.substr(begin, end - begin));
    if (in_paragraph) add(line.empty() ? MarkdownPart::kLeave : MarkdownPart::kHardBreak);
    if (!in_paragraph && !line.empty()) add(MarkdownPart::kEnter);
    in_paragraph = !line.empty();
    if (in_paragraph) {
      add(MarkdownPart::kText);
      MarkdownEvent& text = events_.back();
      text.begin = static_cast<std::uint32_t>(line.data() - source.data());
      text.size = static_cast<std::uint32_t>(line.size());
      text.offset = text.begin;
    }
    begin = end + 1;
  }
  if (in_paragraph) add(MarkdownPart::kLeave);
}

}  // namespace funnel::text
