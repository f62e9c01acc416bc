// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/stored_id.h"

#include <filesystem>
#include <system_error>
#include <vector>

#include "indexer/readers/translation_path.h"
#include "indexer/schema/index_schema.h"

namespace funnel::publish {
namespace fs = std::filesystem;
namespace {

/// Folders above a file that its id may begin with.
constexpr std::size_t kMostFolders = 12;

/// The ids that the file may have had, by the folder that was named: the shortest first.
std::vector<std::string> IdsOf(const std::string& name) {
  const std::string way = fs::path(name).lexically_normal().replace_extension().generic_string();
  std::vector<std::string> ids;
  for (std::size_t slash = way.rfind('/'); ids.size() < kMostFolders;
       slash = way.rfind('/', slash - 1)) {
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    if (begin < way.size()) ids.push_back(way.substr(begin));
    if (slash == std::string::npos || slash == 0) break;
  }
  return ids;
}

bool IsOneFile(const std::string& a, const std::string& b) {
  std::error_code error;
  return a == b || (fs::equivalent(a, b, error) && !error);
}

}  // namespace

Result<void> AdoptStoredId(const readers::SourceFile& file, Publish& base, Article& article) {
  if (readers::HasSeveralArticles(file.kind) || article.id != file.id) return {};
  for (const std::string& id : IdsOf(file.name)) {
    if (id == article.id) continue;
    const auto stored = base.CommittedArticle(schema::UniqueTerm(article.lang, id));
    if (!stored) return Fail(stored.error());
    if (!*stored || !IsOneFile((*stored)->source, file.name)) continue;
    const bool follows = article.family == readers::FamilyOfPlace(article.id, article.lang);
    article.id = id;
    if (follows) article.family = readers::FamilyOfPlace(id, article.lang);
    return {};
  }
  return {};
}

}  // namespace funnel::publish
