// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "funnel/result.h"

namespace funnel::care {

/// One lexicon of a base.
struct LexiconStatus {
  std::string from, to;
  std::size_t words = 0;  ///< That it translates.
};

/// What a base holds, in figures.
struct BaseStatus {
  using Counts = std::map<std::string, std::size_t>;

  std::size_t articles = 0;  ///< In all tiers and languages.
  Counts languages;          ///< Of all articles, by language.
  Counts audiences;          ///< Of published ones, by audience.
  Counts states;             ///< Of all.
  Counts products;           ///< Of published ones, by the name in the first article that has it.
  std::string generation;
  std::string created;           ///< When the generation was made, UTC; empty when not known.
  std::string last_publish;      ///< UTC; empty when not known.
  std::string schema, analyzer;  ///< The versions that wrote the base.
  std::string xapian, icu;
  std::uint64_t bytes = 0;              ///< Of the generation in force, on disk.
  Counts parts;                         ///< Part by part of these: postings, positions, ...
  std::uint64_t unfinished_bytes = 0;   ///< Of a rebuild that was cut short; part of kept_bytes.
  std::uint64_t kept_bytes = 0;         ///< Of everything else in the folder.
  std::vector<LexiconStatus> lexicons;  ///< By languages.
  std::uint64_t history_versions = 0;   ///< Of articles, in the history.
  std::uint64_t history_bytes = 0;      ///< Part of kept_bytes.
  Counts curation;                      ///< Rules that authors wrote, by kind: synonyms, pins, ...
  std::string warning;   ///< What to do where other libraries analyzed it; empty for nothing.
  bool writing = false;  ///< A funnel-indexer is at work on it.
};

/// Looks at the base in `dir`, whatever versions wrote it. Reads the records of unpublished
/// articles, and of the others no more than one for each product.
/// Fails with kNotFound, kCorrupt or kIo.
Result<BaseStatus> ReadStatus(const std::filesystem::path& dir);

}  // namespace funnel::care
