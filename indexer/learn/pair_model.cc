// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/pair_model.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/utf8.h"
#include "indexer/text/languages/sound.h"
#include "indexer/text/main_terms.h"

namespace funnel::learn {
namespace {

/// Words that sound less alike are not kin.
constexpr double kLeastSimilarity = 0.5;

/// Letters of a word's beginning. Longer ones gain less, shorter ones were not better.
constexpr int kRootLetters = 4;
/// As how often seen together counts what the model of the beginnings is sure of.
constexpr double kRootWeight = 2;

/// In segments of the length of sentences, words stand near to where they stand in the other
/// language; more (fast_align has 4) helps languages of like word order only.
constexpr double kDiagonal = 2;

using Kin = std::function<double(std::uint32_t a, std::uint32_t b)>;

/// How much the words of two languages sound alike.
class Kinship {
 public:
  Kinship(const Vocabulary& a, const Vocabulary& b) : a_(Sounds(a)), b_(Sounds(b)) {}

  double Of(std::uint32_t a, std::uint32_t b) const {
    if (a_[a].empty() || b_[b].empty()) return 0;
    const double similarity = text::SoundSimilarity(a_[a], b_[b], kLeastSimilarity);
    if (similarity <= kLeastSimilarity) return 0;
    return (similarity - kLeastSimilarity) / (1 - kLeastSimilarity);
  }

 private:
  static std::vector<std::string> Sounds(const Vocabulary& vocabulary) {
    std::vector<std::string> sounds;
    for (std::uint32_t i = 0; i < vocabulary.size(); ++i) {
      sounds.push_back(text::SoundOf(text::TextOf(vocabulary[i])));
    }
    return sounds;
  }

  std::vector<std::string> a_, b_;
};

/// The beginnings of a language's words.
struct Roots {
  Vocabulary vocabulary;
  std::vector<std::uint32_t> of;  ///< By word.

  explicit Roots(const Vocabulary& words) {
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      const std::string_view term = words[i];
      std::size_t at = term.size() - text::TextOf(term).size();
      for (int left = kRootLetters; left > 0 && at < term.size(); --left) {
        base::NextCharacter(term, at);
      }
      // Numbers that begin alike are not alike.
      const bool number = text::TextOf(term).front() >= '0' && text::TextOf(term).front() <= '9';
      of.push_back(vocabulary.Add(std::string(number ? term : term.substr(0, at))));
    }
  }

  Segments In(Segments text) const {
    for (std::uint32_t& word : text.words) word = of[word];
    return text;
  }
};

PairModel Train(const Segments& a, std::size_t a_words, const Segments& b, std::size_t b_words,
                const Kin& kin, const std::function<bool()>& interrupted) {
  ModelOptions options;
  options.diagonal = kDiagonal;
  options.interrupted = interrupted;
  PairModel model;
  options.kinship = kin;
  model.ab = TrainModel1(a, a_words, b, b_words, options);
  if (kin)
    options.kinship = [&](std::uint32_t in_b, std::uint32_t in_a) { return kin(in_a, in_b); };
  model.ba = TrainModel1(b, b_words, a, a_words, options);
  return model;
}

/// The model of the beginnings.
PairModel TrainRoots(const ParallelText& text, const Roots& a, const Roots& b,
                     const std::function<bool()>& interrupted) {
  const Kinship kinship(a.vocabulary, b.vocabulary);
  return Train(
      a.In(text.a), a.vocabulary.size(), b.In(text.b), b.vocabulary.size(),
      [&](std::uint32_t in_a, std::uint32_t in_b) { return kinship.Of(in_a, in_b); }, interrupted);
}

}  // namespace

PairModel TrainPair(const ParallelText& text, const Vocabulary& a, const Vocabulary& b,
                    const std::function<bool()>& interrupted) {
  const Roots roots_a(a);
  const Roots roots_b(b);
  const PairModel roots = TrainRoots(text, roots_a, roots_b, interrupted);
  const Kinship kinship(a, b);
  return Train(
      text.a, a.size(), text.b, b.size(),
      [&](std::uint32_t in_a, std::uint32_t in_b) {
        const std::uint32_t root_a = roots_a.of[in_a];
        const std::uint32_t root_b = roots_b.of[in_b];
        const double forth = roots.ab.Find(root_a, root_b);
        const double back = forth > 0 ? roots.ba.Find(root_b, root_a) : 0;
        return kinship.Of(in_a, in_b) + kRootWeight * std::sqrt(forth * back);
      },
      interrupted);
}

PairModel TrainTerms(const ParallelText& text, const Vocabulary& a, const Vocabulary& b,
                     const std::function<bool()>& interrupted) {
  return Train(text.a, a.size(), text.b, b.size(), nullptr, interrupted);
}

}  // namespace funnel::learn
