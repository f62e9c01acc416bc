// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/store/curation/curation.h"

namespace funnel::readers {

/// How a file is read.
enum class SourceKind : std::uint8_t {
  kMarkdown,
  kHtml,
  kDita,
  kJsonl,
  kZendesk,
  kHelpdesk,
  kWordpress,
  kCsv
};

/// Whether a file of that kind holds any number of articles, which have ids of their own.
inline bool HasSeveralArticles(SourceKind kind) {
  return kind != SourceKind::kMarkdown && kind != SourceKind::kHtml && kind != SourceKind::kDita;
}

/// One file to index. A base may have a million: texts, since a parsed path takes far more memory.
struct SourceFile {
  std::string path;
  std::string name;  ///< As diagnostics show it: the named path, and the way below it.
  std::string id;  ///< For an article without an id: the way below the named folder, no extension.
  SourceKind kind = SourceKind::kMarkdown;
  std::uint64_t bytes = 0;
};

/// A file of rules beside the articles (store/curation/curation_rules.h).
struct CurationFile {
  std::filesystem::path path;
  std::string name;  ///< As diagnostics show it.
  store::CurationKind kind = store::CurationKind::kSynonyms;
};

/// What the paths of a command line stand for.
struct FoundFiles {
  std::vector<SourceFile> files;
  std::vector<CurationFile> curation;
  std::vector<std::string> errors;  ///< One "path: error: ..." per path that cannot be read.
  std::vector<std::string> unread;  ///< Names of the files in folders that no reader reads, sorted:
                                    ///< those that are no Unread::kNone.
  bool unread_articles = false;     ///< Whether any of these should have been read.
};

/// The files at `paths`, in their order; those of a folder sorted by path. Of folders it takes
/// *.md, *.markdown, *.mdx, *.html, *.htm, *.dita, *.jsonl, *.json that is an export of Zendesk or
/// has articles of another help desk, *.xml that is an export of WordPress, and *.csv and *.tsv
/// with columns of articles, at any depth, but nothing hidden (a leading dot), nothing behind links
/// to folders, and no queries.jsonl, judgements.jsonl or oos.jsonl: they belong to an evaluation.
/// Files of rules are those with such a name in a folder "curation", or named themselves.
FoundFiles FindFiles(const std::vector<std::string>& paths);

}  // namespace funnel::readers
