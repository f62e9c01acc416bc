// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"

namespace funnel {

/// By what articles are counted and filtered.
enum class Facet : std::uint8_t { kKind, kLanguage, kProduct, kVersion, kTag };
inline constexpr std::size_t kFacetCount = 5;

/// "kind", "lang", "product", "version", "tag": as filters and answers name them.
std::string_view Name(Facet facet);

/// The inverse; "language" is "lang", too. Fails with kInvalidInput and the list of the names.
Result<Facet> ParseFacet(std::string_view name);

/// What an article must be to be found: a condition, or several joined. Values are compared however
/// their letters are cased and composed. An article that says nothing of what is compared (no
/// version, no day) does not meet a condition on it.
struct Filter {
  enum class Is : std::uint8_t {
    kAll,      ///< Meets all `parts`; without parts every article does.
    kAny,      ///< Meets one of `parts`.
    kNot,      ///< Does not meet the only one of `parts`.
    kFacet,    ///< Has one of `values` of `facet`; versions may be compared, too.
    kUpdated,  ///< The day of its last change compares so with the only one of `values`.
    kId,       ///< Its id is one of `values`.
  };
  enum class Compare : std::uint8_t { kEqual, kLess, kAtMost, kGreater, kAtLeast };

  Is is = Is::kAll;
  std::vector<Filter> parts;
  Facet facet = Facet::kProduct;
  Compare compare = Compare::kEqual;
  std::vector<std::string> values;  ///< A day is written YYYY-MM-DD.

  bool empty() const { return is == Is::kAll && parts.empty(); }
};

/// Bounds of a filter: bytes of its text, conditions, values of all conditions, depth of what is
/// joined.
inline constexpr std::size_t kMaxFilterBytes = 8192;
inline constexpr std::size_t kMaxFilterConditions = 64;
inline constexpr std::size_t kMaxFilterValues = 1024;
inline constexpr std::size_t kMaxFilterDepth = 32;

/// Reads a filter as people write it:
///
///   product = "Photo Editor" AND (lang IN [th, ja] OR NOT kind = case) AND updated >= 2024-01-01
///
/// Names: product, version, tag, lang (or language), kind, updated, id. Signs: = != < <= > >= (the
/// last four for version and updated), IN [a, b], NOT IN [a, b]. NOT binds closer than AND, AND
/// closer than OR; letter case does not matter. A value of several words stands in " or ', where a
/// backslash takes the next sign as it is. A version is all versions that begin with it: 5.2 is
/// 5.2.1, too; ranges that an article is for ("5.0 - 5.4", ">=3.1", "5.x") hold what lies between.
/// Fails with kInvalidInput; the message tells the character at which it is wrong.
///
/// Example, which prints "A printer stays offline":
///
///     auto searcher = funnel::Searcher::Open("kb", funnel::Audience::kPublic);
///     if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
///     const auto filter = funnel::ParseFilter("product = printers AND lang IN [en, th]");
///     if (!filter) return std::cerr << filter.error().message << '\n', 1;
///     funnel::SearchRequest request;
///     request.filter = *filter;
///     const auto found = searcher->Search(request);
///     for (const funnel::Hit& hit : found->hits) std::cout << hit.title << '\n';
Result<Filter> ParseFilter(std::string_view text);

/// Every one of `filters`.
Filter AllOf(std::vector<Filter> filters);

}  // namespace funnel
