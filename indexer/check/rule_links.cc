// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "indexer/base/ascii.h"
#include "indexer/check/fragments.h"
#include "indexer/check/rules.h"
#include "indexer/text/markup/article_link.h"

namespace funnel::check {
namespace fs = std::filesystem;
namespace {

/// A link to a picture, as around a smaller one, shows it.
bool IsPicture(std::string_view page) {
  const std::string extension = base::AsciiLower(fs::path(page).extension().string());
  for (const char* picture : {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp"}) {
    if (extension == picture) return true;
  }
  return false;
}

/// Fragments that every page has, and those that choose a tab or a stretch of text.
bool IsAlwaysThere(std::string_view fragment) {
  return fragment.empty() || base::AsciiLower(fragment) == "top" || fragment.starts_with("tab/") ||
         fragment.starts_with(":~:") || fragment.starts_with('!');
}

class LinkChecker {
 public:
  LinkChecker(CheckedSource& source, LinkTargets& targets) : source_(source), targets_(targets) {}

  void Check(const MarkdownLink& link) {
    const auto read = text::ReadArticleLink(link.target);
    if (!read) return;
    const std::string_view target = base::Trim(link.target);
    const std::string_view page = target.substr(0, target.find_first_of("?#"));
    place_ = source_.PlaceOf(source_.body_begin() + link.offset);
    if (page.empty()) {
      CheckOwnFragment(read->fragment);
    } else if (link.image || IsPicture(page)) {
      if (!read->rooted) CheckImage(page);
    } else {
      CheckPage(*read, read->named ? std::string_view(read->path) : page);
    }
  }

 private:
  LinkTargets::Found Find(std::string_view page, fs::path* file) {
    return targets_.Find(source_.path().parent_path() / text::DecodedAddress(page), file);
  }

  /// `page` is how the link names it.
  void CheckPage(const text::ArticleLink& link, std::string_view page) {
    fs::path file;
    const auto found = targets_.FindArticle(link, source_.path(), &file);
    if (found == LinkTargets::Found::kOutside) return;
    if (found == LinkTargets::Found::kNo) {
      source_.Report(place_, cli::Severity::kError, "dead-link",
                     fmt::format("no {} '{}' is here; correct the link or remove it",
                                 link.named ? "page" : "file", page));
      return;
    }
    if (found == LinkTargets::Found::kFolder) {
      source_.Report(place_, cli::Severity::kWarning, "dead-link",
                     fmt::format("the folder '{}' has no index.md, so no page; link to one of its "
                                 "articles",
                                 page));
      return;
    }
    // The address of a page is no name of a file.
    const bool names_file = text::WithoutArticleExtension(page).size() < page.size();
    if (found == LinkTargets::Found::kOtherCase && names_file) ReportCase(page, file);
    if (IsAlwaysThere(link.fragment) || targets_.HasFragment(file, link.fragment)) return;
    source_.Report(place_, cli::Severity::kWarning, "dead-anchor",
                   fmt::format("'{}' has no heading '#{}'; link to one of its headings",
                               file.filename().string(), link.fragment));
  }

  void CheckImage(std::string_view page) {
    fs::path file;
    const auto found = Find(page, &file);
    if (found == LinkTargets::Found::kNo) {
      ReportMissing(page);
    } else if (found == LinkTargets::Found::kOtherCase) {
      ReportCase(page, file);
    }
  }

  /// Where the whole folder is missing, its first picture speaks for all.
  void ReportMissing(std::string_view page) {
    const std::string folder = fs::path(text::DecodedAddress(page)).parent_path().string();
    fs::path ignored;
    if (!folder.empty() && Find(folder, &ignored) == LinkTargets::Found::kNo) {
      if (!missing_folders_.insert(folder).second) return;
      source_.Report(place_, cli::Severity::kWarning, "missing-image",
                     fmt::format("the folder '{}' of the picture '{}' is not here; add it with its "
                                 "pictures or correct the path",
                                 folder, fs::path(page).filename().string()));
    } else {
      source_.Report(place_, cli::Severity::kWarning, "missing-image",
                     fmt::format("no picture '{}' is here; add it or correct its path", page));
    }
  }

  void ReportCase(std::string_view page, const fs::path& file) {
    source_.Report(place_, cli::Severity::kWarning, "link-case",
                   fmt::format("'{}' is spelt '{}' on disk; use the same letter case", page,
                               file.filename().string()));
  }

  void CheckOwnFragment(std::string_view fragment) {
    if (IsAlwaysThere(fragment)) return;
    if (!own_) own_ = FindFragments(source_.text());
    if (!own_->Find(fragment).empty()) return;
    source_.Report(
        place_, cli::Severity::kWarning, "dead-anchor",
        fmt::format("this article has no heading '#{}'; link to one of its headings", fragment));
  }

  CheckedSource& source_;
  LinkTargets& targets_;
  Place place_;
  std::optional<text::PageAnchors> own_;   ///< The fragments of this article, once needed.
  std::set<std::string> missing_folders_;  ///< Reported ones.
};

}  // namespace

void CheckLinks(CheckedSource& source, const MarkdownFacts& facts, LinkTargets& targets) {
  LinkChecker checker(source, targets);
  for (const MarkdownLink& link : facts.links) checker.Check(link);
}

}  // namespace funnel::check
