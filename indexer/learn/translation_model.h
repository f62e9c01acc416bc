// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "indexer/learn/parallel_text.h"

namespace funnel::learn {

/// What the training of a translation model can be told.
struct ModelOptions {
  int iterations = 5;
  /// Added to the expected count of each source word before its probabilities are made: what was
  /// seen once is not certain (R. C. Moore, Improving IBM Word-Alignment Model 1, ACL 2004).
  double smoothing = 0.5;
  /// Weight of the empty word, which explains what translates nothing, against one word.
  double null_weight = 1.0;
  /// How much likelier words at like places of two segments are to translate each other: of the
  /// difference d of their places (as shares of the segments), a factor exp(-diagonal * d); 0: not
  /// at all (C. Dyer et al., A Simple, Fast, and Effective Reparameterization of IBM Model 2, NAACL
  /// 2013).
  double diagonal = 0;
  /// As how often seen together it counts that these two words are what they are (0: nothing is
  /// known): a prior on each word's translations. Asked of words of one segment only.
  std::function<double(std::uint32_t source, std::uint32_t target)> kinship;
  /// Asked now and then: stop?
  std::function<bool()> interrupted = [] { return false; };
};

/// p(target | source) for each source word, by number: those of `source` stand at
/// begin[source] up to begin[source + 1], by target.
struct TranslationTable {
  std::vector<std::size_t> begin;
  std::vector<std::uint32_t> target;
  std::vector<float> probability;

  /// 0 for a pair that never occurred, or too seldom to count.
  double Find(std::uint32_t source, std::uint32_t target_word) const;
};

/// Trains IBM Model 1 on segment pairs by expectation maximization: P. F. Brown et al., The
/// Mathematics of Statistical Machine Translation, Computational Linguistics 19(2), 1993. Each
/// iteration costs two passes over the word pairs of all segments, source word by source word, so
/// that memory is the text, the table, and one number a target word. An interrupted table is empty.
TranslationTable TrainModel1(const Segments& source, std::size_t source_words,
                             const Segments& target, std::size_t target_words,
                             const ModelOptions& options = {});

}  // namespace funnel::learn
