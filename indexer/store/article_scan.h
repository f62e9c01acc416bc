// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "indexer/store/layout/knowledge_base.h"

namespace funnel::store {

/// What is scanned, and from where on.
struct ScanOptions {
  std::vector<Tier> tiers = {kTiers.begin(), kTiers.end()};
  /// Also a base of an older schema or any analyzer version, for a rebuild; the caller must know
  /// how to read its records.
  bool any_version = false;
  /// Also what a publish that was cut short has left, the same article in two tiers perhaps; the
  /// caller must look into the journal.
  bool torn = false;
  /// Begin behind the article with this unique term; empty: at the first.
  std::string after = {};
};

/// One stored article.
struct ScannedArticle {
  Tier tier = Tier::kPublic;
  std::string unique_term;
  std::string hash;    ///< Its ContentHash.
  std::string record;  ///< For DecodeArticle.
  /// Its terms and values, as they were given to the writer: look at them before the next Next.
  Xapian::Document document;
};

/// Goes through all stored articles of a base, those of every tier in one order: by unique term,
/// that is by language and id, in bytes. One record in memory at a time, whatever the base holds.
///
/// Publishing goes on meanwhile. What is stored from the beginning to the end of the scan is given
/// exactly once, as it was at some moment of it. One per thread: it is not shareable.
class ArticleScan {
 public:
  /// Opens the generation in force. Completes a publish that a crash cut short between the tiers,
  /// unless `options.torn`. Fails with kNotFound, kCorrupt, kIo (also where that can't be done) or
  /// kIndexMismatch.
  static Result<ArticleScan> Open(const std::filesystem::path& dir, ScanOptions options = {});

  ~ArticleScan();
  ArticleScan(ArticleScan&&) noexcept;
  ArticleScan& operator=(ArticleScan&&) noexcept;

  /// The next article; nothing at the end. Fails as Open does.
  Result<std::optional<ScannedArticle>> Next();

  /// Whether an article with that unique term was there when the tiers were opened.
  Result<bool> Has(const std::string& unique_term);

  /// The number of articles in the tiers scanned, when they were opened.
  std::size_t count() const;

  /// The generation scanned, such as "gen-000007".
  const std::string& generation() const;

 private:
  class Impl;
  explicit ArticleScan(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::store
