// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/version.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "indexer/base/ascii.h"

namespace funnel::search {
namespace {

constexpr std::size_t kMostDigits = 9;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// The number that begins at byte `at`, with what follows behind dots; moves `at` behind it.
VersionNumbers NumberAt(std::string_view text, std::size_t& at) {
  VersionNumbers version;
  while (at < text.size() && IsDigit(text[at])) {
    std::uint32_t number = 0;
    for (std::size_t digits = 0; at < text.size() && IsDigit(text[at]); ++at, ++digits) {
      if (digits < kMostDigits) number = number * 10 + static_cast<std::uint32_t>(text[at] - '0');
    }
    version.push_back(number);
    if (at + 1 < text.size() && text[at] == '.' && IsDigit(text[at + 1])) ++at;
  }
  return version;
}

/// The first number of a text.
VersionNumbers FirstNumber(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !IsDigit(text[at])) ++at;
  return NumberAt(text, at);
}

VersionNumbers VersionInTitle(std::string_view title) {
  VersionNumbers last;
  for (std::size_t at = 0; at < title.size();) {
    if (!IsDigit(title[at])) {
      ++at;
      continue;
    }
    VersionNumbers number = NumberAt(title, at);
    if (number.size() > 1 || last.size() < 2) last = std::move(number);
  }
  return last;
}

std::string WithoutV(std::string_view version) {
  std::string lower = base::AsciiLower(base::Trim(version));
  if (lower.size() > 1 && lower[0] == 'v' && IsDigit(lower[1])) lower.erase(0, 1);
  return lower;
}

}  // namespace

VersionNumbers VersionOf(const Article& article) {
  VersionNumbers highest;
  for (const std::string& version : article.versions) {
    highest = std::max(highest, FirstNumber(version));
  }
  return highest.empty() ? VersionInTitle(article.title) : highest;
}

bool NamesVersion(std::string_view question, const Article& article) {
  while (!question.empty()) {
    const std::size_t end = std::min(question.find_first_of(" \t,;?!"), question.size());
    const std::string word = WithoutV(question.substr(0, end));
    const bool is = std::any_of(
        article.versions.begin(), article.versions.end(),
        [&](const std::string& version) { return !word.empty() && word == WithoutV(version); });
    if (is) return true;
    question.remove_prefix(std::min(end + 1, question.size()));
  }
  return false;
}

}  // namespace funnel::search
