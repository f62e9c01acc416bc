// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/translation_model.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace funnel::learn {
namespace {

/// A target that stands in fewer than this share of a source word's segments is no translation.
constexpr double kLeastShare = 0.01;

/// Where in its segment a word stands, from 0 to 1.
float PlaceOf(const Segments& text, std::size_t segment, std::size_t at) {
  const auto size = static_cast<float>(text.end(segment) - text.begin(segment));
  return (static_cast<float>(at - text.begin(segment)) + 0.5F) / size;
}

/// For each word, the segments that it stands in, once for each time.
struct Occurrences {
  struct Place {
    std::uint32_t segment = 0;
    float at = 0;  ///< Within the segment, as a share of it.
  };
  std::vector<std::size_t> begin;
  std::vector<Place> place;

  Occurrences(const Segments& text, std::size_t words) : begin(words + 1, 0) {
    for (const std::uint32_t word : text.words) ++begin[word + 1];
    for (std::size_t w = 0; w < words; ++w) begin[w + 1] += begin[w];
    place.resize(text.words.size());
    std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (std::size_t at = text.begin(i); at < text.end(i); ++at) {
        place[next[text.words[at]]++] = {static_cast<std::uint32_t>(i), PlaceOf(text, i, at)};
      }
    }
  }
};

/// Numbers by word that are cleared by touching only those in use.
class Scratch {
 public:
  explicit Scratch(std::size_t words) : value_(words, 0) {}

  double& operator[](std::uint32_t word) { return value_[word]; }
  void Clear(const std::uint32_t* first, const std::uint32_t* last) {
    for (; first != last; ++first) value_[*first] = 0;
  }

 private:
  std::vector<double> value_;
};

class Trainer {
 public:
  Trainer(const Segments& source, std::size_t source_words, const Segments& target,
          std::size_t target_words, const ModelOptions& options)
      : target_(target),
        options_(options),
        place_(target.words.size()),
        scale_(target.words.size()),
        occurrences_(source, source_words),
        null_(target_words, 1.0 / static_cast<double>(std::max<std::size_t>(target_words, 1))),
        share_(target.words.size()),
        probability_(target_words),
        count_(target_words) {
    assert(source.size() == target.size());
    for (std::size_t i = 0; i < nearness_.size(); ++i) {
      nearness_[i] = static_cast<float>(
          std::exp(-options.diagonal * static_cast<double>(i) / static_cast<double>(kSteps)));
    }
    MeasurePlaces(source);
    MakeRows(source_words);
  }

  TranslationTable Run() {
    for (int i = 0; i < options_.iterations; ++i) {
      Expect();
      Maximize();
      if (stopped_) return {};
    }
    return std::move(table_);
  }

 private:
  std::size_t words() const { return table_.begin.size() - 1; }

  bool Stopped(std::size_t word) {
    constexpr std::size_t kWordsPerLook = 256;
    if (word % kWordsPerLook == 0 && options_.interrupted()) stopped_ = true;
    return stopped_;
  }

  /// How near two places are, for the model.
  float Nearness(float source_place, float target_place) const {
    const float distance = std::fabs(source_place - target_place);
    return nearness_[static_cast<std::size_t>(distance * static_cast<float>(kSteps))];
  }

  /// Notes for each target word what the nearness to its source words is to be divided by, so that
  /// on average it is 1.
  void MeasurePlaces(const Segments& source) {
    for (std::size_t i = 0; i < target_.size(); ++i) {
      const std::size_t words = source.end(i) - source.begin(i);
      for (std::size_t at = target_.begin(i); at < target_.end(i); ++at) {
        place_[at] = PlaceOf(target_, i, at);
        float sum = 0;
        for (std::size_t s = source.begin(i); s < source.end(i); ++s) {
          sum += Nearness(PlaceOf(source, i, s), place_[at]);
        }
        scale_[at] = sum > 0 ? static_cast<float>(words) / sum : 1;
      }
    }
  }

  /// Which targets each source word may have: all alike, but for those that are kin.
  void MakeRows(std::size_t source_words) {
    table_.begin.push_back(0);
    std::vector<std::uint32_t> seen;
    std::uint32_t last = 0;
    for (std::size_t word = 0; word < source_words && !Stopped(word); ++word) {
      seen.clear();
      std::size_t segments = 0;
      ForPlaces(word, [&](std::uint32_t segment, float) {
        if (segments++ > 0 && segment == last) return;  // says the word twice
        last = segment;
        for (std::size_t at = target_.begin(segment); at < target_.end(segment); ++at) {
          if (count_[target_.words[at]]++ == 0) seen.push_back(target_.words[at]);
        }
      });
      std::sort(seen.begin(), seen.end());
      const double least = kLeastShare * static_cast<double>(segments);
      for (const std::uint32_t t : seen) {
        if (count_[t] < least) continue;
        const double kin =
            options_.kinship ? options_.kinship(static_cast<std::uint32_t>(word), t) : 0;
        if (kin > 0) kin_.push_back({table_.target.size(), kin});
        table_.target.push_back(t);
      }
      count_.Clear(seen.data(), seen.data() + seen.size());
      table_.begin.push_back(table_.target.size());
    }
    table_.probability.assign(table_.target.size(),
                              static_cast<float>(null_.empty() ? 0 : null_[0]));
    for (const Kin& kin : kin_) table_.probability[kin.entry] += static_cast<float>(kin.count);
  }

