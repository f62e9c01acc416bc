// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gate/near_duplicates.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include "funnel/similar.h"
#include "indexer/gate/similar_terms.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/vocabulary.h"

namespace funnel::gate {
namespace {

/// From here on an article is worth a look.
constexpr double kShown = 0.1;
/// From here on one of the two is too many. Found by publishing public collections of support
/// articles (600 to 1,500 articles each) into empty bases, and reading what came out:
///  - One language: pages made from one template (patch notes, alerts, forms of one kind) lie
///    between 50% and 75%; above 80% there is one article in two places, or the same for two error
///    codes or systems.
///  - Two languages: articles about different things lie below 62% but for a few of one template;
///    of the translations that have enough to compare four in five lie above 70% (English and
///    Chinese; of English and Hindi nearly all, of corpus/ with its many languages two in five).
/// In corpus/ no two articles of one language share even 10%, and none is refused.
constexpr double kSame = 0.8;
constexpr double kSameTranslated = 0.7;
/// A few words on end are soon somewhere else too: what has less is compared as if it had so many.
constexpr std::size_t kFewestShingles = 16;
/// Fewer words of both articles together that survive translation say nothing.
constexpr std::size_t kFewestSurvivors = 16;
/// The rarest terms that candidates are sought by, and how many these may be.
constexpr std::size_t kSoughtTerms = 64;
constexpr std::size_t kCandidates = 10;
constexpr std::size_t kMostShown = 5;
/// Fingerprints kept: in a publish of a folder the same candidates return.
constexpr std::size_t kMostKnown = 512;

/// Of the smaller set, the share that the other has.
double SharedShingles(const Fingerprint& a, const Fingerprint& b) {
  if (a.shingles == b.shingles) return 1;
  const std::size_t least =
      std::max(kFewestShingles, std::min(a.shingles.size(), b.shingles.size()));
  return static_cast<double>(CountShared(a.shingles, b.shingles)) / static_cast<double>(least);
}

/// log((N + 1) / df), not the idf of the ranking: kSameTranslated was measured with it.
double SurvivorWeight(double documents, Xapian::doccount frequency) {
  return std::log((documents + 1) / std::max<double>(frequency, 1));
}

/// The index terms that a word is found by, in whatever language; an identifier by itself.
std::vector<std::string> IndexTermsOf(const std::string& word, const Xapian::Database& database) {
  std::vector<std::string> terms = store::TermsOfWord(database, word);
  // What has digits is in no vocabulary, and has no other stem than itself.
  if (terms.empty()) {
    terms = {word, schema::IndexTerm(Lane::kStem, word)};
  }
  return terms;
}

}  // namespace

Result<std::vector<NearDuplicates::Name>> NearDuplicates::Candidates(const Article& article,
                                                                     const Fingerprint& print) {
  SimilarRequest request;
  request.terms = SimilarTerms(article.title + "\n" + article.text, article.lang, analyzer_);
  request.limit = kCandidates;
  request.max_terms = kSoughtTerms;
  request.except_term = schema::IndexTerm(schema::kFamilyPrefix, article.family);
  // What only the article itself has leads nowhere.
  if (article.state == State::kPublished) request.min_documents = 2;
  std::set<Name> names;
  const auto seek = [&]() -> Result<void> {
    const auto similar = FindSimilar(reader_, request);
    if (!similar) return Fail(similar.error());
    for (const SimilarArticle& one : *similar) names.emplace(one.lang, one.id);
    return {};
  };
  if (auto sought = seek(); !sought) return Fail(sought.error());
  request.terms.clear();
  const auto looked = store::Guard("near-duplicates", [&] {
    for (const std::vector<std::string>* words : {&print.survivors, &print.names}) {
      for (const std::string& word : *words) {
        for (std::string& term : IndexTermsOf(word, reader_.database())) {
          request.terms.push_back({std::move(term), 1});
        }
      }
    }
  });
  if (!looked) return Fail(looked.error());
  if (auto sought = seek(); !sought) return Fail(sought.error());
  return std::vector<Name>(names.begin(), names.end());
}

Result<double> NearDuplicates::SharedSurvivors(const Fingerprint& a, const Fingerprint& b) {
  const bool names = a.latin && b.latin;
  return store::Guard("near-duplicates", [&]() -> Result<double> {
    const Xapian::Database& database = reader_.database();
    const double documents = database.get_doccount();
    double all = 0;
    double shared = 0;
    const auto weigh = [&](const std::vector<std::string>& terms, const Fingerprint& to) {
      for (const std::string& term : terms) {
        const auto documents_of = [&](const std::string& one) {
          return database.get_termfreq(one);
        };
        const double weight = SurvivorWeight(
            documents, store::MostDocuments(IndexTermsOf(term, database), documents_of));
        all += weight;
        if (std::binary_search(to.words.begin(), to.words.end(), WordHash(term))) shared += weight;
      }
      return terms.size();
    };
    std::size_t count = 0;
    for (const auto& [from, to] : {std::pair(&a, &b), std::pair(&b, &a)}) {
      count += weigh(from->survivors, *to);
      if (names) count += weigh(from->names, *to);
    }
    if (count < kFewestSurvivors || all <= 0) return 0.0;
    return shared / all;
  });
}

Result<const NearDuplicates::Known*> NearDuplicates::Look(const std::string& lang,
                                                          const std::string& id) {
  const Name name(lang, id);
  if (const auto known = known_.find(name); known != known_.end()) return &known->second;
  const auto article = searcher_.Get(lang, id);
  if (!article) return Fail(article.error());
  if (known_.size() >= kMostKnown) known_.clear();
  const Known known{article->title, article->kind, maker_.Make(*article)};
  return &known_.emplace(name, known).first->second;
}

Result<std::vector<NearDuplicate>> NearDuplicates::Find(const Article& article) {
  const Fingerprint print = maker_.Make(article);
  const auto names = Candidates(article, print);
  if (!names) return Fail(names.error());
  std::vector<NearDuplicate> found;
  for (const auto& [lang, id] : *names) {
    const auto other = Look(lang, id);
    if (!other) return Fail(other.error());
    const Fingerprint& other_print = (*other)->print;
    NearDuplicate one{id, lang, (*other)->title, SharedShingles(print, other_print), false};
    one.same = one.share >= kSame;
    if (lang != article.lang) {
      const auto kept = SharedSurvivors(print, other_print);
      if (!kept) return Fail(kept.error());
      one.same = one.same || *kept >= kSameTranslated;
      one.share = std::max(one.share, *kept);
    }
    // An article that was made from a case says what the case says.
    if ((*other)->kind != article.kind) one.same = false;
    if (one.share >= kShown) found.push_back(std::move(one));
  }
  std::sort(found.begin(), found.end(), [](const NearDuplicate& a, const NearDuplicate& b) {
    return std::tie(b.same, b.share, a.lang, a.id) < std::tie(a.same, a.share, b.lang, b.id);
  });
  if (found.size() > kMostShown) found.resize(kMostShown);
  return found;
}

}  // namespace funnel::gate
