// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/result.h"
#include "funnel/similar.h"
#include "indexer/draft/case_input.h"
#include "indexer/draft/template.h"
#include "indexer/store/reader.h"
#include "indexer/text/pasted/customer_words.h"

namespace funnel::draft {

/// What the base knows that helps with a case.
struct CaseKnowledge {
  std::vector<std::string> products;    ///< Names of products that articles are about.
  std::vector<SimilarArticle> similar;  ///< Best first.
};

/// Asks the base for its products and for articles similar to the case. Fails with kCorrupt or kIo.
Result<CaseKnowledge> AskBase(store::Reader& reader, const CaseInput& input,
                              const std::string& lang);

/// The language that the customer writes: as the ticket says, else detected, else "en". `*guessed`
/// is set when it was detected or assumed.
std::string CaseLanguage(const CaseInput& input, bool* guessed);

/// Fills `fields` (lang, kind, audience, today and author as given) for a draft of the case: title
/// from the subject, symptoms in the customer's own words, error codes, products, what was
/// answered, similar articles; guesses are marked as such in remarks. Personal data and secrets
/// are masked.
void FillDraft(const CaseInput& input, const CaseKnowledge& knowledge, TemplateFields& fields);

}  // namespace funnel::draft
