// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The formats of the rules that authors write (curation.h): UTF-8, a rule a line; empty lines and
// lines that begin with '#' are left out. "[en]" in front of a rule is the language that it is for,
// "[*]" or nothing: all.
//
//   synonyms.txt   [en] notebook, laptop              each stands for the others
//                  [*] TP2203 => spooler stuck        a question with the left also finds the right
//   pins.txt       "cannot print" -> print-queue-stuck from 2026-01-01 to 2026-02-01
//                  [en] = how do I print -> print-first-steps
//                                                     the article comes first for questions with
//                                                     the phrase, or for this very question; both
//                                                     dates are included, each may be left out
//   blocked.txt    some phrase                        never suggested
//   glossary.txt   en : th : ja                       the first line names the languages,
//                  print queue : คิวการพิมพ์ : 印刷キュー|プリントキュー
//                                                     each further line a meaning; '|' between
//                                                     several names, nothing where there is none;
//                                                     tabs do instead of colons
//
// What a rule says is read here, what its words mean is for those who have an analyzer. A rule with
// a mistake is left out and the mistake reported, so that readers may use what is right.

namespace funnel::store {

/// More rules in one file, or bytes in one line or one phrase, are mistakes.
inline constexpr std::size_t kMostCurationRules = 10'000;
inline constexpr std::size_t kMaxCurationLine = 4096;
inline constexpr std::size_t kMaxCurationPhrase = 300;
/// So many names stand for each other at most, on one side of a rule.
inline constexpr std::size_t kMostSynonyms = 16;

/// A mistake. Line and column from 1, the column in bytes.
struct CurationProblem {
  std::size_t line = 0;
  std::size_t column = 0;
  std::string message;  ///< What is wrong, and what to do.
};

/// Words of a rule and the column where they begin.
struct CurationPhrase {
  std::string text;
  std::size_t column = 0;
};

struct SynonymRule {
  std::size_t line = 0;
  CurationPhrase lang;                ///< Canonical; empty for all.
  std::vector<CurationPhrase> names;  ///< What a question says.
  std::vector<CurationPhrase> means;  ///< What it also stands for; empty: the names, each other.
};

struct PinRule {
  std::size_t line = 0;
  CurationPhrase lang;
  CurationPhrase phrase;
  bool exact = false;  ///< The phrase is the whole question.
  CurationPhrase article;
  std::optional<std::chrono::sys_days> from, to;  ///< UTC; both included.
};

struct BlockedRule {
  std::size_t line = 0;
  CurationPhrase phrase;
};

/// One meaning: what it is called, by language.
struct GlossaryRule {
  std::size_t line = 0;
  std::vector<std::vector<CurationPhrase>> names;  ///< As many as the glossary has languages.
};

struct GlossaryRules {
  std::size_t line = 0;               ///< Of the languages.
  std::vector<CurationPhrase> langs;  ///< Canonical tags, each once.
  std::vector<GlossaryRule> rules;
};

/// Each reads the content of a file; mistakes are added to `problems` in order, a hundred at most.
std::vector<SynonymRule> ReadSynonyms(std::string_view bytes,
                                      std::vector<CurationProblem>& problems);
std::vector<PinRule> ReadPins(std::string_view bytes, std::vector<CurationProblem>& problems);
std::vector<BlockedRule> ReadBlocked(std::string_view bytes,
                                     std::vector<CurationProblem>& problems);
GlossaryRules ReadGlossaryRules(std::string_view bytes, std::vector<CurationProblem>& problems);

}  // namespace funnel::store
