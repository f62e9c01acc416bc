// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>

#include "indexer/learn/parallel_text.h"
#include "indexer/learn/translation_model.h"
#include "indexer/learn/word_sequence.h"

namespace funnel::learn {

/// Which word means which, in both directions.
struct PairModel {
  TranslationTable ab, ba;
};

/// Trains the model of two languages on what they say alike, `text` in the words of `a` and `b`.
///
/// What is seen once or twice tells little, so two things tell more: words that sound alike are
/// names or borrowed and likely mean each other; and words that begin alike mean much the same, so
/// that a first model of their beginnings ("print" for printer, printing and printed) helps the
/// model of the words. An interrupted model is empty.
PairModel TrainPair(const ParallelText& text, const Vocabulary& a, const Vocabulary& b,
                    const std::function<bool()>& interrupted);

/// The same for `text` that needs no such help, as every segment of it is a word or two: several
/// times as fast.
PairModel TrainTerms(const ParallelText& text, const Vocabulary& a, const Vocabulary& b,
                     const std::function<bool()>& interrupted);

}  // namespace funnel::learn
