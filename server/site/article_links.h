// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/text/markup/article_link.h"
#include "indexer/text/markup/page_anchors.h"
#include "server/access/served_base.h"
#include "server/site/markdown_html.h"
#include "server/site/pages.h"

namespace funnel::site {

/// Where the links in one article lead for one reader: to the pages of articles that the reader may
/// see, in the reader's language where there is one, and there to the fragment. What leads to no
/// article is no link, but for addresses elsewhere. A link is searched for in the places where
/// `funnel-indexer check` searches for its file. Not thread-safe.
class ArticleLinks {
 public:
  /// Borrows all three.
  ArticleLinks(access::ServedBase& base, const access::ArticleView& view, const PageReader& reader);

  /// Valid as long as this.
  LinkRewriter Rewriter();

  /// What the links depend on beside the article; another one after every publish.
  std::string Key() const;

  /// Look-ups for one page: of links beyond that, only the text remains.
  static constexpr std::size_t kMaxLookUps = 5000;

 private:
  using Name = std::pair<std::string, std::string>;  ///< Language and id.

  /// An article that a link means, and it in the reader's language.
  struct Target {
    Name meant, shown;
  };
  /// What links to fragments need to know of an article.
  struct Fragments {
    std::vector<Section> sections;
    text::PageAnchors anchors;
  };

  std::optional<std::string> Rewritten(std::string_view address);
  std::optional<std::string> Lead(const text::ArticleLink& link);
  std::optional<std::string> OwnFragment(const std::string& fragment);
  std::optional<std::string> Page(const text::ArticleLink& link);
  std::optional<Target> FindArticle(const text::ArticleLink& link, std::string_view from);
  std::optional<Target> FindPlace(const text::LinkPlace& place);
  Target InReadersLanguage(const ArticleName& name);
  std::string AddressOf(const Target& target, const std::string& fragment);
  std::string FragmentOf(const Target& target, const std::string& fragment);
  const Fragments* FragmentsOf(const Name& name);
  /// Where this article lies in other languages.
  const std::vector<std::string>& TranslatedPlaces();
  /// The address of a link that the original of the article has, where that lies elsewhere.
  std::optional<std::string> AtOriginal(std::string_view address) const;

  access::ServedBase& base_;
  const access::ArticleView& view_;
  const PageReader& reader_;
  std::optional<text::PageAnchors> own_;
  std::map<std::string, std::optional<Target>> known_;  ///< By the key of the place.
  std::map<Name, std::optional<Fragments>> fragments_;
  std::optional<std::vector<std::string>> translated_places_;
  std::size_t look_ups_ = 0;
};

}  // namespace funnel::site
