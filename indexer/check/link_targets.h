// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/markup/article_link.h"
#include "indexer/text/markup/page_anchors.h"

namespace funnel::check {

/// Answers where the links of articles lead: to which files, and which fragments these have.
/// Reads a file when a link asks for one of its fragments, once. Thread-safe.
class LinkTargets {
 public:
  /// What a path stands for. kFolder: a folder in which no article stands for it, so that it has no
  /// page.
  enum class Found { kYes, kNo, kOtherCase, kOutside, kFolder };

  /// `roots` are the folders within which every link must lead somewhere. A link that leads out of
  /// all of them is kOutside when nothing is there: that part may not be checked out here.
  explicit LinkTargets(const std::vector<std::filesystem::path>& roots);
  ~LinkTargets();

  /// Looks for `target`: a file, or an article by its path without extension or with that of the
  /// published page, or a folder for the article that stands for it. Names are the same in either
  /// Unicode form. `*file` becomes the file found, or the one whose name differs in letter case
  /// only.
  Found Find(const std::filesystem::path& target, std::filesystem::path* file);

  /// Looks where `link` leads in the article in the file `from`, as pages do: the first place of
  /// text::PlacesOf where something is. A link by name is searched for below all roots.
  Found FindArticle(const text::ArticleLink& link, const std::filesystem::path& from,
                    std::filesystem::path* file);

  /// Whether the Markdown file at `path` has `fragment` (without '#'), written in any case and with
  /// or without hyphens: publishing systems differ in these. True for a file of another kind.
  bool HasFragment(const std::filesystem::path& path, std::string_view fragment);

 private:
  struct Folder;
  /// That of Find, for a path below one of the roots. REQUIRES: the lock.
  Found FindBelow(const std::filesystem::path& root, const std::filesystem::path& path,
                  std::filesystem::path* file);
  Found FindNamed(const std::string& name, std::filesystem::path* file);
  const Folder& Entries(const std::filesystem::path& folder);
  /// The entry of `folder` that `name` means, or nothing: as it is written, or in another case.
  std::string Step(const std::filesystem::path& folder, const std::string& name, bool* other_case);
  /// The same for the last name of a path, which may lack its extension.
  std::string LastStep(const std::filesystem::path& folder, const std::string& name,
                       bool* other_case);

  std::vector<std::filesystem::path> roots_;  ///< Absolute, without "." and "..".
  std::mutex mutex_;                          ///< Guards all below.
  std::map<std::filesystem::path, std::unique_ptr<Folder>> folders_;
  std::map<std::filesystem::path, text::PageAnchors> fragments_;
  /// By text::NameKey, the articles below all roots; of several one.
  std::map<std::string, std::filesystem::path> named_;
  bool names_read_ = false;
};

/// The roots that the paths of a command line stand for: a folder itself; for a file, the nearest
/// folder above it that is a git checkout, or else the file's own folder.
std::vector<std::filesystem::path> LinkRoots(const std::vector<std::string>& paths);

}  // namespace funnel::check
