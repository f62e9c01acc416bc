// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/article_facts.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "indexer/publish/article_document.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"

namespace funnel::care {
namespace {

std::uint64_t Fold(std::uint64_t hash, std::string_view bytes, std::uint64_t number) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), hash * 31 + number);
}

/// Terms come sorted, from a database and from a new document alike.
std::uint64_t HashOfTerms(const Xapian::Document& document) {
  std::uint64_t hash = 0;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    hash = Fold(hash, *term, term.get_wdf());
  }
  return hash;
}

std::uint64_t HashOfValues(const Xapian::Document& document) {
  std::uint64_t hash = 0;
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    // Only of what is to be written.
    if (value.get_valueno() == schema::kWordsSlot || value.get_valueno() == schema::kSuggestSlot) {
      continue;
    }
    hash = Fold(hash, *value, value.get_valueno());
  }
  return hash;
}

}  // namespace

ArticleFacts FactsOf(const store::ScannedArticle& article) {
  return {article.tier,   article.unique_term,           article.hash,
          article.record, HashOfTerms(article.document), HashOfValues(article.document)};
}

std::string Disagreement(const ArticleFacts& facts, const std::string& kb, Analyzer& analyzer) {
  const std::string rebuild = "; run funnel-indexer rebuild --kb " + kb;
  const auto article = store::DecodeArticle(facts.record);
  if (!article) {
    return "its record is damaged; index its file again, restore a backup, or run "
           "funnel-indexer rebuild --skip-damaged --kb " +
           kb;
  }
  if (const std::string term = schema::UniqueTerm(article->lang, article->id);
      term != facts.unique_term) {
    return fmt::format("its record is that of {}:{}; index both files again, or restore a backup",
                       article->lang, article->id);
  }
  if (const store::Tier tier = store::TierOf(article->audience, article->state);
      tier != facts.tier) {
    return fmt::format("lies in {} but belongs into {}{}", Name(facts.tier), Name(tier), rebuild);
  }
  const std::string hash = ContentHash(*article);
  if (hash != facts.hash) return "its hash is not that of its content" + rebuild;
  const Xapian::Document fresh = publish::MakeDocument(*article, hash, analyzer);
  if (HashOfTerms(fresh) != facts.terms) return "its terms are not those of its text" + rebuild;
  if (HashOfValues(fresh) != facts.values) return "its values are not those of its text" + rebuild;
  return {};
}

}  // namespace funnel::care
