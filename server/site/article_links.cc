// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/article_links.h"

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/percent.h"
#include "indexer/base/web_address.h"
#include "searcher/answer/response_json.h"
#include "server/site/page_data.h"

namespace funnel::site {
namespace {

constexpr std::string_view kArticles = "/articles/";

/// Fragments that every page has, and those that choose a tab or a stretch of text.
bool IsAlwaysThere(std::string_view fragment) {
  return fragment.empty() || base::AsciiLower(fragment) == "top" || fragment.starts_with(":~:");
}

/// Scheme and host of an address on the web, in lower case.
std::string SiteOf(std::string_view address) {
  const std::size_t host = address.find("//");
  if (host == std::string_view::npos) return {};
  return base::AsciiLower(address.substr(0, address.find_first_of("/?#", host + 2)));
}

/// Whether an address names a scheme or a host.
bool LeadsElsewhere(std::string_view address) {
  if (address.starts_with("//")) return true;
  const std::size_t colon = address.find(':');
  return colon != std::string_view::npos && colon < address.find_first_of("/?#") &&
         !address.starts_with(text::kNamedLink);
}

}  // namespace

ArticleLinks::ArticleLinks(access::ServedBase& base, const access::ArticleView& view,
                           const PageReader& reader)
    : base_(base), view_(view), reader_(reader) {}

LinkRewriter ArticleLinks::Rewriter() {
  return [this](std::string_view address) { return Rewritten(address); };
}

std::string ArticleLinks::Key() const {
  const auto state = base_.Describe();
  if (!state) return "unknown";
  return state->generation + ':' + std::to_string(state->publishes) + ':' + reader_.lang +
         (reader_.chosen ? "!" : "");
}

std::optional<std::string> ArticleLinks::Rewritten(std::string_view address) {
  address = base::Trim(address);
  const std::string& url = view_.article.url;
  if (LeadsElsewhere(address)) {
    // Help centres write whole addresses of their own pages.
    const std::string site = SiteOf(address);
    if (!site.empty() && base::IsWebAddress(url) && site == SiteOf(url)) {
      const std::string_view way = address.substr(site.size());
      auto link = text::ReadArticleLink(way);
      if (link && link->rooted) {
        if (auto page = Page(*link)) return page;
      }
    }
    return std::string(address);
  }
  const auto link = text::ReadArticleLink(address);
  if (!link) return std::nullopt;
  if (link->path.empty()) return OwnFragment(link->fragment);
  if (auto led = Lead(*link)) return led;
  return link->named ? std::nullopt : AtOriginal(address);
}

std::optional<std::string> ArticleLinks::Lead(const text::ArticleLink& link) {
  if (link.path == "/" || link.path == "/search") return link.path;
  if (link.path.starts_with(kArticles)) {
    if (const auto view = base_.Find(std::string_view(link.path).substr(kArticles.size()), false)) {
      const Name name(view->article.lang, view->article.id);
      return AddressOf({name, name}, link.fragment);
    }
  }
  return Page(link);
}

std::optional<std::string> ArticleLinks::OwnFragment(const std::string& fragment) {
  if (IsAlwaysThere(fragment)) return '#' + fragment;
  if (!own_) own_.emplace(view_.article);
  const std::string_view anchor = own_->Find(fragment);
  if (anchor.empty()) return std::nullopt;
  return '#' + std::string(anchor);
}

std::optional<std::string> ArticleLinks::Page(const text::ArticleLink& link) {
  const Article& article = view_.article;
  auto target = FindArticle(link, text::ArticlePlace(article.source, article.id));
  if (!target && !link.rooted && !link.named) {
    // A translation links to its original's neighbours, too, from where that lies.
    for (const std::string& place : TranslatedPlaces()) {
      target = FindArticle(link, place);
      if (target) break;
    }
  }
  if (!target) return std::nullopt;
  return AddressOf(*target, link.fragment);
}

std::optional<ArticleLinks::Target> ArticleLinks::FindArticle(const text::ArticleLink& link,
                                                              std::string_view from) {
  for (const text::LinkPlace& place : text::PlacesOf(link, from)) {
    if (auto found = FindPlace(place)) return found;
  }
  return std::nullopt;
}

std::optional<ArticleLinks::Target> ArticleLinks::FindPlace(const text::LinkPlace& place) {
  const std::string key = text::KeyOf(place);
  if (key.empty()) return std::nullopt;
  const std::string known_as = (place.named ? "n:" : "p:") + key;
  if (const auto known = known_.find(known_as); known != known_.end()) return known->second;
  if (++look_ups_ > kMaxLookUps) return std::nullopt;
  std::optional<Target> found;
  const auto names = base_.FindPlace(key, place.named);
  if (names && !names->empty()) {
    const auto own = std::find_if(names->begin(), names->end(), [&](const ArticleName& name) {
      return name.lang == view_.article.lang;
    });
    found = InReadersLanguage(own == names->end() ? names->front() : *own);
  }
  known_.emplace(known_as, found);
  return found;
}

ArticleLinks::Target ArticleLinks::InReadersLanguage(const ArticleName& name) {
  const Name meant(name.lang, name.id);
  const auto translations = base_.TranslationsOf(name.family);
  if (!translations) return {meant, meant};
  for (const std::string* lang : {&reader_.lang, &view_.article.lang}) {
    if (name.lang == *lang) return {meant, meant};
    for (const auto& translation : *translations) {
      if (translation.first == *lang) return {meant, translation};
    }
  }
  return {meant, meant};
}

std::string ArticleLinks::AddressOf(const Target& target, const std::string& fragment) {
  return answer::ArticlePath(target.shown.first, target.shown.second) + LangSuffix(reader_, '?') +
         FragmentOf(target, fragment);
}

std::string ArticleLinks::FragmentOf(const Target& target, const std::string& fragment) {
  if (IsAlwaysThere(fragment)) return {};
  const Fragments* shown = FragmentsOf(target.shown);
  if (shown == nullptr) return {};
  const std::string_view anchor = shown->anchors.Find(fragment);
  if (!anchor.empty()) return '#' + std::string(anchor);
  // A heading that the reader's language has in the same place.
  const Fragments* meant = target.meant == target.shown ? nullptr : FragmentsOf(target.meant);
  if (meant == nullptr) return {};
  const std::vector<Section>& from = meant->sections;
  const std::vector<Section>& to = shown->sections;
  const auto section = std::find_if(from.begin(), from.end(), [&](const Section& one) {
    return one.level > 0 && one.anchor == meant->anchors.Find(fragment);
  });
  const bool alike =
      std::equal(from.begin(), from.end(), to.begin(), to.end(),
                 [](const Section& a, const Section& b) { return a.level == b.level; });
  if (section == from.end() || !alike) return {};
  return '#' + to[static_cast<std::size_t>(section - from.begin())].anchor;
}

const ArticleLinks::Fragments* ArticleLinks::FragmentsOf(const Name& name) {
  auto known = fragments_.find(name);
  if (known == fragments_.end()) {
    if (++look_ups_ > kMaxLookUps) return nullptr;
    known = fragments_.emplace(name, std::nullopt).first;
    if (auto view = base_.Find(name.first + '/' + name.second, false)) {
      text::PageAnchors anchors(view->article);
      known->second = Fragments{std::move(view->article.sections), std::move(anchors)};
    }
  }
  return known->second ? &*known->second : nullptr;
}

const std::vector<std::string>& ArticleLinks::TranslatedPlaces() {
  constexpr std::size_t kMost = 3;
  if (translated_places_) return *translated_places_;
  translated_places_.emplace();
  Translations others = view_.translations;
  std::stable_partition(others.begin(), others.end(),
                        [](const auto& other) { return other.first == "en"; });
  for (const auto& [lang, id] : others) {
    if (lang == view_.article.lang || translated_places_->size() == kMost) continue;
    if (const auto other = base_.Find(lang + '/' + id, false)) {
      translated_places_->emplace_back(
          text::ArticlePlace(other->article.source, other->article.id));
    }
  }
  return *translated_places_;
}

std::optional<std::string> ArticleLinks::AtOriginal(std::string_view address) const {
  const std::string& url = view_.article.url;
  if (!base::IsWebAddress(url)) return std::nullopt;
  const std::string site = url.substr(0, SiteOf(url).size());
  if (address.starts_with('/')) return site + std::string(address);
  // A file's name means nothing on a site that shows pages by other names.
  const std::string_view way = address.substr(0, address.find_first_of("?#"));
  const auto extension = [](std::string_view path) {
    return path.substr(text::WithoutArticleExtension(path).size());
  };
  const std::string_view page = std::string_view(url).substr(0, url.find_first_of("?#"));
  const std::string_view own = extension(way);
  if (own != ".html" && own != ".htm" && own != extension(page)) return std::nullopt;
  const std::size_t slash = page.rfind('/');
  const std::string folder =
      slash < site.size() ? site + '/' : std::string(page.substr(0, slash + 1));
  return folder + std::string(address);
}

}  // namespace funnel::site
