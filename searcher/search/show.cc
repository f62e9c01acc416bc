// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/show.h"

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "searcher/answer/snippet.h"
#include "searcher/query/reader_language.h"

namespace funnel::search {
namespace {

/// The whole record, or what a hit needs of it: without a snippet nobody has to unpack the article.
std::string Read(const Xapian::Database& database, Xapian::docid document, bool whole) {
  const Xapian::Document stored = database.get_document(document);
  return whole ? stored.get_data() : stored.get_value(schema::kHitSlot);
}

}  // namespace

std::vector<std::string> ShownLanguages(const Task& task, const std::vector<std::string>& asked) {
  std::vector<std::string> langs;
  if (!task.reader_lang.empty() && query::CouldBeAskedIn(task.request.query, task.reader_lang)) {
    langs.push_back(task.reader_lang);
  }
  langs.insert(langs.end(), asked.begin(), asked.end());
  return langs;
}

std::vector<std::string> PreferredLanguages(const Task& task,
                                            const std::vector<std::string>& asked) {
  std::vector<std::string> langs = ShownLanguages(task, asked);
  langs.insert(langs.end(), task.base_langs.begin(), task.base_langs.end());
  return langs;
}

Result<Hit> MakeHit(const Task& task, const rank::Candidate& candidate,
                    const query::BuiltQuery& built, bool snippet, Analyzer& analyzer) {
  const Xapian::Database& database = task.database;
  std::string data = Read(database, candidate.document, snippet);
  Result<store::HitRecord> record = store::DecodeHit(data);
  if (!record) return Fail(record.error());
  if (!task.reader_lang.empty() && record->lang != task.reader_lang &&
      query::CouldBeAskedIn(task.request.query, task.reader_lang)) {
    const std::string family = schema::IndexTerm(schema::kFamilyPrefix, record->family);
    for (auto at = database.postlist_begin(family); at != database.postlist_end(family); ++at) {
      if (database.get_document(*at).get_value(schema::kLangSlot) != task.reader_lang) continue;
      data = Read(database, *at, snippet);
      record = store::DecodeHit(data);
      if (!record) return Fail(record.error());
      break;
    }
  }
  Hit hit;
  hit.id = record->id;
  hit.family = record->family;
  hit.lang = record->lang;
  hit.title = record->title;
  hit.url = record->url;
  hit.updated = record->updated;
  hit.kind = record->kind;
  hit.audience = record->audience;
  hit.products.assign(record->products.begin(), record->products.end());
  hit.score = candidate.score;
  hit.pinned = candidate.pinned;
  if (snippet) {
    hit.title_pieces = answer::MarkTitle(*record, built.weights, analyzer);
    hit.snippet = answer::MakeSnippet(*record, built.weights, analyzer);
  } else if (!hit.title.empty()) {
    hit.title_pieces = {{hit.title, false}};
  }
  return hit;
}

}  // namespace funnel::search
