// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/article_link.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "funnel/article.h"
#include "indexer/base/ascii.h"
#include "indexer/base/percent.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/normalizers.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// What articles are made of, and what is converted before they are.
constexpr std::string_view kExtensions[] = {".md",  ".markdown", ".mdx",      ".html", ".htm",
                                            ".rst", ".adoc",     ".asciidoc", ".dita", ".wiki"};

/// Names that stand for the folder they lie in.
constexpr std::string_view kIndexNames[] = {"index", "_index", "readme"};

/// Parts of an address that often stand for the folder of the articles itself.
constexpr std::string_view kSiteRoots[] = {"docs", "doc",     "documentation", "help",
                                           "kb",   "support", "manual",        "guide"};

/// No way has more parts that are looked at.
constexpr std::size_t kMaxParts = 32;
/// Nor has a link more places.
constexpr std::size_t kMostPlaces = 80;

using Parts = std::vector<std::string_view>;

bool Contains(const std::string_view* begin, const std::string_view* end, std::string_view text) {
  return std::find(begin, end, text) != end;
}

/// The parts of `path`, without "." and with ".." taken back where there is something to take back.
Parts PartsOf(std::string_view path) {
  Parts parts;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
  if (parts.size() > kMaxParts) parts.erase(parts.begin(), parts.end() - kMaxParts);
  return parts;
}

std::string Joined(const Parts& parts) {
  std::string path;
  for (const std::string_view part : parts) {
    if (!path.empty()) path += '/';
    path += part;
  }
  return path;
}

/// `folder` with `way` behind it.
std::string Under(const Parts& folder, std::string_view way) {
  std::string path = Joined(folder);
  if (!path.empty()) path += '/';
  path += way;
  return Joined(PartsOf(path));
}

bool IsIndexName(std::string_view name) {
  return Contains(std::begin(kIndexNames), std::end(kIndexNames),
                  base::AsciiLower(WithoutArticleExtension(name)));
}

/// Whether a part of a way is likely the tag of a language: "ja", "pt-BR", "zh_TW". Of three
/// letters are folders of other kinds ("src", "api").
bool IsLanguagePart(std::string_view part) {
  const std::size_t end = std::min(part.find_first_of("-_"), part.size());
  const std::string language = base::AsciiLower(part.substr(0, end));
  const bool plain = end == 2 || language == "fil" || language == "yue";
  return plain && part.size() <= end + 5 &&
         std::all_of(language.begin(), language.end(),
                     [](char c) { return c >= 'a' && c <= 'z'; }) &&
         CanonicalLanguage(part).has_value();
}

/// The tag of a language that a file's name ends with: "ja" of "install.ja.md"; empty for none.
std::string_view LanguageSuffix(std::string_view name) {
  const std::string_view stem = WithoutArticleExtension(name);
  const std::size_t dot = stem.rfind('.');
  if (dot == kNone || dot == 0) return {};
  const std::string_view tag = stem.substr(dot + 1);
  return IsLanguagePart(tag) ? tag : std::string_view();
}

/// Collects places, each once.
class PlaceList {
 public:
  void Add(std::string path, bool alias = false) {
    if (path.empty() || places_.size() == kMostPlaces) return;
    const bool known = std::any_of(places_.begin(), places_.end(), [&](const LinkPlace& place) {
      return place.path == path && place.alias == alias;
    });
    if (!known) places_.push_back({std::move(path), false, alias});
  }

  /// `way` in `folder`: first in the language that the name of the linking file ends with, then as
  /// it is, then where the originals of translations lie.
  void AddWay(const Parts& folder, std::string_view way, std::string_view suffix) {
    const std::string path = Under(folder, way);
    if (path.empty()) return;
    if (!suffix.empty()) {
      Add(std::string(WithoutArticleExtension(path)) + '.' + std::string(suffix));
    }
    Add(path);
  }

  std::vector<LinkPlace> Take() { return std::move(places_); }
  const std::vector<LinkPlace>& places() const { return places_; }

 private:
  std::vector<LinkPlace> places_;
};

/// Adds for each place where an article in the original language would lie: translations link to
/// what is not translated, too.
void AddOriginals(PlaceList& list) {
  const std::vector<LinkPlace> given = list.places();
  for (const LinkPlace& place : given) {
    if (place.alias) continue;
    const Parts parts = PartsOf(place.path);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i + 1 == parts.size() || !IsLanguagePart(parts[i])) continue;
      Parts english = parts;
      english[i] = "en";
      list.Add(Joined(english));
      english.erase(english.begin() + static_cast<std::ptrdiff_t>(i));
      list.Add(Joined(english));
    }
  }
}

