// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/filter.h"

namespace funnel::query {

/// What a query asks not to find.
struct Exclusion {
  std::string text;     ///< Without the minus and the quotation marks.
  bool quoted = false;  ///< -"like this".
};

/// The parts of a query by its syntax.
struct ParsedQuery {
  std::string text;  ///< All that is looked for, phrases included.
  std::vector<std::string> phrases;
  std::vector<Exclusion> excluded;
  bool only_phrases = false;  ///< Beside the phrases nothing is looked for.
};

/// Reads the syntax of a query (any bytes): quoted phrases and exclusions. A query above
/// kMaxQueryBytes or with line breaks is pasted, and all text.
///
/// Quotation marks are ", “ ”, „ “, ” ”, ‚ ‘, « », » «, 「 」, 『 』 and those of full width. One
/// that is not closed is no syntax, nor is a " behind a digit (inches).
///
/// An exclusion is a minus (-, U+2212, or of full width) behind a space of any kind, or at the
/// begin, and directly before a phrase or a word: of letters, also with digits, signs and hyphens.
/// It is text where the shape of the line says so:
///   - numbers (-2147024891, -0.5) but years and versions (ExcludesNumber), a single Latin letter
///     (-f) and --long options;
///   - all of a line that is a command (IsCommandLine);
///   - what German and its like leave out of a compound: "Listen und -gruppen", "Mikrofons,
///     -lautsprechers oder ...";
///   - with words behind it that are not excluded: in a line that a program wrote (LooksLogged),
///     behind a mixed-case name and within a name of several words ("IssuePfx -Generic Exception"),
///     and with more than four of them: there it is a dash;
///   - behind an opening bracket; before more letters without a space than a word has.
/// A query of nothing but exclusions has none.
ParsedQuery ParseQuery(std::string_view query);

/// A name with a value, as in product:"Photo Editor" or -lang:th. Whether it is a filter or a text
/// that looks like one ("id:5 not found"), what the base has decides.
struct Shortcut {
  Filter condition;  ///< Without its value.
  std::string value;
  std::string bare;       ///< The value without punctuation behind it.
  bool excluded = false;  ///< Behind a minus.
  std::size_t begin = 0;  ///< Its bytes in the query.
  std::size_t end = 0;
};

/// Shortcuts of one query at most.
inline constexpr std::size_t kMaxShortcuts = 8;

/// Finds product:, tag:, version:, lang:, language:, kind: and id:, whatever their case, behind a
/// space or at the beginning and with a value, quoted or of one word, directly behind their colon.
/// None in what ParseQuery takes as text alone, nor in a line that a program wrote.
std::vector<Shortcut> FindShortcuts(std::string_view query);

}  // namespace funnel::query
