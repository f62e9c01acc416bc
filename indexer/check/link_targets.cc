// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/link_targets.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unordered_map>
#include <unordered_set>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/check/fragments.h"
#include "indexer/readers/source_text.h"
#include "indexer/text/characters/normalizers.h"
#include "indexer/text/markup/page_anchors.h"

namespace funnel::check {
namespace fs = std::filesystem;
namespace {

/// A file for what a name without extension may mean; of several, the first kind.
constexpr const char* kArticleExtensions[] = {".md", ".markdown", ".mdx", ".html", ".htm"};
constexpr const char* kIndexNames[] = {"index", "_index", "readme"};

/// So many files are looked at for their names.
constexpr std::size_t kMostNamed = 200'000;

bool IsArticleName(std::string_view name) {
  return text::WithoutArticleExtension(name).size() < name.size();
}

fs::path Absolute(const fs::path& path) {
  std::error_code ignored;
  fs::path absolute = fs::absolute(path, ignored).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();
  return absolute;
}

bool IsBelow(const fs::path& path, const fs::path& folder) {
  const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

}  // namespace

/// The names in one folder.
struct LinkTargets::Folder {
  std::unordered_set<std::string> names;
  std::unordered_map<std::string, std::string> by_folded_name;
};

LinkTargets::LinkTargets(const std::vector<fs::path>& roots) {
  for (const fs::path& root : roots) roots_.push_back(Absolute(root));
}

LinkTargets::~LinkTargets() = default;

const LinkTargets::Folder& LinkTargets::Entries(const fs::path& folder) {
  auto& entries = folders_[folder];
  if (!entries) {
    entries = std::make_unique<Folder>();
    std::error_code error;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      std::string name = entry->path().filename().string();
      if (base::FindInvalidUtf8(name) != std::string::npos) continue;
      entries->by_folded_name.emplace(text::CaseFolded(name), name);
      entries->names.insert(std::move(name));
    }
  }
  return *entries;
}

std::string LinkTargets::Step(const fs::path& folder, const std::string& name, bool* other_case) {
  const Folder& entries = Entries(folder);
  if (entries.names.contains(name)) return name;
  const auto found = entries.by_folded_name.find(text::CaseFolded(name));
  if (found == entries.by_folded_name.end()) return {};
  // File systems differ in the Unicode form of names, and pages do not care.
  *other_case = *other_case || text::ComposedForm(found->second) != text::ComposedForm(name);
  return found->second;
}

std::string LinkTargets::LastStep(const fs::path& folder, const std::string& name,
                                  bool* other_case) {
  std::vector<std::string> names = {name};
  const std::string stem(text::WithoutArticleExtension(name));
  for (const std::string& base : {name, stem}) {
    for (const char* extension : kArticleExtensions) names.push_back(base + extension);
  }
  // The name as it is written beats all that differ in case.
  std::string differs;
  for (const std::string& candidate : names) {
    bool other = false;
    std::string step = Step(folder, candidate, &other);
    if (!step.empty() && !other) return step;
    if (differs.empty()) differs = std::move(step);
  }
  if (differs.empty()) {  // A page's address for that of a folder.
    std::string step = Step(folder, stem, other_case);
    if (!step.empty()) return step;
  }
  *other_case = *other_case || !differs.empty();
  return differs;
}

LinkTargets::Found LinkTargets::Find(const fs::path& target, fs::path* file) {
  const fs::path path = Absolute(target);
  const auto root = std::find_if(roots_.begin(), roots_.end(),
                                 [&](const fs::path& one) { return IsBelow(path, one); });
  if (root == roots_.end()) {
    std::error_code ignored;
    *file = path;
    return fs::exists(path, ignored) ? Found::kYes : Found::kOutside;
  }
  const std::lock_guard lock(mutex_);
  return FindBelow(*root, path, file);
}

LinkTargets::Found LinkTargets::FindBelow(const fs::path& root, const fs::path& path,
                                          fs::path* file) {
  bool other_case = false;
  fs::path at = root;
  const fs::path way = path.lexically_relative(root);
  for (auto part = way.begin(); part != way.end(); ++part) {
    if (*part == ".") continue;
    const bool last = std::next(part) == way.end();
    const std::string step =
        last ? LastStep(at, part->string(), &other_case) : Step(at, part->string(), &other_case);
    if (step.empty()) return Found::kNo;
    at /= step;
  }
  std::error_code ignored;
  *file = at;
  if (fs::is_directory(at, ignored)) {
    bool any_case = false;
    for (const char* index : kIndexNames) {
      const std::string step = LastStep(at, index, &any_case);
      if (step.empty() || !IsArticleName(step)) continue;
      *file = at / step;
      return other_case ? Found::kOtherCase : Found::kYes;
    }
    return Found::kFolder;
  }
  return other_case ? Found::kOtherCase : Found::kYes;
}

LinkTargets::Found LinkTargets::FindArticle(const text::ArticleLink& link, const fs::path& from,
                                            fs::path* file) {
  Found best = link.rooted ? Found::kOutside : Found::kNo;
  bool first = true;
  for (const text::LinkPlace& place : text::PlacesOf(link, Absolute(from).generic_string())) {
    const fs::path path = "/" + place.path;
    const bool known =
        place.named || std::any_of(roots_.begin(), roots_.end(),
                                   [&](const auto& root) { return IsBelow(path, root); });
    if (place.alias || (link.rooted && !known)) continue;
    fs::path there;
    const Found found =
        place.named ? FindNamed(text::NameKey(place.path), &there) : Find(path, &there);
    if (found == Found::kYes || found == Found::kOtherCase) {
      *file = there;
      return found;
    }
    // What the link says literally speaks for it.
    if (first && !link.rooted && !link.named) {
      best = found;
      *file = there;
    }
    first = false;
  }
  return best;
}

LinkTargets::Found LinkTargets::FindNamed(const std::string& name, fs::path* file) {
  const std::lock_guard lock(mutex_);
  if (!names_read_) {
    names_read_ = true;
    std::size_t seen = 0;
    for (const fs::path& root : roots_) {
      std::error_code error;
      fs::recursive_directory_iterator entry(root, error);
      for (; !error && entry != fs::recursive_directory_iterator() && seen < kMostNamed;
           entry.increment(error), ++seen) {
        const std::string entry_name = entry->path().filename().string();
        if (entry_name.starts_with('.')) {
          entry.disable_recursion_pending();
        } else if (IsArticleName(entry_name) &&
                   base::FindInvalidUtf8(entry->path().string()) == std::string::npos) {
          const std::string key =
              text::NameKey(entry->path().lexically_relative(root).generic_string());
          named_.emplace(key, entry->path());
        }
      }
    }
  }
  const auto found = named_.find(name);
  if (found == named_.end()) return Found::kNo;
  *file = found->second;
  return Found::kYes;
}

bool LinkTargets::HasFragment(const fs::path& path, std::string_view fragment) {
  const std::string extension = base::AsciiLower(path.extension().string());
  if (extension != ".md" && extension != ".markdown" && extension != ".mdx") return true;
  {
    const std::lock_guard lock(mutex_);
    const auto known = fragments_.find(path);
    if (known != fragments_.end()) return !known->second.Find(fragment).empty();
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  text::PageAnchors anchors = FindFragments(readers::CleanText(bytes.str()));
  const std::lock_guard lock(mutex_);
  return !fragments_.emplace(path, std::move(anchors)).first->second.Find(fragment).empty();
}

std::vector<fs::path> LinkRoots(const std::vector<std::string>& paths) {
  std::vector<fs::path> roots;
  for (const std::string& named : paths) {
    std::error_code ignored;
    fs::path root = Absolute(named);
    if (!fs::is_directory(root, ignored)) {
      root = root.parent_path();
      for (fs::path above = root; above.has_relative_path(); above = above.parent_path()) {
        if (!fs::exists(above / ".git", ignored)) continue;
        root = above;
        break;
      }
    }
    if (std::find(roots.begin(), roots.end(), root) == roots.end()) roots.push_back(root);
  }
  return roots;
}

}  // namespace funnel::check
