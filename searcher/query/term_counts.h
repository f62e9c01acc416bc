// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <unordered_map>

namespace funnel::query {

/// What a database says of terms, each looked up once: planning, matching and judging ask for the
/// same ones, and each look reads a few blocks. Made for one question; borrows the database.
class TermCounts {
 public:
  explicit TermCounts(const Xapian::Database& database);

  const Xapian::Database& database() const { return database_; }

  double all_documents() const { return all_documents_; }
  double average_length() const { return average_length_; }  ///< At least 1.

  /// How many documents hold a term; 0 for one that none does.
  Xapian::doccount Documents(const std::string& term);

  /// How often all of them together hold it.
  Xapian::termcount Occurrences(const std::string& term);

 private:
  static constexpr std::uint64_t kUnknown = ~std::uint64_t{0};
  struct Counts {
    std::uint64_t documents = kUnknown;
    std::uint64_t occurrences = kUnknown;
  };

  const Xapian::Database& database_;
  double all_documents_;
  double average_length_;
  std::unordered_map<std::string, Counts> known_;
};

}  // namespace funnel::query
