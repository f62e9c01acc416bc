// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/mark_blocks.h"

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"

namespace funnel::text {
namespace {

constexpr std::size_t kTab = 4;
/// What MkDocs wants before the lines of a block.
constexpr std::size_t kIndent = 4;
/// Blocks within blocks: what is deeper adds nothing.
constexpr std::size_t kMaxDepth = 16;

bool IsBlank(std::string_view line) { return base::Trim(line).empty(); }

}  // namespace

std::size_t IndentOf(std::string_view line) {
  std::size_t columns = 0;
  for (const char c : line) {
    if (c != ' ' && c != '\t') break;
    columns += c == ' ' ? 1 : kTab;
  }
  return columns;
}

std::size_t TakeIndent(std::string_view& line, std::size_t columns) {
  std::size_t taken = 0;
  while (taken < columns && !line.empty() && (line.front() == ' ' || line.front() == '\t')) {
    taken += line.front() == ' ' ? 1 : kTab;
    line.remove_prefix(1);
  }
  return taken;
}

bool MarkBlocks::Enter(std::string_view& line) {
  const bool blank = IsBlank(line);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    MarkBlock& block = blocks_[i];
    if (block.ends == MarkBlock::Ends::kIndent && !blank && IndentOf(line) < block.base + kIndent) {
      CloseFrom(i);
      return true;
    }
    if (blank) continue;
    taken_[i] = std::min(TakeIndent(line, block.base), block.base);
    if (!block.strip_is_known) {
      block.strip = IndentOf(line);
      block.strip_is_known = true;
    }
    TakeIndent(line, block.strip);
  }
  return false;
}

void MarkBlocks::Open(MarkBlock block, std::string_view title, std::string_view anchor) {
  WriteBlank();
  if (block.ends == MarkBlock::Ends::kIndent) block.strip = kIndent;
  if (block.ends == MarkBlock::Ends::kIndent || !block.deep) block.strip_is_known = true;
  if (blocks_.size() >= kMaxDepth) block.box = false;
  taken_.push_back(block.base);
  blocks_.push_back(std::move(block));
  blank_ = true;
  WriteTitle(title, anchor);
}

bool MarkBlocks::HasTag(std::string_view name) const {
  return std::any_of(blocks_.begin(), blocks_.end(), [&](const MarkBlock& block) {
    return block.ends == MarkBlock::Ends::kTag && block.name == name;
  });
}

bool MarkBlocks::CloseTag(std::string_view name) {
  for (std::size_t i = blocks_.size(); i-- > 0;) {
    if (blocks_[i].ends != MarkBlock::Ends::kTag || blocks_[i].name != name) continue;
    CloseFrom(i);
    return true;
  }
  return false;
}

bool MarkBlocks::CloseColons(std::size_t colons) {
  std::size_t found = blocks_.size();
  for (std::size_t i = blocks_.size(); i-- > 0;) {
    if (blocks_[i].ends != MarkBlock::Ends::kColons) continue;
    if (found == blocks_.size()) found = i;
    if (blocks_[i].colons != colons) continue;
    found = i;
    break;
  }
  if (found == blocks_.size()) return false;
  CloseFrom(found);
  return true;
}

void MarkBlocks::CloseFrom(std::size_t first) {
  blocks_.resize(first);
  taken_.resize(first);
  WriteBlank();
}

std::string MarkBlocks::Prefix() const {
  std::string prefix;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    prefix.append(taken_[i], ' ');
    if (blocks_[i].box) prefix += "> ";
  }
  return prefix;
}

void MarkBlocks::WriteRaw(std::string_view line, std::size_t source) {
  if (!out_.lines.empty()) out_.text += '\n';
  out_.text += line;
  out_.lines.push_back(source);
}

void MarkBlocks::Write(std::string_view line, std::size_t source) {
  const bool made = std::exchange(made_blank_, false);
  blank_ = IsBlank(line);
  if (blank_ && made) return;
  std::string whole = Prefix();
  if (blank_) {
    while (whole.ends_with(' ')) whole.pop_back();
  } else {
    whole += line;
  }
  WriteRaw(whole, source);
}

void MarkBlocks::WriteBlank() {
  if (blank_) return;
  Write({}, source_);
  made_blank_ = true;
}

void MarkBlocks::WriteTitle(std::string_view title, std::string_view anchor) {
  std::string words;
  for (const char c : base::Trim(title)) {
    const bool space = c == '\n' || c == '\t' || c == ' ';
    if (space && words.ends_with(' ')) continue;
    if (c != '*') words += space ? ' ' : c;
  }
  if (words.empty()) return;
  WriteBlank();
  Write(std::string(anchor) + "**" + words + "**", source_);
  WriteBlank();
}

}  // namespace funnel::text
