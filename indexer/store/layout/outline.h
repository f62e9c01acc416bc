// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"

namespace funnel::store {

/// A 24-bit name of an index term: enough to recognise a query's few terms in a few hundred.
using TermTag = std::uint32_t;
inline constexpr std::size_t kTermTagBytes = 3;

TermTag TagOf(std::string_view index_term);

/// The main word at each position of `text`: its stem where it has one, else the word.
std::vector<TermTag> WordTags(const AnalyzedText& text);

/// What reranking needs of a document, as one value: the terms of its title in all lanes, without
/// repeats, then the first kOutlineWords words of its text. Layout: two bytes (little endian) with
/// the number of title terms, then the tags, three bytes each, little endian.
std::string EncodeOutline(const AnalyzedText& title, const AnalyzedText& text);

/// A read-only view of an encoded outline, which must outlive it. A damaged one reads as empty.
class Outline {
 public:
  explicit Outline(std::string_view encoded);

  std::size_t title_size() const { return title_size_; }
  std::size_t word_count() const { return word_count_; }
  TermTag title(std::size_t i) const { return Tag(i); }
  TermTag word(std::size_t i) const { return Tag(title_size_ + i); }

 private:
  TermTag Tag(std::size_t i) const;

  std::string_view tags_;
  std::size_t title_size_ = 0;
  std::size_t word_count_ = 0;
};

}  // namespace funnel::store
