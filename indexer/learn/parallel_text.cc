// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/parallel_text.h"

#include <algorithm>

#include "indexer/learn/length_alignment.h"

namespace funnel::learn {
namespace {

/// Of a longer segment, which word translates which is anybody's guess.
constexpr std::size_t kMostWords = 80;

/// So often a title or heading is said to the model: it is short, so that few words can be
/// confused, and it calls things what queries call them.
constexpr int kHeadingRepeats = 5;

/// Numbers [begin, end) of paragraphs or sentences.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// One side of the pair.
class Side {
 public:
  explicit Side(const WordSequence& sequence) : sequence_(sequence) {}

  Range Section(std::size_t i) const {
    return {i == 0 ? kHeadParagraphs : sequence_.sections[i - 1].paragraphs_end,
            sequence_.sections[i].paragraphs_end};
  }
  Range Text() const {
    return {kHeadParagraphs, static_cast<std::uint32_t>(sequence_.paragraphs.size())};
  }
  /// The sentences of some paragraphs.
  Range Sentences(Range paragraphs) const {
    return {ParagraphBegin(paragraphs.begin), ParagraphBegin(paragraphs.end)};
  }
  std::vector<std::uint32_t> ParagraphLengths(Range paragraphs) const {
    std::vector<std::uint32_t> lengths;
    for (std::uint32_t p = paragraphs.begin; p < paragraphs.end; ++p) {
      std::uint32_t length = 0;
      for (const std::uint32_t l : SentenceLengths(Sentences({p, p + 1}))) length += l;
      lengths.push_back(length);
    }
    return lengths;
  }
  std::vector<std::uint32_t> SentenceLengths(Range sentences) const {
    std::vector<std::uint32_t> lengths;
    for (std::uint32_t s = sentences.begin; s < sentences.end; ++s) {
      lengths.push_back(sequence_.sentences[s].length);
    }
    return lengths;
  }
  /// The words of some sentences, which stand in a row.
  Range Words(Range sentences) const {
    return {SentenceBegin(sentences.begin), SentenceBegin(sentences.end)};
  }
  const std::uint32_t* word(std::uint32_t number) const { return sequence_.words.data() + number; }

 private:
  static constexpr std::uint32_t kHeadParagraphs = 2;  // title and summary

  std::uint32_t ParagraphBegin(std::uint32_t p) const {
    return p == 0 ? 0 : sequence_.paragraphs[p - 1];
  }
  std::uint32_t SentenceBegin(std::uint32_t s) const {
    return s == 0 ? 0 : sequence_.sentences[s - 1].words_end;
  }

  const WordSequence& sequence_;
};

/// Aligns what two articles have in common.
class Aligner {
 public:
  Aligner(const WordSequence& a, const WordSequence& b, ParallelText& out)
      : a_(a), b_(b), out_(out) {}

  /// Sentences that are a title or heading.
  void Heading(Range a, Range b) {
    repeats_ = kHeadingRepeats;
    Sentences(a, b);
    repeats_ = 1;
  }

  void Paragraphs(Range a, Range b) {
    for (const Bead& bead : AlignByLength(a_.ParagraphLengths(a), b_.ParagraphLengths(b))) {
      Sentences(a_.Sentences({a.begin + bead.a_begin, a.begin + bead.a_end}),
                b_.Sentences({b.begin + bead.b_begin, b.begin + bead.b_end}));
    }
  }

  void Sentences(Range a, Range b) {
    if (a.begin == a.end || b.begin == b.end) return;
    for (const Bead& bead : AlignByLength(a_.SentenceLengths(a), b_.SentenceLengths(b))) {
      Segment(a_.Words({a.begin + bead.a_begin, a.begin + bead.a_end}),
              b_.Words({b.begin + bead.b_begin, b.begin + bead.b_end}));
    }
  }

 private:
  void Segment(Range a, Range b) {
    const std::uint32_t a_size = a.end - a.begin;
    const std::uint32_t b_size = b.end - b.begin;
    if (a_size == 0 || b_size == 0 || a_size > kMostWords || b_size > kMostWords) return;
    ++out_.aligned;
    for (int i = 0; i < repeats_; ++i) {
      out_.a.Add(a_.word(a.begin), a_.word(a.end));
      out_.b.Add(b_.word(b.begin), b_.word(b.end));
    }
  }

  Side a_, b_;
  ParallelText& out_;
  int repeats_ = 1;
};

bool SameOutline(const WordSequence& a, const WordSequence& b) {
  return std::equal(a.sections.begin(), a.sections.end(), b.sections.begin(), b.sections.end(),
                    [](const auto& x, const auto& y) { return x.level == y.level; });
}

}  // namespace

void Align(const WordSequence& a, const WordSequence& b, ParallelText& out) {
  Aligner aligner(a, b, out);
  aligner.Heading({0, 1}, {0, 1});
  aligner.Sentences({1, 2}, {1, 2});
  const Side side_a(a);
  const Side side_b(b);
  if (!SameOutline(a, b)) return aligner.Paragraphs(side_a.Text(), side_b.Text());
  for (std::size_t i = 0; i < a.sections.size(); ++i) {
    Range in_a = side_a.Section(i);
    Range in_b = side_b.Section(i);
    if (a.sections[i].level > 0 && in_a.begin < in_a.end && in_b.begin < in_b.end) {
      aligner.Heading(side_a.Sentences({in_a.begin, in_a.begin + 1}),
                      side_b.Sentences({in_b.begin, in_b.begin + 1}));
      ++in_a.begin;
      ++in_b.begin;
    }
    aligner.Paragraphs(in_a, in_b);
  }
}

}  // namespace funnel::learn
