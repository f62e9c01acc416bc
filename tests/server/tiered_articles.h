// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "funnel/article.h"

namespace funnel::test {

/// Words of one language: those of public articles and those that only other articles have.
struct TierWords {
  std::string lang;
  std::string space;  ///< Between two words.
  std::vector<std::string> open, hidden;
};

/// The languages of the random bases; articles in the last one are never public.
const std::vector<TierWords>& AllTierWords();

/// What stands in no public article, in whatever language: words and the names of facets.
std::vector<std::string> HiddenTexts();

/// Makes articles; the same seed, the same articles.
class TierMaker {
 public:
  explicit TierMaker(std::uint32_t seed) : random_(seed) {}

  /// Of all audiences and states; families have articles of several.
  std::vector<Article> Articles(std::size_t count);

  std::size_t Number(std::size_t least, std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(least, most)(random_);
  }
  bool OneOf(std::size_t n) { return Number(1, n) == 1; }
  template <class Items>
  const typename Items::value_type& Any(const Items& items) {
    return items[Number(0, items.size() - 1)];
  }

  /// So many words, of them some that are hidden where `hidden` allows it.
  std::string Words(const TierWords& words, std::size_t count, bool hidden);

 private:
  Article Make(const TierWords& words, std::string id);
  void AddFacets(Article& article, bool hidden);

  std::mt19937 random_;
};

/// Whether everybody may see it.
bool IsForAll(const Article& article);

/// Publishes `articles` in several commits: all of them, some public before they are hidden, some
/// taken out again; and the same without those that are not for everybody.
void PublishBoth(std::uint32_t seed, const std::vector<Article>& articles,
                 const std::filesystem::path& mixed, const std::filesystem::path& plain);

}  // namespace funnel::test
