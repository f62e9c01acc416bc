// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/shortcuts.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/facet_key.h"
#include "searcher/query/document_filter.h"
#include "searcher/query/filter_value.h"
#include "searcher/query/query_syntax.h"

namespace funnel::search {
namespace {

/// Whether an article in view has a version that meets `condition`. No term knows.
bool HasVersion(const Filter& condition, store::Reader& reader) {
  const Result<query::CompiledFilter> filter = query::CompiledFilter::Make(condition);
  if (!filter) return false;
  const std::vector<std::string> languages = reader.RankingLanguages();
  return std::any_of(languages.begin(), languages.end(), [&](const std::string& language) {
    const Xapian::Database& database = reader.Language(language);
    query::DocumentFilter meets(*filter, database, {}, reader.Records(language));
    return std::any_of(database.postlist_begin(""), database.postlist_end(""),
                       [&](Xapian::docid document) { return meets.Fails(document) == 0; });
  });
}

/// Whether an article in view has the only value of `condition`.
bool IsInView(const Filter& condition, store::Reader& reader) {
  const std::string& value = condition.values.front();
  const std::vector<std::string> langs = reader.Languages();
  if (condition.is == Filter::Is::kId) {
    return std::any_of(langs.begin(), langs.end(), [&](const std::string& lang) {
      return reader.database().term_exists(schema::UniqueTerm(lang, value));
    });
  }
  const auto has_term = [&](std::string_view prefix) {
    const std::string key = store::FacetKey(condition.facet, value);
    return !key.empty() && reader.database().term_exists(std::string(prefix) + key);
  };
  switch (condition.facet) {
    case Facet::kKind:
      return true;
    case Facet::kLanguage:
      return std::find(langs.begin(), langs.end(), value) != langs.end();
    case Facet::kProduct:
      return has_term(schema::kProductPrefix);
    case Facet::kTag:
      return has_term(schema::kTagPrefix);
    case Facet::kVersion:
      break;
  }
  return HasVersion(condition, reader);
}

/// The condition with the value that an article in view has; false where none has it.
bool Settle(const query::Shortcut& shortcut, store::Reader& reader, Filter& condition) {
  for (const std::string& text : {shortcut.value, shortcut.bare}) {
    condition = shortcut.condition;
    Result<std::string> value = query::FilterValue(condition, text);
    if (!value) continue;
    condition.values = {*std::move(value)};
    if (IsInView(condition, reader)) return true;
  }
  return false;
}

}  // namespace

void TakeShortcuts(store::Reader& reader, SearchRequest& request) {
  std::vector<Filter> conditions;  // One for each name.
  std::vector<Filter> all = {std::move(request.filter)};
  std::string rest;
  std::size_t from = 0;
  for (const query::Shortcut& shortcut : query::FindShortcuts(request.query)) {
    Filter condition;
    if (!Settle(shortcut, reader, condition)) continue;
    rest.append(request.query, from, shortcut.begin - from).append(1, ' ');
    from = shortcut.end;
    if (shortcut.excluded) {
      Filter inverse;
      inverse.is = Filter::Is::kNot;
      inverse.parts = {std::move(condition)};
      all.push_back(std::move(inverse));
      continue;
    }
    const auto known = std::find_if(conditions.begin(), conditions.end(), [&](const Filter& one) {
      return one.is == condition.is && one.facet == condition.facet;
    });
    if (known == conditions.end()) {
      conditions.push_back(std::move(condition));
    } else {
      known->values.push_back(std::move(condition.values.front()));
    }
  }
  all.insert(all.end(), std::make_move_iterator(conditions.begin()),
             std::make_move_iterator(conditions.end()));
  request.filter = AllOf(std::move(all));
  if (from == 0) return;
  rest.append(request.query, from);
  request.query = std::move(rest);
}

}  // namespace funnel::search
