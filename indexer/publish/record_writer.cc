// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/record_writer.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/normalized_text.h"

namespace funnel::publish {
namespace {

using store::RecordField;
using store::WordTag;

/// A word at its position in an analyzed text.
struct PlacedWord {
  const Term* word = nullptr;
  const Term* stem = nullptr;
  bool marked = false;
};

/// The first term of a place is the whole word; parts of a CamelCase name come later.
std::vector<PlacedWord> WordsOf(const AnalyzedText& text) {
  std::vector<PlacedWord> words(text.word_count);
  for (const Term& term : text.terms) {
    if (term.position >= words.size()) continue;
    PlacedWord& at = words[term.position];
    if (term.lane == Lane::kWord && at.word == nullptr) at.word = &term;
    if (term.lane == Lane::kStem && at.stem == nullptr) at.stem = &term;
    if (term.lane == Lane::kFold) at.marked = true;
  }
  return words;
}

bool EndsSentence(std::string_view between) {
  constexpr std::array<std::string_view, 8> kEnds = {"\n", ". ", "? ", "! ", "。", "？", "！", "।"};
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) {
    return between.find(end) != std::string_view::npos;
  });
}

/// Of the words of a long text the first, and those behind each heading: their indexes.
std::vector<std::size_t> Bounded(const std::vector<WordTag>& words) {
  constexpr std::size_t kFirst = store::kRecordTextWords / 2;
  constexpr std::size_t kLeast = 32;
  std::vector<std::size_t> begins;
  for (std::size_t i = kFirst; i < words.size(); ++i) {
    const bool heading = (words[i] & store::kHeadingFlag) != 0;
    const bool before = (words[i - 1] & store::kHeadingFlag) != 0;
    if (heading && (!before || (words[i] & store::kBreakFlag) != 0)) begins.push_back(i);
  }
  if (begins.empty()) {
    constexpr std::size_t kStretches = 8;
    for (std::size_t i = 0; i < kStretches; ++i) {
      begins.push_back(kFirst + (words.size() - kFirst) * i / kStretches);
    }
  }
  const std::size_t each = std::max(kLeast, kFirst / begins.size());
  std::vector<std::size_t> kept(kFirst);
  std::iota(kept.begin(), kept.end(), 0);
  for (std::size_t i = 0; i < begins.size() && kept.size() < store::kRecordTextWords; ++i) {
    const std::size_t next = i + 1 < begins.size() ? begins[i + 1] : words.size();
    const std::size_t length =
        std::min({each, next - begins[i], store::kRecordTextWords - kept.size()});
    for (std::size_t word = begins[i]; word < begins[i] + length; ++word) kept.push_back(word);
  }
  return kept;
}

void Bound(std::vector<WordTag>& words, std::vector<std::uint32_t>* places) {
  if (words.size() <= store::kRecordTextWords) return;
  const std::vector<std::size_t> kept = Bounded(words);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    words[i] = words[kept[i]];
    if (i > 0 && kept[i] != kept[i - 1] + 1) words[i] |= store::kBreakFlag;
    if (places != nullptr) (*places)[i] = (*places)[kept[i]];
  }
  words.resize(kept.size());
  if (places != nullptr) places->resize(kept.size());
}

}  // namespace

void RecordWriter::Add(RecordField field, const AnalyzedText& analyzed, std::string_view source,
                       const std::vector<Heading>& headings, std::size_t offset) {
  std::vector<WordTag>& tags = content_.words[static_cast<std::size_t>(field)];
  auto heading = headings.begin();
  std::size_t end = 0;
  bool first = true;
  for (const PlacedWord& at : WordsOf(analyzed)) {
    if (field == RecordField::kText) {
      const std::size_t begin = at.word != nullptr ? at.word->begin : end;
      content_.places.push_back(static_cast<std::uint32_t>(offset + begin));
    }
    if (at.word == nullptr) {
      tags.push_back(store::kBreakFlag);
      continue;
    }
    const std::string& main = at.stem != nullptr ? at.stem->text : at.word->text;
    WordTag tag = store::TagOf(main, at.marked ? text::WithoutMarks(main) : main);
    if (at.word->stop) tag |= store::kStopFlag;
    const std::size_t begin = at.word->begin;
    while (heading != headings.end() && heading->end <= begin) ++heading;
    if (heading != headings.end() && heading->begin <= begin) tag |= store::kHeadingFlag;
    const bool breaks = first || (begin >= end && EndsSentence(source.substr(end, begin - end)));
    if (breaks) tag |= store::kBreakFlag;
    tags.push_back(tag);
    end = std::max<std::size_t>(end, at.word->end);
    first = false;
  }
  if (field == RecordField::kTitle) AddTitleParts(analyzed, tags.size());
}

void RecordWriter::AddTitleParts(const AnalyzedText& analyzed, std::size_t words) {
  content_.title.assign(words, {});
  std::vector<std::uint32_t> begins;  // of each word
  const std::vector<PlacedWord> placed = WordsOf(analyzed);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const Term* word = placed[i].word;
    begins.push_back(word != nullptr ? word->begin : (begins.empty() ? 0 : begins.back()));
    if (word != nullptr) content_.title[i].number = store::IsNumber(word->text);
  }
  for (const Term& term : analyzed.terms) {
    if (!store::IsPart(term.lane)) continue;
    // A gram belongs to the word that it begins in.
    const auto after = std::upper_bound(begins.begin(), begins.end(), term.begin);
    if (after == begins.begin()) continue;
    content_.title[static_cast<std::size_t>(after - begins.begin()) - 1].parts.push_back(
        store::PartTagOf(schema::IndexTerm(term.lane, term.text)));
  }
}

std::string RecordWriter::Encode(const Article& article, std::uint32_t length) {
  content_.length = length;
  content_.family = store::FamilyHash(article.family);
  for (const char c : article.updated) {  // 2024-03-02
    if (c >= '0' && c <= '9') content_.updated = content_.updated * 10 + (c - '0');
  }
  std::vector<WordTag>& title = content_.words[static_cast<std::size_t>(RecordField::kTitle)];
  if (title.size() > store::kMostTitleWords) {
    title.resize(store::kMostTitleWords);
    content_.title.resize(store::kMostTitleWords);
  }
  for (std::vector<WordTag>& field : content_.words) {
    const bool text = &field == &content_.words[static_cast<std::size_t>(RecordField::kText)];
    Bound(field, text ? &content_.places : nullptr);
  }
  return store::EncodeForward(content_);
}

}  // namespace funnel::publish
