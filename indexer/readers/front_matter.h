// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"

namespace funnel::readers {

struct SplitSource;

/// Our own keys, and those of documentation repositories that are read where ours are absent.
const std::vector<std::string_view>& FrontMatterKeys();
const std::vector<std::string_view>& ForeignFrontMatterKeys();

/// A key of ours.
struct KnownKey {
  std::string_view name;  ///< The first of those that mean the same: "lang" for "language".
  bool list = false;      ///< Whether it holds several texts.
};

/// What the key is called that means what front matter has by this name; no name for none of ours.
KnownKey KnownFrontMatterKey(std::string_view name);

/// Reads YAML front matter into `article`. Known keys:
///   id family lang|language title summary|description products|product versions tags|keywords kind
///   audience state confidence created updated review-by authors|author symptoms questions related
///   url format imported-from extra
/// and those of documentation repositories: the dates of ForeignDates, ms.contentlocale (lang),
/// ms.prod, ms.service and appliesto (products), each only where ours is absent. A list may be
/// given as one scalar (tags and keywords: with commas). The keys of visibility_keys.h are read as
/// Visibility has them. Every other key, and a foreign value of `audience` (beside ms.*), `format`
/// or of a documentation repository's key, goes to `article.extra` as it stands; one that begins
/// below its key with the line end before it. So does a value that our key cannot hold (a map, a
/// word that is no kind, a text that is no date), with a warning; but what no language has for a
/// tag is an error.
///
/// `format: plain` says that the body is no Markdown. As `export` writes them: `imported-from`, the
/// file that the article came from first (Article::source), and `extra`, a map of texts that go to
/// `article.extra` as they are.
///
/// Real repositories hold titles such as `title: Error: no disk`, which YAML refuses. When the YAML
/// does not parse, each line `key: value` that does not parse by itself is read as if its value
/// were quoted; if that does not help, the first error stands.
///
/// Keys that YAML merges from elsewhere ("<<") and a second document of YAML are refused: what they
/// say is not read. The file's line 1 is the opening "---". Fails with kInvalidInput, the message
/// being "file:line:column: error: what, and what to do".
Result<void> ReadFrontMatter(std::string_view yaml, const std::string& file, Article& article,
                             std::vector<std::string>& warnings);

/// The same for front matter in any syntax; what is kept of TOML and JSON is kept in YAML.
Result<void> ReadFrontMatter(const SplitSource& split, const std::string& file, Article& article,
                             std::vector<std::string>& warnings);

}  // namespace funnel::readers
