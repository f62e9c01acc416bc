// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/access/served_base.h"

namespace funnel::access {

namespace {

/// Related articles shown on a page.
constexpr std::size_t kMaxRelated = 6;

}  // namespace

Result<SearchResponse> ServedBase::Search(const SearchRequest& request) {
  return pool_.With([&](Searcher& searcher) { return searcher.Search(request); });
}

Result<ArticleView> ServedBase::Find(std::string_view address, bool with_related) {
  const std::size_t slash = address.find('/');
  const std::string_view id = slash == std::string_view::npos ? "" : address.substr(slash + 1);
  const auto lang = CanonicalLanguage(address.substr(0, slash));
  if (!lang || id.empty() || id.size() > kMaxIdBytes) {
    return Fail(ErrorCode::kNotFound, "no such article");
  }
  return pool_.With([&](Searcher& searcher) -> Result<ArticleView> {
    auto article = searcher.Get(*lang, id);
    if (!article) return Fail(article.error());
    auto translations = searcher.TranslationsOf(article->family);
    if (!translations) return Fail(translations.error());
    ArticleView view{std::move(*article), std::move(*translations), {}};
    if (!with_related) return view;
    for (const std::string& other : view.article.related) {
      if (view.related.size() == kMaxRelated) break;
      auto found = searcher.Get(*lang, other);
      if (!found && *lang != "en") found = searcher.Get("en", other);
      if (found) view.related.push_back({found->lang, found->id, found->title});
    }
    return view;
  });
}

std::vector<std::string> ServedBase::Languages() {
  auto langs = pool_.With([](Searcher& searcher) { return searcher.Languages(); });
  return langs ? std::move(*langs) : std::vector<std::string>();
}

Result<Health> ServedBase::Check() {
  return pool_.With([](Searcher& searcher) -> Result<Health> {
    const auto count = searcher.Count();
    if (!count) return Fail(count.error());
    SearchRequest probe;
    probe.query = "-";  // Has no word, so nothing is searched: it tells the generation.
    probe.snippets = false;
    auto response = searcher.Search(probe);
    if (!response) return Fail(response.error());
    return Health{std::move(response->generation), *count};
  });
}

}  // namespace funnel::access
