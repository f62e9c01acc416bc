// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/lexicon/term_list.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace funnel {
namespace {

/// Sorted, without repeats; many begin alike, as words do.
std::vector<std::string> SomeTerms(std::size_t count, std::mt19937& random) {
  const std::vector<std::string> syllables = {"pa", "per", "in", "tér", "印", "刷", "พิมพ์", ""};
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < count; ++i) {
    std::string term = "W";
    for (int k = 0; k < 4; ++k) term += syllables[random() % syllables.size()];
    terms.push_back(term);
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

std::string Encode(const std::vector<std::string>& terms) {
  return store::EncodeTermList({terms.begin(), terms.end()});
}

}  // namespace

TEST_CASE("TermList: gives the terms that went in, by place and by order") {
  std::mt19937 random(7);
  for (const std::size_t count : {0U, 1U, 15U, 16U, 17U, 33U, 700U}) {
    CAPTURE(count);
    const std::vector<std::string> terms = SomeTerms(count, random);
    const std::string bytes = Encode(terms) + "rest";
    std::string_view rest = bytes;
    store::TermList list;
    REQUIRE(list.Take(rest));
    CHECK(rest == "rest");
    REQUIRE(list.size() == terms.size());
    for (std::size_t i = 0; i < terms.size(); ++i) CHECK(list.At(i) == terms[i]);
    CHECK(list.At(terms.size()).empty());
    std::vector<std::string> looked = SomeTerms(200, random);
    looked.insert(looked.end(), {"", "A", "W", "Wzz", "\xff"});
    for (const std::string& term : looked) {
      const auto place = std::lower_bound(terms.begin(), terms.end(), term);
      CHECK(list.LowerBound(term) == static_cast<std::size_t>(place - terms.begin()));
    }
  }
}

TEST_CASE("TermList: a list that is cut or malformed is none, or has no terms") {
  std::mt19937 random(8);
  const std::string bytes = Encode(SomeTerms(40, random));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    std::string_view cut = std::string_view(bytes).substr(0, length);
    CHECK_FALSE(store::TermList().Take(cut));
  }
  for (std::size_t at = 8; at < bytes.size(); ++at) {
    std::string other = bytes;
    other[at] = '\xff';
    std::string_view rest = other;
    store::TermList list;
    REQUIRE(list.Take(rest));
    for (std::size_t i = 0; i < list.size(); ++i) CHECK(list.At(i).size() < 10 * bytes.size());
    CHECK(list.LowerBound("Wpa") <= list.size());
  }
}

}  // namespace funnel
