// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/link_targets.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unordered_map>
#include <unordered_set>

#include "indexer/base/ascii.h"
#include "indexer/check/fragments.h"
#include "indexer/readers/source_text.h"

namespace funnel::check {
namespace fs = std::filesystem;
namespace {

/// What a link without an extension, or one to the published page, may stand for.
constexpr const char* kExtensions[] = {".md", ".markdown"};
constexpr const char* kIndexNames[] = {"index.md", "_index.md", "README.md", "readme.md"};

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
  std::unordered_map<std::string, std::string> by_lower_name;
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
      entries->by_lower_name.emplace(base::AsciiLower(name), name);
      entries->names.insert(std::move(name));
    }
  }
  return *entries;
}

std::string LinkTargets::Step(const fs::path& folder, const std::string& name, bool* other_case) {
  const Folder& entries = Entries(folder);
  if (entries.names.contains(name)) return name;
  const auto found = entries.by_lower_name.find(base::AsciiLower(name));
  if (found == entries.by_lower_name.end()) return {};
  *other_case = true;
  return found->second;
}

std::string LinkTargets::LastStep(const fs::path& folder, const std::string& name,
                                  bool* other_case) {
  std::vector<std::string> names = {name};
  for (const char* extension : kExtensions) names.push_back(name + extension);
  const std::string extension = base::AsciiLower(fs::path(name).extension().string());
  if (extension == ".html" || extension == ".htm") {
    names.push_back(fs::path(name).stem().string() + ".md");
  }
  // The name as it is written beats all that differ in case.
  std::string differs;
  for (const std::string& candidate : names) {
    bool other = false;
    std::string step = Step(folder, candidate, &other);
    if (!step.empty() && !other) return step;
    if (differs.empty()) differs = std::move(step);
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
  bool other_case = false;
  fs::path at = *root;
  const fs::path way = path.lexically_relative(*root);
  for (auto part = way.begin(); part != way.end(); ++part) {
    if (*part == ".") continue;
    const bool last = std::next(part) == way.end();
    const std::string step =
        last ? LastStep(at, part->string(), &other_case) : Step(at, part->string(), &other_case);
    if (step.empty()) return Found::kNo;
    at /= step;
  }
  std::error_code ignored;
  if (fs::is_directory(at, ignored)) {
    for (const char* index : kIndexNames) {
      if (!Entries(at).names.contains(index)) continue;
      at /= index;
      break;
    }
  }
  *file = at;
  return other_case ? Found::kOtherCase : Found::kYes;
}

bool LinkTargets::HasFragment(const fs::path& path, std::string_view fragment) {
  const std::string extension = base::AsciiLower(path.extension().string());
  if (extension != ".md" && extension != ".markdown") return true;
  {
    const std::lock_guard lock(mutex_);
    const auto known = fragments_.find(path);
    if (known != fragments_.end()) return known->second.contains(NormalFragment(fragment));
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  std::set<std::string> fragments = FindFragments(readers::CleanText(bytes.str()));
  const std::lock_guard lock(mutex_);
  return fragments_.emplace(path, std::move(fragments))
      .first->second.contains(NormalFragment(fragment));
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
