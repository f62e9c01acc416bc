// SPDX-License-Identifier: GPL-2.0-or-later
// The names of the contract's enumerations, and the way back from a name.

#include <array>
#include <string>

#include "funnel/analyzer.h"
#include "funnel/article.h"
#include "funnel/filter.h"
#include "funnel/result.h"
#include "funnel/searcher.h"
#include "funnel/suggest.h"

namespace funnel {
namespace {

constexpr std::array<std::string_view, 2> kKinds = {"article", "case"};
constexpr std::array<std::string_view, 3> kAudiences = {"public", "partner", "internal"};
constexpr std::array<std::string_view, 3> kStates = {"draft", "published", "archived"};
constexpr std::array<std::string_view, 3> kConfidences = {"work-in-progress", "not-validated",
                                                          "validated"};
constexpr std::array<std::string_view, 5> kRoles = {"other", "symptoms", "environment", "cause",
                                                    "resolution"};
constexpr std::array<std::string_view, kLaneCount> kLanes = {
    "word",     "stem",    "pair",  "skip-pair", "gram",      "char",
    "syllable", "cluster", "ngram", "fold",      "fold-pair", "identifier"};
constexpr std::array<std::string_view, kFacetCount> kFacets = {"kind", "lang", "product", "version",
                                                               "tag"};
constexpr std::array<std::string_view, 3> kOmissions = {"spelling", "translation", "snippets"};
constexpr std::array<std::string_view, 8> kCodes = {"invalid-input", "not-found", "index-mismatch",
                                                    "corrupt",       "locked",    "io",
                                                    "timeout",       "internal"};

template <class Enum, std::size_t N>
Result<Enum> Parse(const char* what, std::string_view name,
                   const std::array<std::string_view, N>& names) {
  std::string known;
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
    known += (i == 0 ? "" : i + 1 == N ? " or " : ", ");
    known += names[i];
  }
  return Fail(ErrorCode::kInvalidInput,
              std::string("unknown ") + what + " '" + std::string(name) + "': use " + known);
}

}  // namespace

std::string_view CodeName(ErrorCode code) { return kCodes[static_cast<std::size_t>(code)]; }
std::string_view Name(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view Name(Audience audience) { return kAudiences[static_cast<std::size_t>(audience)]; }
std::string_view Name(State state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view Name(Confidence confidence) {
  return kConfidences[static_cast<std::size_t>(confidence)];
}
std::string_view Name(SectionRole role) { return kRoles[static_cast<std::size_t>(role)]; }
std::string_view Name(Omission omission) { return kOmissions[static_cast<std::size_t>(omission)]; }
std::string_view Name(Facet facet) { return kFacets[static_cast<std::size_t>(facet)]; }

std::string_view Name(SuggestionKind kind) {
  return kind == SuggestionKind::kTitle ? "title" : "question";
}
std::string_view Name(Lane lane) { return kLanes[static_cast<std::size_t>(lane)]; }

Result<Facet> ParseFacet(std::string_view name) {
  if (name == "language") return Facet::kLanguage;
  return Parse<Facet>("facet", name, kFacets);
}
Result<Kind> ParseKind(std::string_view name) { return Parse<Kind>("kind", name, kKinds); }
Result<Audience> ParseAudience(std::string_view name) {
  return Parse<Audience>("audience", name, kAudiences);
}
Result<State> ParseState(std::string_view name) { return Parse<State>("state", name, kStates); }
Result<Confidence> ParseConfidence(std::string_view name) {
  return Parse<Confidence>("confidence", name, kConfidences);
}

}  // namespace funnel
