// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/dead_end.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "indexer/base/ascii.h"
#include "searcher/query/query_syntax.h"
#include "searcher/search/shortcuts.h"

namespace funnel::search {
namespace {

std::string Quoted(const std::string& text) { return '"' + text + '"'; }

/// What a query excludes, and what it quotes, as typed.
std::vector<std::string> SyntaxOf(const query::ParsedQuery& parsed) {
  std::vector<std::string> syntax;
  for (const query::Exclusion& excluded : parsed.excluded) {
    syntax.push_back('-' + (excluded.quoted ? Quoted(excluded.text) : excluded.text));
  }
  for (const std::string& phrase : parsed.phrases) syntax.push_back(Quoted(phrase));
  return syntax;
}

/// The shortcuts of `query` that are no more in `rest`, as typed.
std::vector<std::string> TakenShortcuts(const std::string& query, const std::string& rest) {
  std::vector<std::string> taken;
  for (const query::Shortcut& shortcut : query::FindShortcuts(query)) {
    std::string typed = query.substr(shortcut.begin, shortcut.end - shortcut.begin);
    if (rest.find(typed) == std::string::npos) taken.push_back(std::move(typed));
  }
  return taken;
}

/// The first product that a filter asks for.
std::string WantedProduct(const Filter& filter) {
  if (filter.is == Filter::Is::kFacet && filter.facet == Facet::kProduct) {
    return filter.values.empty() ? std::string() : filter.values.front();
  }
  if (filter.is == Filter::Is::kNot) return {};
  for (const Filter& part : filter.parts) {
    if (std::string product = WantedProduct(part); !product.empty()) return product;
  }
  return {};
}

}  // namespace

std::vector<LessAsked> WithLess(store::Reader& reader, const SearchRequest& request) {
  std::vector<LessAsked> all;
  SearchRequest asked = request;
  TakeShortcuts(reader, asked);
  const std::vector<std::string> shortcuts = TakenShortcuts(request.query, asked.query);
  const query::ParsedQuery parsed = query::ParseQuery(asked.query);
  LessAsked less{request, SyntaxOf(parsed), false};
  const std::string text(base::Trim(parsed.text));
  if (text.empty()) return all;
  if (!less.left_out.empty()) {
    less.request.query = text;
    for (const std::string& typed : shortcuts) less.request.query += ' ' + typed;
    all.push_back(less);
  }
  if (asked.filter.empty()) return all;
  less.request.query = text;
  less.request.filter = {};
  less.left_out.insert(less.left_out.end(), shortcuts.begin(), shortcuts.end());
  less.filter = !request.filter.empty();
  all.push_back(std::move(less));
  return all;
}

std::string ProductOf(store::Reader& reader, const SearchRequest& request,
                      const std::vector<std::string>& products) {
  SearchRequest asked = request;
  TakeShortcuts(reader, asked);
  std::string product = WantedProduct(asked.filter);
  if (!product.empty()) return product;
  const std::string text = base::AsciiLower(request.query);
  for (const std::string& name : products) {
    const bool named = text.find(base::AsciiLower(name)) != std::string::npos;
    if (named && name.size() > product.size()) product = name;
  }
  return product;
}

}  // namespace funnel::search
