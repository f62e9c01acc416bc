// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/curation/curation.h"
#include "indexer/text/phrases.h"
#include "searcher/guidance/pins.h"
#include "searcher/guidance/synonyms.h"
#include "searcher/query/query_plan.h"

namespace funnel::guidance {

/// What authors want of searches, ready to be looked up. Const functions are thread-safe.
class Curation {
 public:
  Curation() = default;
  explicit Curation(const store::CurationFiles& files);

  const Synonyms& synonyms() const { return synonyms_; }
  const Pins& pins() const { return pins_; }

  /// Whether `text` holds a phrase that must never be suggested.
  bool Blocked(std::string_view text, text::PhraseReader& reader) const;

 private:
  Synonyms synonyms_;
  Pins pins_;
  text::PhraseTable blocked_;
};

/// What the rules say of one question.
struct CuratedQuestion {
  std::vector<Replacement> replacements;
  std::vector<std::string> pins;  ///< Ids of articles.

  /// Whether a rule speaks of the words at that place: then they are not misspelt.
  bool Knows(std::uint32_t begin, std::uint32_t end) const;
};

/// Follows the rules of a base for one searcher. One per thread; what they share is read once.
class Curator {
 public:
  /// Takes the rules that are in force in a generation's folder. Costs microseconds when nothing
  /// changed. Rules that cannot be read are none. Call it before every question.
  void Follow(const std::filesystem::path& generation_dir);

  /// What there is for the question of a plan; `reader_lang` may be empty, today is UTC's.
  CuratedQuestion Read(const query::QueryPlan& plan, const std::string& reader_lang,
                       std::chrono::sys_days today);

  /// Whether a suggestion must not be shown.
  bool Blocked(std::string_view text);

 private:
  std::string folder_;
  store::FileStamp stamp_;
  std::shared_ptr<const Curation> curation_ = std::make_shared<const Curation>();
  text::PhraseReader reader_;
};

}  // namespace funnel::guidance
