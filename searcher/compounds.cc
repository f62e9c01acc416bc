// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/compounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "indexer/text/script.h"
#include "indexer/text/utf8.h"

namespace funnel {
namespace {

constexpr std::size_t kShortestPart = 4;  // letters
constexpr std::size_t kMostParts = 3;
constexpr std::size_t kMostCompounds = 6;

/// What stands between the parts of a compound: "Verbindung-s-fehler", "Daten-bank".
constexpr std::array<std::string_view, 7> kLinks = {"", "s", "n", "en", "es", "er", "e"};

constexpr std::array<std::string_view, 6> kCompounding = {"de", "nl", "sv", "da", "no", "nb"};

bool MakesCompounds(const QueryPlan& plan) {
  return std::any_of(plan.langs.begin(), plan.langs.end(), [](const std::string& lang) {
    return std::find(kCompounding.begin(), kCompounding.end(), lang) != kCompounding.end();
  });
}

/// Where each letter of `word` begins, and its end; nothing if it is not all letters of an
/// alphabet.
std::vector<std::size_t> Letters(std::string_view word) {
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < word.size();) {
    begins.push_back(at);
    const auto letter = static_cast<UChar32>(text::NextCharacter(word, at));
    if (!text::Inflects(text::ScriptOf(letter))) return {};
  }
  begins.push_back(word.size());
  return begins;
}

/// Takes one word apart.
class Splitter {
 public:
  Splitter(const Xapian::Database& database, std::string_view word)
      : database_(database), word_(word), letters_(Letters(word)) {}

  /// The parts with spaces between, or nothing.
  std::string Split() {
    if (letters_.size() <= 2 * kShortestPart) return {};
    Try(0, 0.0);
    std::string words;
    for (const std::string_view part : best_) words.append(words.empty() ? "" : " ").append(part);
    return words;
  }

 private:
  /// Tries every next part from the letter `from` on; `logs` is the sum of the logarithms of the
  /// frequencies of the parts so far.
  void Try(std::size_t from, double logs) {
    const std::size_t all = letters_.size() - 1;
    if (from > 0 && all - from >= kShortestPart) {
      const double last = LogFrequency(Piece(from, all));
      const double mean = (logs + last) / static_cast<double>(parts_.size() + 1);
      if (last >= 0 && mean > best_mean_) {
        best_mean_ = mean;
        best_ = parts_;
        best_.push_back(Piece(from, all));
      }
    }
    if (parts_.size() + 1 >= kMostParts) return;
    for (std::size_t to = from + kShortestPart; to + kShortestPart <= all; ++to) {
      const double first = LogFrequency(Piece(from, to));
      if (first < 0) continue;
      parts_.push_back(Piece(from, to));
      for (const std::string_view link : kLinks) {
        const std::string_view rest = word_.substr(letters_[to]);
        if (rest.starts_with(link)) Try(to + link.size(), logs + first);
      }
      parts_.pop_back();
    }
  }

  std::string_view Piece(std::size_t from, std::size_t to) const {
    return word_.substr(letters_[from], letters_[to] - letters_[from]);
  }

  /// Below 0 for what is no word of the base.
  double LogFrequency(std::string_view piece) {
    const auto [known, is_new] = frequencies_.try_emplace(piece, -1.0);
    if (is_new) {
      const Xapian::doccount documents = database_.get_termfreq(std::string(piece));
      if (documents > 0) known->second = std::log(documents);
    }
    return known->second;
  }

  const Xapian::Database& database_;
  std::string_view word_;
  std::vector<std::size_t> letters_;
  std::map<std::string_view, double> frequencies_;
  std::vector<std::string_view> parts_;
  std::vector<std::string_view> best_;
  double best_mean_ = -1;
};

}  // namespace

std::vector<Compound> FindCompounds(const QueryPlan& plan, const Xapian::Database& database) {
  std::vector<Compound> found;
  if (!plan.parts.empty()) return found;
  const bool always = MakesCompounds(plan);
  std::map<std::uint32_t, const PlannedTerm*> words;  // by place
  for (const PlannedTerm& term : plan.terms) {
    if (term.lane == Lane::kWord) words.emplace(term.begin, &term);
  }
  const auto side_by_side = [&](std::uint32_t from, std::uint32_t to) {
    return std::any_of(plan.terms.begin(), plan.terms.end(), [&](const PlannedTerm& term) {
      return term.lane == Lane::kPair && term.begin == from && term.end == to &&
             database.get_termfreq(term.term) > 0;
    });
  };
  const PlannedTerm* before = nullptr;
  for (const auto& [begin, word] : words) {
    if (found.size() == kMostCompounds) break;
    if (before != nullptr && !(before->stop && word->stop) && before->end + 1 == begin) {
      const std::string joined = before->term + word->term;
      if (joined.size() > kShortestPart && !Letters(joined).empty() &&
          database.get_termfreq(joined) > 0 && !side_by_side(before->begin, word->end)) {
        found.push_back({before->begin, word->end, joined});
      }
    }
    before = word;
    if (word->stop || !always) continue;
    std::string parts = Splitter(database, word->term).Split();
    if (!parts.empty()) found.push_back({begin, word->end, std::move(parts)});
  }
  return found;
}

}  // namespace funnel
