// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/article_html_cache.h"

#include <utility>

#include "indexer/base/hash.h"

namespace funnel::site {

namespace {

/// Of all that RenderArticle reads.
std::string KeyOf(const Article& article, std::string_view links_key) {
  base::FieldHasher hasher;
  hasher.Add(links_key);
  if (!links_key.empty()) {
    for (const std::string* name : {&article.lang, &article.id})
      hasher.Add(std::string_view(*name));
  }
  hasher.Add(article.format == BodyFormat::kPlain ? "plain" : "markdown");
  hasher.Add(std::string_view(article.title));
  hasher.Add(std::string_view(article.body));
  hasher.Add(std::string_view(article.text));
  for (const Section& section : article.sections) {
    hasher.Add(std::string_view(section.heading));
    hasher.Add(std::string_view(section.anchor));
    hasher.Add(section.level > 0 ? "heading" : "text");
  }
  return hasher.Digest();
}

std::size_t BytesOf(const std::string& key, const ArticleHtml& html) {
  constexpr std::size_t kNodes = 256;  // Of the list and the map.
  std::size_t bytes = kNodes + sizeof(ArticleHtml) + 2 * key.size() + html.html.capacity();
  for (const ContentsEntry& entry : html.contents) {
    bytes += sizeof(ContentsEntry) + entry.anchor.size() + entry.heading.size();
  }
  return bytes;
}

}  // namespace

std::shared_ptr<const ArticleHtml> ArticleHtmlCache::Get(const Article& article,
                                                         const LinkRewriter& links,
                                                         std::string_view links_key) {
  std::string key = KeyOf(article, links_key);
  if (std::shared_ptr<const ArticleHtml> known = Find(key)) return known;
  ArticleHtml rendered = RenderArticle(article, links);
  rendered.html.shrink_to_fit();
  auto html = std::make_shared<const ArticleHtml>(std::move(rendered));
  const std::size_t bytes = BytesOf(key, *html);
  Keep({std::move(key), html, bytes});
  return html;
}

std::size_t ArticleHtmlCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

std::shared_ptr<const ArticleHtml> ArticleHtmlCache::Find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->html;
}

void ArticleHtmlCache::Keep(Entry entry) {
  if (entry.bytes > max_bytes_) return;
  std::list<Entry> dropped;  // Freed without the lock.
  const std::lock_guard lock(mutex_);
  if (by_key_.contains(entry.key)) return;  // Another was as quick.
  bytes_ += entry.bytes;
  entries_.push_front(std::move(entry));
  by_key_.emplace(entries_.front().key, entries_.begin());
  while (bytes_ > max_bytes_) {
    bytes_ -= entries_.back().bytes;
    by_key_.erase(entries_.back().key);
    dropped.splice(dropped.end(), entries_, std::prev(entries_.end()));
  }
}

}  // namespace funnel::site
