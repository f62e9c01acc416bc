// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/word_splitter.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>

#include "indexer/base/utf8.h"
#include "indexer/text/characters/script.h"

namespace funnel::query {
namespace {

constexpr std::size_t kShortest = kShortestCompoundPart;
constexpr std::size_t kMostParts = 3;

/// What stands between the parts of a compound: "Verbindung-s-fehler", "Daten-bank".
constexpr std::array<std::string_view, 7> kLinks = {"", "s", "n", "en", "es", "er", "e"};

constexpr std::array<std::string_view, 9> kCompounding = {"de", "nl", "sv", "da", "no",
                                                          "nb", "fi", "hu", "et"};

/// Takes one word apart.
class Splitter {
 public:
  Splitter(std::string_view word, const PieceWeight& weight)
      : word_(word), letters_(LetterPlaces(word)), weight_(weight) {}

  std::vector<std::string_view> Split() {
    if (letters_.size() > 2 * kShortest) Try(0, 0.0);
    return std::move(best_);
  }

 private:
  /// Tries every next part from the letter `from` on; `sum` is that of the weights so far.
  void Try(std::size_t from, double sum) {
    const std::size_t all = letters_.size() - 1;
    if (from > 0 && all - from >= kShortest) {
      const double last = WeightOf(Piece(from, all));
      const double mean = (sum + last) / static_cast<double>(parts_.size() + 1);
      if (last >= 0 && mean > best_mean_) {
        best_mean_ = mean;
        best_ = parts_;
        best_.push_back(Piece(from, all));
      }
    }
    if (parts_.size() + 1 >= kMostParts) return;
    for (std::size_t to = from + kShortest; to + kShortest <= all; ++to) {
      const double first = WeightOf(Piece(from, to));
      if (first < 0) continue;
      parts_.push_back(Piece(from, to));
      for (const std::string_view link : kLinks) {
        const std::string_view rest = word_.substr(letters_[to]);
        if (rest.starts_with(link)) Try(to + link.size(), sum + first);
      }
      parts_.pop_back();
    }
  }

  std::string_view Piece(std::size_t from, std::size_t to) const {
    return word_.substr(letters_[from], letters_[to] - letters_[from]);
  }

  double WeightOf(std::string_view piece) {
    const auto [known, is_new] = weights_.try_emplace(piece, -1.0);
    if (is_new) known->second = weight_(piece);
    return known->second;
  }

  std::string_view word_;
  std::vector<std::size_t> letters_;
  const PieceWeight& weight_;
  std::map<std::string_view, double> weights_;
  std::vector<std::string_view> parts_;
  std::vector<std::string_view> best_;
  double best_mean_ = -1;
};

}  // namespace

bool MakesCompounds(std::string_view lang) {
  return std::find(kCompounding.begin(), kCompounding.end(), lang) != kCompounding.end();
}

std::vector<std::size_t> LetterPlaces(std::string_view word) {
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < word.size();) {
    begins.push_back(at);
    const auto letter = static_cast<UChar32>(base::NextCharacter(word, at));
    if (!text::Inflects(text::ScriptOf(letter))) return {};
  }
  begins.push_back(word.size());
  return begins;
}

std::vector<std::string_view> SplitCompound(std::string_view word, const PieceWeight& weight) {
  return Splitter(word, weight).Split();
}

}  // namespace funnel::query