/// Adds the places of a link from the site's root: that may be any folder above the article.
void AddRooted(std::string_view way, Parts folder, std::string_view suffix, PlaceList& list) {
  const Parts parts = PartsOf(way);
  if (parts.empty() || parts.front() == "..") return;
  const std::string path = Joined(parts);
  for (Parts above = folder;; above.pop_back()) {
    list.AddWay(above, path, suffix);
    if (above.empty()) break;
  }
  list.Add(path, true);
  const std::string first = base::AsciiLower(parts.front());
  const bool goes = IsLanguagePart(parts.front()) ||
                    Contains(std::begin(kSiteRoots), std::end(kSiteRoots), first);
  if (parts.size() > 1 && goes) {
    AddRooted(std::string_view(path).substr(parts.front().size() + 1), std::move(folder), suffix,
              list);
  }
}

}  // namespace

std::string_view WithoutArticleExtension(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  const std::size_t dot = name.rfind('.');
  if (dot == kNone || dot == 0 || (slash != kNone && dot <= slash + 1)) return name;
  const std::string extension = base::AsciiLower(name.substr(dot));
  return Contains(std::begin(kExtensions), std::end(kExtensions), extension) ? name.substr(0, dot)
                                                                             : name;
}

std::string DecodedAddress(std::string_view text) {
  std::string decoded = base::PercentDecoded(text);
  return base::FindInvalidUtf8(decoded) == kNone ? decoded : std::string(text);
}

std::optional<ArticleLink> ReadArticleLink(std::string_view target) {
  target = base::Trim(target);
  ArticleLink link;
  if (target.starts_with(kNamedLink)) {
    target.remove_prefix(kNamedLink.size());
    link.named = true;
  } else if (target.starts_with("@site/")) {
    target.remove_prefix(5);  // Of Docusaurus: from the folder of the site.
  }
  if (target.empty() || target.starts_with("//")) return std::nullopt;
  if (std::string_view("~<$").find(target.front()) != kNone || target.find("{{") != kNone) {
    return std::nullopt;
  }
  const std::size_t colon = target.find(':');
  if (!link.named && colon != kNone && colon < target.find_first_of("/?#")) return std::nullopt;
  const std::size_t hash = target.find('#');
  if (hash != kNone) link.fragment = DecodedAddress(target.substr(hash + 1));
  link.path = DecodedAddress(target.substr(0, target.find_first_of("?#")));
  std::replace(link.path.begin(), link.path.end(), '\\', '/');
  link.rooted = link.path.starts_with('/');
  if (base::FindInvalidUtf8(link.path) != kNone) return std::nullopt;
  return link;
}

std::vector<LinkPlace> PlacesOf(const ArticleLink& link, std::string_view from) {
  if (link.path.empty()) return {};
  PlaceList list;
  Parts folder = PartsOf(from);
  const std::string_view name = folder.empty() ? std::string_view() : folder.back();
  const std::string_view suffix = LanguageSuffix(name);
  if (!folder.empty()) folder.pop_back();
  if (link.rooted) {
    AddRooted(link.path, folder, suffix, list);
  } else {
    list.AddWay(folder, link.path, suffix);
    // As from the address of the published page, which is a folder of its own.
    if (!name.empty() && !IsIndexName(name)) {
      Parts page = folder;
      page.push_back(WithoutArticleExtension(name));
      list.AddWay(page, link.path, suffix);
    }
  }
  AddOriginals(list);
  std::vector<LinkPlace> places = list.Take();
  if (link.named) {
    const Parts way = PartsOf(link.path);
    if (!way.empty()) places.push_back({std::string(way.back()), true, false});
  }
  return places;
}

std::string_view ArticlePlace(std::string_view source, std::string_view id) {
  return WithoutArticleExtension(source).size() < source.size() ? source : id;
}

std::string PlaceKey(std::string_view path) {
  Parts parts = PartsOf(path);
  if (parts.size() > 1 && IsIndexName(parts.back())) parts.pop_back();
  if (!parts.empty()) parts.back() = WithoutArticleExtension(parts.back());
  return CaseFolded(Joined(parts));
}

std::string AliasKey(std::string_view path) {
  // Zendesk's addresses go on with the title, which may change: articles/360001-Reset-the-reader.
  const std::size_t articles = path.find("/articles/");
  if (articles != kNone) {
    const std::size_t begin = articles + std::string_view("/articles/").size();
    const std::size_t end = std::min(path.find_first_not_of("0123456789", begin), path.size());
    if (end > begin && end < path.size() && path[end] == '-') path = path.substr(0, end);
  }
  const std::string key = PlaceKey(path);
  return key.empty() ? key : '/' + key;
}

std::string NameKey(std::string_view path) {
  std::string key = PlaceKey(path);
  const std::size_t slash = key.rfind('/');
  if (slash != kNone) key.erase(0, slash + 1);
  // Names of pages are written with spaces, those of files often without.
  for (char& c : key) {
    if (c == ' ' || c == '_') c = '-';
  }
  return key;
}

std::string KeyOf(const LinkPlace& place) {
  if (place.named) return NameKey(place.path);
  return place.alias ? AliasKey(place.path) : PlaceKey(place.path);
}

}  // namespace funnel::text
