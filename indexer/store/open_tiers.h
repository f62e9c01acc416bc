// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/layout/knowledge_base.h"

namespace funnel::store {

/// What is written goes from memory to the disk when it has grown to about so many bytes in it, or
/// to so many articles, whichever comes first. More is not faster, and the memory of a run stays
/// the same whatever the size of the base.
inline constexpr std::size_t kMaxPendingBytes = std::size_t{96} << 20;
inline constexpr std::size_t kMaxPendingArticles = 1000;

/// The databases of one generation while one writer writes them. It throws what Xapian throws.
class OpenTiers {
 public:
  /// The databases will be in `folder`; those in it that have anything in them are opened. With
  /// `in_batches` each full batch is committed: for a generation that nobody reads yet. Otherwise
  /// it is only written to the disk, and Commit makes all of it visible.
  void Open(std::filesystem::path folder, bool in_batches);

  /// Closes all of them; what is not committed is lost.
  void Close();

  /// The database of a tier; nothing when it has no article yet.
  const Xapian::WritableDatabase* Database(Tier tier) const;

  /// Where an article is, and as what.
  struct Found {
    Tier tier;
    Xapian::Document document;
  };
  std::optional<Found> Find(const std::string& unique_term) const;

  /// Hands the unique term of each article to `visit`, tier by tier, sorted within each.
  void ForEach(const std::function<void(Tier, const std::string&)>& visit) const;

  std::size_t articles() const;

  void Put(Tier tier, const std::string& unique_term, const Xapian::Document& document);
  void Remove(Tier tier, const std::string& unique_term);

  /// The tiers to which something was ever committed.
  std::vector<Tier> committed() const;

  /// The tiers that have something to commit.
  std::vector<Tier> touched() const;

  /// What a commit notes in each database.
  struct Stamp {
    std::uint64_t publish = 0;
    std::uint64_t history = 0;  ///< 0: as it is.
    std::string when;
  };

  /// Commits one tier.
  void Commit(Tier tier, const Stamp& stamp);

  /// The highest publish number in any of them, 0 for none.
  std::uint64_t LastPublish() const;

 private:
  struct OpenTier {
    std::optional<Xapian::WritableDatabase> database;
    bool touched = false;  ///< In a transaction that has something to commit.
  };

  OpenTier& At(Tier tier) { return tiers_[static_cast<std::size_t>(tier)]; }
  const OpenTier& At(Tier tier) const { return tiers_[static_cast<std::size_t>(tier)]; }
  Xapian::WritableDatabase& Touch(Tier tier);
  Xapian::WritableDatabase OpenDatabase(Tier tier) const;
  void WriteOut();

  std::filesystem::path folder_;
  bool in_batches_ = false;
  std::size_t pending_bytes_ = 0;
  std::size_t pending_articles_ = 0;
  std::array<OpenTier, kTierCount> tiers_;
};

/// The languages of the articles in a tier, for kLanguagesKey.
std::string LanguagesOf(const Xapian::Database& tier);

}  // namespace funnel::store
