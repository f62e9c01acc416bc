// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

/// Words as often as those of a language are: the n-th a half as often as the n/2-th.
class Words {
 public:
  explicit Words(unsigned seed) : random_(seed) {
    constexpr char kSyllables[][4] = {"ba", "ken", "lo", "mi", "ru", "sta", "tor", "vel"};
    for (const char* first : kSyllables) {
      for (const char* second : kSyllables) {
        for (const char* last : {"ing", "ed", "en", "as", ""}) {
          words_.push_back(std::string(first).append(second).append(last));
        }
      }
    }
    std::shuffle(words_.begin(), words_.end(), random_);
  }

  std::string Text(std::size_t least, std::size_t most) {
    std::string text;
    for (std::size_t left = Number(least, most); left > 0; --left) {
      const double share = std::uniform_real_distribution<double>(0, 1)(random_);
      const auto rank =
          static_cast<std::size_t>(std::pow(static_cast<double>(words_.size()), share) - 1);
      text.append(text.empty() ? "" : " ").append(words_[rank]);
    }
    return text;
  }

  /// `text` with one letter doubled, as fingers slip.
  std::string Misspelt(std::string text) {
    const std::size_t at = Number(0, text.size() - 1);
    text.insert(at, 1, text[at] == ' ' ? 'e' : text[at]);
    return text;
  }

  std::size_t Number(std::size_t least, std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(least, most)(random_);
  }

 private:
  std::mt19937 random_;
  std::vector<std::string> words_;
};

// Xapian's matcher replaces parts of a query while it runs, depending on what they still could add
// to the best hits: a fault there shows with one question of thousands, and best under a sanitizer.
TEST_CASE("Searcher: thousands of questions, misspelt ones too, over a base in three languages" *
          doctest::test_suite("slow")) {
  constexpr const char* kLanguages[] = {"en", "de", "id"};
  Words words(20);
  std::vector<Article> articles;
  for (int i = 0; i < 1200; ++i) {
    articles.push_back(testing::MakeArticle("a" + std::to_string(i), kLanguages[i % 3],
                                            words.Text(2, 6), words.Text(5, 40)));
  }
  const testing::TempDir dir;
  testing::Publish(dir.path(), articles);
  Result<Searcher> searcher = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE(searcher.has_value());
  std::size_t answered = 0;
  constexpr std::size_t kQuestions = 2000;
  for (std::size_t i = 0; i < kQuestions; ++i) {
    SearchRequest request;
    request.query = words.Misspelt(words.Text(1, 7));
    request.lang = kLanguages[i % 3];
    request.limit = words.Number(1, 10);
    request.snippets = false;
    request.deadline = std::chrono::milliseconds::max();  // The machine may be busy.
    const Result<SearchResponse> response = searcher->Search(request);
    REQUIRE_MESSAGE(response.has_value(), request.query);
    CHECK(std::is_sorted(response->hits.begin(), response->hits.end(),
                         [](const Hit& a, const Hit& b) { return a.score > b.score; }));
    if (!response->hits.empty()) ++answered;
  }
  CHECK(answered > kQuestions * 9 / 10);
}

TEST_CASE("Searcher: whatever is pasted, be it no text at all") {
  const testing::TempDir dir;
  testing::Publish(dir.path(), {testing::MakeArticle("a", "en", "Printer", "It is offline."),
                                testing::MakeArticle("b", "th", "เครื่องพิมพ์", "ออฟไลน์")});
  Result<Searcher> searcher = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE(searcher.has_value());
  constexpr const char* kPieces[] = {
      "\n",       "\r\n",         "> ",         "ERROR ",      "2026-03-04 10:00:01 ",
      "Hi all,",  "Best regards", "--\n",       "\t",          "printer",
      "ไม่พิมพ์",    "打印机",       "0x80070005", "at a.b(C:1)", "\xff",
      "\xe0\xb8", "\xf0\x9f",     "{\"",        "}",           " ",
      "offline."};
  std::mt19937 random(7);
  for (int i = 0; i < 400; ++i) {
    SearchRequest request;
    const auto pieces = std::uniform_int_distribution<std::size_t>(1, 60)(random);
    bool words = false;
    for (std::size_t j = 0; j < pieces; ++j) {
      const std::string piece =
          kPieces[std::uniform_int_distribution<std::size_t>(0, std::size(kPieces) - 1)(random)];
      words = words || piece.find_first_of("aeinr0") != std::string::npos;
      request.query += piece;
    }
    const Result<SearchResponse> response = searcher->Search(request);
    // Without one there may be words that bytes make together, or nothing that can be searched.
    if (words) CHECK_MESSAGE(response.has_value(), request.query);
    if (!response) CHECK(response.error().code == ErrorCode::kInvalidInput);
  }
}

}  // namespace
}  // namespace funnel
