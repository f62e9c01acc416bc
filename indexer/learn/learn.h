// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "indexer/learn/glossary.h"

namespace funnel::learn {

/// One lexicon that was learned.
struct LearnedLexicon {
  std::string from, to;
  std::size_t families = 0;  ///< Articles that exist in both languages; often none.
  std::size_t segments = 0;  ///< Aligned sentences, titles and headings.
  std::size_t sources = 0;   ///< Words and terms that have a translation.
};

/// What a run learned.
struct Learned {
  std::vector<LearnedLexicon> lexicons;  ///< By languages.
  std::size_t families = 0;              ///< Articles in several languages.
};

/// How a run reaches its caller.
struct LearnCallbacks {
  /// So many of so many units of work are done; the articles among them.
  std::function<void(std::size_t done, std::size_t total, std::size_t articles)> progress;
  std::function<bool()> interrupted;  ///< Stop now?
};

/// Learns lexicons into every language of the base in `dir` and of `glossary`: from each other one,
/// and from each that the core vocabulary knows; from the articles that the base has in both
/// languages, what each has with a third one, `glossary` and the core vocabulary. Puts them in
/// force in place of all earlier ones.
///
/// Reads public articles only: every reader's searches use what is learned, so nothing that is not
/// for everybody may go into it. Publishing goes on meanwhile; the base is locked for the moment of
/// writing only. Memory is bounded: of a base with more text than that, a share of the families.
/// Fails with kNotFound, kCorrupt, kIndexMismatch, kLocked or kIo; an interrupted run learns
/// nothing and leaves the base as it was.
Result<Learned> Learn(const std::filesystem::path& dir, const Glossary& glossary,
                      const LearnCallbacks& callbacks);

/// Puts lexicons by the core vocabulary alone into force for each language of the base in `dir`
/// that none translates into yet: after a publish, so that a new base, or a new language in one,
/// can be asked in other languages at once. Costs a look at the lexicons where there is nothing to
/// do, less than a second else. Fails as Learn does.
Result<void> LearnNewLanguages(const std::filesystem::path& dir);

}  // namespace funnel::learn
