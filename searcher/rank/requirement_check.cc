// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/requirement_check.h"

#include <algorithm>
#include <string>

#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/forward_record.h"
#include "searcher/query/posting_scorer.h"

namespace funnel::rank {

RequirementCheck::RequirementCheck(const query::Requirement& requirement,
                                   const Xapian::Database& database,
                                   const store::ForwardRecords& records)
    : requirement_(requirement),
      database_(database),
      records_(records),
      pairs_({requirement}),
      verbatim_(requirement.text) {}

bool RequirementCheck::Holds(Xapian::docid document) const {
  if (!query::Meets(database_, document, requirement_)) return false;
  if (requirement_.ByTerms()) return true;
  const store::ForwardRecord record(records_.Find(document));
  if (!pairs_.Holds(record)) return false;
  // A record without all of a long text leaves it open what stands side by side there.
  if (!requirement_.exact && !record.bounded()) return true;
  using store::RecordField;
  const bool symptoms = record.begin(RecordField::kSymptoms) < record.begin(RecordField::kText);
  return TextHolds(document, symptoms);
}

bool RequirementCheck::TextHolds(Xapian::docid document, bool all) const {
  const std::string data = database_.get_document(document, Xapian::DOC_ASSUME_VALID).get_data();
  const Result<store::HitRecord> hit = store::DecodeHit(data);
  if (!hit) return false;
  if (verbatim_.In(*hit)) return true;
  if (!all) return false;
  const auto holds = [&](std::string_view text) { return verbatim_.In(text, hit->lang); };
  const Result<Article> article = store::DecodeArticle(data);
  return article && (std::any_of(article->symptoms.begin(), article->symptoms.end(), holds) ||
                     std::any_of(article->questions.begin(), article->questions.end(), holds));
}

}  // namespace funnel::rank
