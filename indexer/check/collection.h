// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/check/check.h"
#include "indexer/curation/curation_check.h"
#include "indexer/store/article_lookup.h"

namespace funnel::check {

/// What only several articles together show: ids given twice, related articles that do not exist.
/// Not thread-safe.
class CollectionCheck {
 public:
  /// With `stored` (may be null), articles that are stored already count as well.
  explicit CollectionCheck(store::ArticleLookup* stored) : stored_(stored) {}

  /// Takes note of an article of `file` (as diagnostics name it); of no interest if it could not be
  /// read. Gives what is wrong with its id. Fails as ArticleLookup::Find does.
  Result<std::vector<cli::Diagnostic>> Add(const CheckedArticle& checked, const std::string& file);

  /// What is wrong with the related ids of all articles, in the order in which these came: nothing
  /// for a single article without a base, since nobody knows what else there is.
  Result<std::vector<cli::Diagnostic>> Finish();

  /// The articles that pins may name, once all have come; valid as long as this.
  curation::PinTargets Targets();

 private:
  struct Related {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;
    std::string id;
  };

  Result<std::vector<cli::Diagnostic>> CheckStored(const CheckedArticle& checked,
                                                   const std::string& file);

  /// Whether the base has an article with that id, in any language.
  Result<bool> IsStored(const std::string& id) const;

  store::ArticleLookup* stored_;
  std::size_t articles_ = 0;
  std::unordered_map<std::string, std::string> first_;  ///< The place of each lang and id.
  std::unordered_set<std::string> ids_;
  std::vector<Related> related_;
};

}  // namespace funnel::check
