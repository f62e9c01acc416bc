// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "indexer/learn/glossary.h"

namespace funnel {

/// One lexicon that was learned.
struct LearnedLexicon {
  std::string from, to;
  std::size_t families = 0;  ///< Articles that exist in both languages.
  std::size_t segments = 0;  ///< Aligned sentences, titles and headings.
  std::size_t sources = 0;   ///< Words and terms that have a translation.
};

/// What a run learned.
struct Learned {
  std::vector<LearnedLexicon> lexicons;  ///< By languages; both directions of each pair.
  std::size_t families = 0;              ///< Articles in several languages.
};

/// How a run reaches its caller.
struct LearnCallbacks {
  /// So many of so many units of work are done; the articles among them.
  std::function<void(std::size_t done, std::size_t total, std::size_t articles)> progress;
  std::function<bool()> interrupted;  ///< Stop now?
};

/// Learns a lexicon for every ordered pair of languages that have articles of the same family in
/// the base in `dir`, or that `glossary` names, or that both have such with a third language, and
/// puts them in force in place of all earlier ones.
///
/// Reads public articles only: every reader's searches use what is learned, so nothing that is not
/// for everybody may go into it. Publishing goes on meanwhile; the base is locked for the moment of
/// writing only. Memory is bounded: of a base with more text than that, a share of the families.
/// Fails with kNotFound, kCorrupt, kIndexMismatch, kLocked or kIo; an interrupted run learns
/// nothing and leaves the base as it was.
Result<Learned> Learn(const std::filesystem::path& dir, const Glossary& glossary,
                      const LearnCallbacks& callbacks);

}  // namespace funnel