  template <class Visit>
  void ForPlaces(std::size_t word, Visit&& visit) const {
    for (std::size_t i = occurrences_.begin[word]; i < occurrences_.begin[word + 1]; ++i) {
      visit(occurrences_.place[i].segment, occurrences_.place[i].at);
    }
  }

  const std::uint32_t* row_begin(std::size_t word) const {
    return table_.target.data() + table_.begin[word];
  }
  const std::uint32_t* row_end(std::size_t word) const {
    return table_.target.data() + table_.begin[word + 1];
  }

  void LoadRow(std::size_t word) {
    for (std::size_t i = table_.begin[word]; i < table_.begin[word + 1]; ++i) {
      probability_[table_.target[i]] = static_cast<double>(table_.probability[i]);
    }
  }

  /// For each word of the target text, the sum of what all source words of its segment say.
  void Expect() {
    for (std::size_t at = 0; at < share_.size(); ++at) {
      constexpr double kLeast = 1e-30;  // so that nothing is divided by 0
      share_[at] =
          static_cast<float>(std::max(kLeast, options_.null_weight * null_[target_.words[at]]));
    }
    for (std::size_t word = 0; word < words() && !Stopped(word); ++word) {
      LoadRow(word);
      ForPlaces(word, [&](std::uint32_t segment, float place) {
        for (std::size_t at = target_.begin(segment); at < target_.end(segment); ++at) {
          share_[at] += static_cast<float>(probability_[target_.words[at]]) * scale_[at] *
                        Nearness(place, place_[at]);
        }
      });
      probability_.Clear(row_begin(word), row_end(word));
    }
  }

  /// Each source word's expected counts, made probabilities.
  void Maximize() {
    auto kin = kin_.begin();
    for (std::size_t word = 0; word < words() && !Stopped(word); ++word) {
      LoadRow(word);
      double total = options_.smoothing;
      for (; kin != kin_.end() && kin->entry < table_.begin[word + 1]; ++kin) {
        count_[table_.target[kin->entry]] += kin->count;
        total += kin->count;
      }
      ForPlaces(word, [&](std::uint32_t segment, float place) {
        for (std::size_t at = target_.begin(segment); at < target_.end(segment); ++at) {
          const std::uint32_t t = target_.words[at];
          if (probability_[t] == 0) continue;
          const double count = probability_[t] *
                               static_cast<double>(scale_[at] * Nearness(place, place_[at])) /
                               static_cast<double>(share_[at]);
          count_[t] += count;
          total += count;
        }
      });
      for (std::size_t i = table_.begin[word]; i < table_.begin[word + 1]; ++i) {
        table_.probability[i] = static_cast<float>(count_[table_.target[i]] / total);
      }
      probability_.Clear(row_begin(word), row_end(word));
      count_.Clear(row_begin(word), row_end(word));
    }
    MaximizeNull();
  }

  void MaximizeNull() {
    std::vector<double> counts(null_.size(), 0);
    double total = 0;
    for (std::size_t at = 0; at < share_.size(); ++at) {
      const std::uint32_t t = target_.words[at];
      const double count = options_.null_weight * null_[t] / static_cast<double>(share_[at]);
      counts[t] += count;
      total += count;
    }
    if (total == 0) return;
    for (std::size_t t = 0; t < null_.size(); ++t) null_[t] = counts[t] / total;
  }

  /// An entry of the table whose words are kin, and how often that counts as seen.
  struct Kin {
    std::size_t entry = 0;
    double count = 0;
  };
  static constexpr std::size_t kSteps = 64;

  const Segments& target_;
  const ModelOptions& options_;
  std::array<float, kSteps + 1> nearness_{};
  std::vector<float> place_, scale_;  ///< By place in the target text.
  std::vector<Kin> kin_;
  Occurrences occurrences_;  ///< Of the source words.
  TranslationTable table_;
  std::vector<double> null_;  ///< p(target | the empty word)
  std::vector<float> share_;  ///< By place in the target text.
  Scratch probability_;
  Scratch count_;
  bool stopped_ = false;
};

}  // namespace

double TranslationTable::Find(std::uint32_t source, std::uint32_t target_word) const {
  if (source + std::size_t{1} >= begin.size()) return 0;
  const auto first = target.begin() + static_cast<std::ptrdiff_t>(begin[source]);
  const auto last = target.begin() + static_cast<std::ptrdiff_t>(begin[source + 1]);
  const auto found = std::lower_bound(first, last, target_word);
  if (found == last || *found != target_word) return 0;
  return static_cast<double>(probability[static_cast<std::size_t>(found - target.begin())]);
}

TranslationTable TrainModel1(const Segments& source, std::size_t source_words,
                             const Segments& target, std::size_t target_words,
                             const ModelOptions& options) {
  return Trainer(source, source_words, target, target_words, options).Run();
}

}  // namespace funnel::learn
