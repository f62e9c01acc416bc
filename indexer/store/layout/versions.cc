// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/database_name.h"

namespace funnel::store {
namespace {

std::string Metadata(const Xapian::Database& database, std::string_view key) {
  return database.get_metadata(std::string(key));
}

std::uint64_t Number(const Xapian::Database& database, std::string_view key) {
  const std::string text = Metadata(database, key);
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

bool IsCommitted(const Xapian::Database& database) {
  return !Metadata(database, schema::kSchemaKey).empty();
}

Result<void> CheckReadable(const Xapian::Database& database, const std::filesystem::path& dir) {
  const std::string schema = Metadata(database, schema::kSchemaKey);
  int number = 0;
  std::from_chars(schema.data(), schema.data() + schema.size(), number);
  if (number <= schema::kSchemaVersion) return {};
  return Fail(
      ErrorCode::kIndexMismatch,
      fmt::format("{}: written by a newer Funnel, with schema {} where this program has {}; "
                  "use a program as new as the one that wrote it",
                  dir.string(), schema, schema::kSchemaVersion));
}

Result<void> CheckVersions(const Xapian::Database& database, const std::filesystem::path& dir) {
  const std::string schema = Metadata(database, schema::kSchemaKey);
  const std::string analyzer = Metadata(database, schema::kAnalyzerKey);
  if (schema == std::to_string(schema::kSchemaVersion) &&
      analyzer == std::to_string(kAnalyzerVersion)) {
    return {};
  }
  if (auto readable = CheckReadable(database, dir); !readable) return readable;
  return Fail(
      ErrorCode::kIndexMismatch,
      fmt::format("{0}: written with schema {1} and analyzer {2}, this program has {3} and "
                  "{4}; run funnel-indexer rebuild --kb {0}",
                  dir.string(), schema, analyzer, schema::kSchemaVersion, kAnalyzerVersion));
}

void SetVersions(Xapian::WritableDatabase& database) {
  database.set_metadata(std::string(schema::kSchemaKey), std::to_string(schema::kSchemaVersion));
  database.set_metadata(std::string(schema::kAnalyzerKey), std::to_string(kAnalyzerVersion));
}

std::uint64_t PublishNumber(const Xapian::Database& database) {
  return Number(database, schema::kPublishKey);
}

std::uint64_t HistoryNumber(const Xapian::Database& database) {
  return Number(database, schema::kHistoryKey);
}

std::uint64_t HistoryNumber(const std::filesystem::path& folder) {
  std::uint64_t highest = 0;
  for (const DatabaseName& name : ListDatabases(folder)) {
    const Xapian::Database database((folder / PathOf(name)).string());
    highest = std::max(highest, HistoryNumber(database));
  }
  return highest;
}

}  // namespace funnel::store
