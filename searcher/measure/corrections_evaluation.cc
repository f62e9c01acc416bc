// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/corrections_evaluation.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "searcher/measure/typing_mistake.h"

namespace funnel::measure {
namespace {

constexpr std::size_t kShortest = 5;

bool IsLetter(const std::string& character) {
  UChar32 c = 0;
  U8_GET_OR_FFFD(reinterpret_cast<const std::uint8_t*>(character.data()), 0, 0,
                 static_cast<std::int32_t>(character.size()), c);
  return u_isalpha(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/// Where runs of letters with nothing but spaces around them begin and end.
std::vector<std::pair<std::size_t, std::size_t>> Words(const std::vector<std::string>& characters) {
  std::vector<std::pair<std::size_t, std::size_t>> words;
  for (std::size_t begin = 0; begin < characters.size();) {
    std::size_t end = begin;
    bool letters = true;
    for (; end < characters.size() && characters[end] != " "; ++end) {
      letters = letters && IsLetter(characters[end]);
    }
    if (letters && end - begin >= kShortest) words.emplace_back(begin, end);
    begin = end + 1;
  }
  return words;
}

std::string Joined(const std::vector<std::string>& characters, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += characters[i];
  return text;
}

/// What is said to be meant by a question; nothing where that is nothing.
Result<std::optional<std::string>> Meant(Searcher& searcher, const TestQuery& query,
                                         const std::string& text) {
  SearchRequest request;
  request.query = text;
  request.lang = query.lang;
  request.limit = 1;
  request.snippets = false;
  request.deadline = std::chrono::seconds(30);
  Result<SearchResponse> response = searcher.Search(request);
  if (!response && response.error().code == ErrorCode::kInvalidInput) return std::nullopt;
  if (!response) return Fail(response.error());
  if (!response->did_you_mean) return std::nullopt;
  return std::optional<std::string>(std::move(response->did_you_mean->query));
}

}  // namespace

std::string Misspelt(const std::string& query, std::size_t number) {
  const std::vector<std::string> characters = SplitCharacters(query);
  const auto words = Words(characters);
  if (words.empty()) return {};
  const auto [begin, end] = words[number % words.size()];
  const auto at = [&](std::size_t i) {
    return characters.begin() + static_cast<std::ptrdiff_t>(i);
  };
  const std::vector<std::string> mistaken = WithError({at(begin), at(end)}, number);
  std::string text = Joined(characters, 0, begin) + Joined(mistaken, 0, mistaken.size()) +
                     Joined(characters, end, characters.size());
  return text == query ? std::string() : text;
}

Result<std::vector<CorrectionsRow>> EvaluateCorrections(Searcher& searcher,
                                                        const std::vector<TestQuery>& queries) {
  std::map<std::string, CorrectionsRow> rows;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const TestQuery& query = queries[i];
    CorrectionsRow& row = rows[query.lang];
    row.lang = query.lang;
    const auto untouched = Meant(searcher, query, query.text);
    if (!untouched) return Fail(untouched.error());
    ++row.untouched;
    row.spoilt += untouched->has_value() ? 1 : 0;
    const std::string misspelt = Misspelt(query.text, i);
    if (misspelt.empty()) continue;
    const auto meant = Meant(searcher, query, misspelt);
    if (!meant) return Fail(meant.error());
    ++row.asked;
    if (*meant) ++(**meant == query.text ? row.right : row.wrong);
  }
  std::vector<CorrectionsRow> sorted;
  for (auto& [lang, row] : rows) sorted.push_back(std::move(row));
  return sorted;
}

}  // namespace funnel::measure
