// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/outline.h"

#include <xxhash.h>

#include <algorithm>
#include <limits>

#include "indexer/schema/index_schema.h"

namespace funnel::store {
namespace {

constexpr std::size_t kHeaderBytes = 2;
constexpr std::size_t kMostTitleTerms = std::numeric_limits<std::uint16_t>::max();

void AppendTag(TermTag tag, std::string& out) {
  for (std::size_t i = 0; i < kTermTagBytes; ++i) {
    out.push_back(static_cast<char>((tag >> (8 * i)) & 0xFF));
  }
}

std::string_view PrefixOf(Lane lane) { return schema::kLanePrefix[static_cast<std::size_t>(lane)]; }

}  // namespace

TermTag TagOf(std::string_view index_term) {
  return static_cast<TermTag>(XXH3_64bits(index_term.data(), index_term.size()) & 0xFFFFFF);
}

std::vector<TermTag> WordTags(const AnalyzedText& text) {
  std::vector<TermTag> tags(text.word_count, 0);
  std::vector<Lane> known(text.word_count, Lane::kFold);  // no word has it as its main lane
  for (const Term& term : text.terms) {
    if ((term.lane != Lane::kWord && term.lane != Lane::kStem) || term.position >= tags.size()) {
      continue;
    }
    // The first of a place is the whole word; parts of a CamelCase name come later.
    const Lane before = known[term.position];
    if (before == Lane::kStem || before == term.lane) continue;
    known[term.position] = term.lane;
    tags[term.position] = TagOf(schema::IndexTerm(PrefixOf(term.lane), term.text));
  }
  return tags;
}

std::string EncodeOutline(const AnalyzedText& title, const AnalyzedText& text) {
  std::vector<TermTag> terms;
  terms.reserve(title.terms.size());
  for (const Term& term : title.terms) {
    terms.push_back(TagOf(schema::IndexTerm(PrefixOf(term.lane), term.text)));
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  if (terms.size() > kMostTitleTerms) terms.resize(kMostTitleTerms);
  std::vector<TermTag> words = WordTags(text);
  if (words.size() > schema::kOutlineWords) words.resize(schema::kOutlineWords);

  std::string out;
  out.reserve(kHeaderBytes + (terms.size() + words.size()) * kTermTagBytes);
  out.push_back(static_cast<char>(terms.size() & 0xFF));
  out.push_back(static_cast<char>(terms.size() >> 8));
  for (TermTag tag : terms) AppendTag(tag, out);
  for (TermTag tag : words) AppendTag(tag, out);
  return out;
}

Outline::Outline(std::string_view encoded) {
  if (encoded.size() < kHeaderBytes) return;
  const std::size_t all = (encoded.size() - kHeaderBytes) / kTermTagBytes;
  const std::size_t title = static_cast<unsigned char>(encoded[0]) |
                            static_cast<std::size_t>(static_cast<unsigned char>(encoded[1])) << 8;
  if (title > all) return;
  tags_ = encoded.substr(kHeaderBytes);
  title_size_ = title;
  word_count_ = all - title;
}

TermTag Outline::Tag(std::size_t i) const {
  TermTag tag = 0;
  for (std::size_t byte = 0; byte < kTermTagBytes; ++byte) {
    tag |= static_cast<TermTag>(static_cast<unsigned char>(tags_[i * kTermTagBytes + byte]))
           << (8 * byte);
  }
  return tag;
}

}  // namespace funnel::store
