// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/translated_articles.h"

#include <xxhash.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "indexer/store/article_scan.h"
#include "indexer/store/layout/article_record.h"

namespace funnel::learn {
namespace {

using store::ArticleScan;
using store::ScannedArticle;
using store::Tier;

/// What a base has, before any text is read.
struct Survey {
  std::unordered_map<std::string, std::uint32_t> families;  ///< In several languages: numbers.
  std::size_t articles = 0;                                 ///< Of these families.
};

/// Nothing but public articles: see learn.h.
store::ScanOptions PublicOnly() {
  store::ScanOptions options;
  options.tiers = {store::Tier::kPublic};
  return options;
}

/// Hands the articles to `visit`, until that says no.
template <class Visit>
Result<void> ForArticles(const std::filesystem::path& dir, Visit&& visit) {
  Result<store::ArticleScan> scan = store::ArticleScan::Open(dir, PublicOnly());
  if (!scan) return Fail(scan.error());
  while (true) {
    Result<std::optional<store::ScannedArticle>> article = scan->Next();
    if (!article) return Fail(article.error());
    if (!*article) return {};
    Result<bool> more = visit(**article);
    if (!more) return Fail(more.error());
    if (!*more) return {};
  }
}

/// Which families to read, that together have about `most_words` words.
Result<Survey> Look(const std::filesystem::path& dir, std::size_t most_words,
                    const std::function<bool()>& interrupted) {
  struct Seen {
    std::set<std::uint32_t> languages;
    std::uint64_t bytes = 0;
  };
  std::unordered_map<std::string, Seen> seen;
  std::map<std::string, std::uint32_t> languages;
  auto looked = ForArticles(dir, [&](const store::ScannedArticle& article) -> Result<bool> {
    const std::string lang = article.document.get_value(schema::kLangSlot);
    const auto number =
        languages.try_emplace(lang, static_cast<std::uint32_t>(languages.size())).first->second;
    Seen& family = seen[article.document.get_value(schema::kFamilySlot)];
    family.languages.insert(number);
    family.bytes += article.record.size();
    return !interrupted();
  });
  if (!looked) return Fail(looked.error());

  std::uint64_t bytes = 0;
  for (const auto& [family, what] : seen) {
    if (what.languages.size() > 1) bytes += what.bytes;
  }
  // A word and the space behind it, body and text being two writings of the same.
  constexpr double kBytesPerWord = 12;
  const double share = std::min(1.0, kBytesPerWord * static_cast<double>(most_words) /
                                         static_cast<double>(std::max<std::uint64_t>(bytes, 1)));
  // By their hashes: the first so many are a fair share of them, always the same.
  std::vector<std::pair<std::uint64_t, const std::string*>> order;
  Survey survey;
  for (const auto& [family, what] : seen) {
    if (what.languages.size() < 2) continue;
    const std::uint64_t hash = XXH3_64bits(family.data(), family.size());
    if (static_cast<double>(hash) >
        share * static_cast<double>(std::numeric_limits<std::uint64_t>::max())) {
      continue;
    }
    order.emplace_back(hash, &family);
    survey.articles += what.languages.size();
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : *a.second < *b.second;
  });
  for (const auto& [hash, family] : order) {
    survey.families.emplace(*family, static_cast<std::uint32_t>(survey.families.size()));
  }
  return survey;
}

}  // namespace

Result<TranslatedArticles> ReadTranslatedArticles(
    const std::filesystem::path& dir, std::size_t most_words,
    const std::function<void(std::size_t, std::size_t)>& progress,
    const std::function<bool()>& interrupted) {
  const Result<Survey> survey = Look(dir, most_words, interrupted);
  if (!survey) return Fail(survey.error());
  TranslatedArticles out;
  out.families = survey->families.size();
  Analyzer analyzer;
  std::size_t done = 0;
  auto read = ForArticles(dir, [&](const store::ScannedArticle& scanned) -> Result<bool> {
    const auto family = survey->families.find(scanned.document.get_value(schema::kFamilySlot));
    if (family == survey->families.end()) return !interrupted();
    const Result<Article> article = store::DecodeArticle(scanned.record);
    if (!article) return Fail(article.error());
    LanguageArticles& language = out.languages[article->lang];
    // Of two articles of one family and language, the first by id.
    if (!language.by_family.contains(family->second)) {
      language.by_family.emplace(family->second,
                                 ReadWords(*article, analyzer, language.vocabulary));
    }
    progress(++done, std::max(survey->articles, done));
    return !interrupted();
  });
  if (!read) return Fail(read.error());
  return out;
}

}  // namespace funnel::learn
