// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/article_document.h"

#include <algorithm>
#include <unordered_map>

#include "funnel/index_schema.h"
#include "indexer/heading_lines.h"
#include "indexer/store/article_record.h"
#include "indexer/store/outline.h"
#include "indexer/text/normalized_text.h"

namespace funnel {
namespace {

/// Sums how often each term occurs, before Xapian sees it: adding to a document is far dearer.
class TermCounter {
 public:
  TermCounter(const std::string& lang, Analyzer& analyzer) : lang_(lang), analyzer_(analyzer) {}

  /// Counts the terms of one field, each occurrence `wdf` times. Fields are analyzed one by one,
  /// so that no pair of words spans two of them.
  AnalyzedText Add(std::string_view field, std::uint32_t wdf) {
    if (field.empty()) return {};
    AnalyzedText analyzed = analyzer_.AnalyzeDocument(field, lang_);
    for (const Term& term : analyzed.terms) {
      counts_[IndexTerm(kLanePrefix[static_cast<int>(term.lane)], term.text)] += wdf;
    }
    return analyzed;
  }

  void MoveInto(Xapian::Document& document) const {
    for (const auto& [term, wdf] : counts_) document.add_term(term, wdf);
  }

 private:
  const std::string& lang_;
  Analyzer& analyzer_;
  std::unordered_map<std::string, std::uint32_t> counts_;
};

std::string CaseFolded(std::string_view name) {
  const text::NormalizedText normal = text::Normalize(name);
  return text::CaseFolded(normal.text, 0, normal.text.length());
}

}  // namespace

std::string ProductTerm(std::string_view product) {
  return IndexTerm(kProductPrefix, CaseFolded(product));
}

Xapian::Document MakeDocument(const Article& article, const std::string& hash, Analyzer& analyzer) {
  Xapian::Document document;
  document.set_data(store::EncodeArticle(article));
  document.add_boolean_term(UniqueTerm(article.lang, article.id));
  document.add_value(kHashSlot, hash);
  if (article.state != State::kPublished) return document;

  document.add_boolean_term(IndexTerm(kLangPrefix, article.lang));
  document.add_boolean_term(IndexTerm(kFamilyPrefix, article.family));
  document.add_boolean_term(IndexTerm(kKindPrefix, Name(article.kind)));
  for (const std::string& product : article.products) {
    document.add_boolean_term(ProductTerm(product));
  }
  for (const std::string& tag : article.tags) {
    document.add_boolean_term(IndexTerm(kTagPrefix, CaseFolded(tag)));
  }
  document.add_value(kFamilySlot, article.family);
  document.add_value(kLangSlot, article.lang);
  std::string updated = article.updated;
  std::erase(updated, '-');
  document.add_value(kUpdatedSlot, updated);
  document.add_value(kHitSlot, store::EncodeHit(article));

  TermCounter terms(article.lang, analyzer);
  const AnalyzedText title = terms.Add(article.title, kTitleWdf);
  terms.Add(article.summary, 1);
  for (const std::string& symptom : article.symptoms) terms.Add(symptom, 1);
  for (const std::string& question : article.questions) terms.Add(question, 1);
  const AnalyzedText text = terms.Add(article.text, 1);
  for (std::string_view heading : HeadingLines(article)) terms.Add(heading, kHeadingWdf);
  terms.MoveInto(document);
  document.add_value(kOutlineSlot, store::EncodeOutline(title, text));
  return document;
}

}  // namespace funnel
