// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "indexer/store/history/history_writer.h"
#include "indexer/store/open_tiers.h"

namespace funnel::store {

/// The history of the base that a writer works on, and how far the base has come in it. It throws
/// Failure and what Xapian throws.
class BaseHistory {
 public:
  /// For the base in `dir`, whose articles are in `tiers`.
  BaseHistory(std::filesystem::path dir, OpenTiers& tiers) : dir_(std::move(dir)), tiers_(tiers) {}

  /// Opens it, if there is one, and finds out how far the generation in force has come in it.
  void Open(const std::string& generation);

  /// From here on no article changes: nothing is noted.
  void Freeze() { frozen_ = true; }

  /// A publish that a crash cut short is in force: so is what the history has of it.
  void TakeLast();

  /// Notes what is about to be done to an article. Makes the history where there is none; with
  /// `new_base` together with a base that is not in force yet.
  void Note(const ArticleChange& change, bool new_base);

  /// Puts what was noted on the disk. The databases are to note number() next.
  void Commit(const std::string& by);

  /// Of the last publish in it that counts; 0 for none.
  std::uint64_t number() const { return number_; }

  /// A new generation is about to take the place of the one in force: hashes may come out anew.
  void BeforeGeneration();

  /// Drops what never came into force, and brings the history in line with the base.
  void Settle();

  /// The base is in force.
  void Keep() { made_ = false; }

  /// Closes it; one that was made together with a base that never came into force is removed.
  void Close();

 private:
  void VisitFacts(const HistoryWriter::Visit& visit) const;

  std::filesystem::path dir_;
  OpenTiers& tiers_;
  bool frozen_ = false;
  bool made_ = false;  ///< Together with a base that is not in force yet.
  std::uint64_t number_ = 0;
  std::unique_ptr<HistoryWriter> writer_;
};

}  // namespace funnel::store
