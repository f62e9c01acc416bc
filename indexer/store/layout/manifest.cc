// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/manifest.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "funnel/analyzer.h"
#include "indexer/base/clock.h"
#include "indexer/base/json.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/durable_file.h"
#include "indexer/store/layout/versions.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kFile = "manifest.json";

constexpr base::JsonLimits kLimits{.max_bytes = 1024 * 1024, .max_depth = 8};

/// The JSON object in the file; null where there is none.
rapidjson::Document ReadJson(const fs::path& generation_dir) {
  const fs::path path = generation_dir / kFile;
  if (!fs::exists(path)) return {};
  auto json = base::ParseJson(ReadSmallFile(path, kLimits.max_bytes), kLimits);
  return json && json->IsObject() ? std::move(*json) : rapidjson::Document();
}

void WriteJson(const fs::path& generation_dir, const rapidjson::Document& json) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  json.Accept(writer);
  ReplaceFile(generation_dir / kFile, std::string(buffer.GetString(), buffer.GetSize()) + "\n");
}

/// An array of {"path", "publish", "articles", "languages"}.
rapidjson::Value NotesAsJson(const DatabaseNotes& databases, rapidjson::Document& json) {
  auto& memory = json.GetAllocator();
  const auto text = [&](std::string_view value) {
    return rapidjson::Value(value.data(), static_cast<rapidjson::SizeType>(value.size()), memory);
  };
  rapidjson::Value notes(rapidjson::kArrayType);
  for (const auto& [name, note] : databases) {
    rapidjson::Value one(rapidjson::kObjectType);
    one.AddMember("path", text(PathOf(name)), memory);
    one.AddMember("publish", note.publish, memory);
    one.AddMember("articles", static_cast<std::uint64_t>(note.articles), memory);
    rapidjson::Value languages(rapidjson::kArrayType);
    for (const std::string& lang : note.languages) languages.PushBack(text(lang), memory);
    one.AddMember("languages", languages, memory);
    notes.PushBack(one, memory);
  }
  return notes;
}

std::uint64_t NumberIn(const rapidjson::Value& json, const char* key) {
  const rapidjson::Value* value = base::JsonMember(json, key);
  return value != nullptr && value->IsUint64() ? value->GetUint64() : 0;
}

DatabaseNotes NotesOf(const rapidjson::Value& json) {
  DatabaseNotes databases;
  for (const auto& one : json.GetArray()) {
    if (!one.IsObject()) continue;
    const auto name = ParseDatabaseName(base::JsonText(base::JsonMember(one, "path")));
    if (!name) continue;
    DatabaseNote& note = databases[*name];
    note.publish = NumberIn(one, "publish");
    note.articles = NumberIn(one, "articles");
    const rapidjson::Value* languages = base::JsonMember(one, "languages");
    if (languages == nullptr || !languages->IsArray()) continue;
    for (const auto& lang : languages->GetArray()) {
      if (lang.IsString()) note.languages.emplace_back(base::JsonView(lang));
    }
  }
  return databases;
}

/// Of a program that knew no languages: one database a tier, of which it noted nothing else.
DatabaseNotes NotesOfTiers(const rapidjson::Value& names) {
  DatabaseNotes databases;
  for (const auto& name : names.GetArray()) {
    const auto tier = ParseDatabaseName(name.IsString() ? base::JsonView(name) : "");
    if (tier && tier->language.empty()) databases[*tier];
  }
  return databases;
}

/// The languages of the published articles in a database, sorted.
std::vector<std::string> LanguagesOf(const Xapian::Database& database) {
  const std::string prefix(schema::kLangPrefix);
  std::vector<std::string> tags;
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end; ++term) {
    tags.push_back((*term).substr(prefix.size()));
  }
  return tags;
}

}  // namespace

DatabaseNote NoteOf(const Xapian::Database& database) {
  return {PublishNumber(database), database.get_doccount(), LanguagesOf(database)};
}

std::string HowToRepair(const fs::path& dir) {
  return fmt::format(
      "restore a backup (funnel-indexer restore --kb {} --from BACKUP), or index the articles "
      "into a new folder",
      dir.string());
}

std::optional<Manifest> ReadManifest(const fs::path& generation_dir) {
  const rapidjson::Document json = ReadJson(generation_dir);
  if (!json.IsObject()) return std::nullopt;
  Manifest manifest;
  const auto text = [&](const char* key) {
    return std::string(base::JsonText(base::JsonMember(json, key)));
  };
  const auto number = [&](const char* key) -> std::optional<int> {
    const rapidjson::Value* value = base::JsonMember(json, key);
    return value != nullptr && value->IsInt() ? std::optional(value->GetInt()) : std::nullopt;
  };
  manifest.analysis = {text("icu"), text("analysis")};
  manifest.xapian = text("xapian");
  manifest.created = text("created");
  manifest.schema = number("schema");
  manifest.analyzer = number("analyzer");
  const auto array = [&](const char* key) -> const rapidjson::Value* {
    const rapidjson::Value* value = base::JsonMember(json, key);
    return value != nullptr && value->IsArray() ? value : nullptr;
  };
  if (const auto* databases = array("databases")) {
    manifest.databases = NotesOf(*databases);
  } else if (const auto* tiers = array("tiers")) {
    manifest.databases = NotesOfTiers(*tiers);
  }
  return manifest;
}

void WriteManifest(const fs::path& generation_dir, const AnalysisLibraries& analysis,
                   const DatabaseNotes& databases) {
  rapidjson::Document json(rapidjson::kObjectType);
  auto& memory = json.GetAllocator();
  const auto text = [&](std::string_view value) {
    return rapidjson::Value(value.data(), static_cast<rapidjson::SizeType>(value.size()), memory);
  };
  json.AddMember("schema", schema::kSchemaVersion, memory);
  json.AddMember("analyzer", kAnalyzerVersion, memory);
  json.AddMember("icu", text(analysis.icu), memory);
  if (!analysis.fingerprint.empty()) {
    json.AddMember("analysis", text(analysis.fingerprint), memory);
  }
  json.AddMember("xapian", text(Xapian::version_string()), memory);
  json.AddMember("created", text(base::UtcNow()), memory);
  json.AddMember("databases", NotesAsJson(databases, json), memory);
  WriteJson(generation_dir, json);
}

void NoteDatabases(const fs::path& generation_dir, const DatabaseNotes& databases) {
  // The analyzer takes the memory of a document that was moved for lost.
  // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks)
  rapidjson::Document json = ReadJson(generation_dir);
  if (!json.IsObject()) return;  // verify tells of it.
  const rapidjson::Value* noted = base::JsonMember(json, "databases");
  if (noted != nullptr && noted->IsArray() && NotesOf(*noted) == databases) return;
  json.RemoveMember("databases");
  json.AddMember("databases", NotesAsJson(databases, json), json.GetAllocator());
  WriteJson(generation_dir, json);
}

FileStamp ManifestStamp(const fs::path& generation_dir) { return StampOf(generation_dir / kFile); }

Result<std::vector<DatabaseName>> DatabasesIn(const fs::path& generation_dir,
                                              const std::optional<Manifest>& manifest,
                                              const std::vector<Tier>& wanted) {
  const fs::path dir = generation_dir.parent_path();
  if (!fs::is_directory(generation_dir)) {
    return Fail(ErrorCode::kCorrupt,
                fmt::format("{}: names {}, which is missing; {}", (dir / "current").string(),
                            generation_dir.filename().string(), HowToRepair(dir)));
  }
  std::vector<DatabaseName> there = ListDatabases(generation_dir, wanted);
  if (!manifest || !manifest->databases) return there;
  for (const auto& [name, note] : *manifest->databases) {
    if (std::find(wanted.begin(), wanted.end(), name.tier) == wanted.end()) continue;
    if (std::binary_search(there.begin(), there.end(), name)) continue;
    return Fail(ErrorCode::kCorrupt,
                fmt::format("{}: a database of the base that is missing; {}",
                            (generation_dir / PathOf(name)).string(), HowToRepair(dir)));
  }
  return there;
}

Result<CurrentGeneration> FindCurrent(const fs::path& dir, const std::vector<Tier>& wanted) {
  auto name = ReadCurrent(dir);
  while (name) {
    CurrentGeneration current{*name, dir / *name, ManifestStamp(dir / *name), {}, {}};
    current.manifest = ReadManifest(current.folder);
    auto databases = DatabasesIn(current.folder, current.manifest, wanted);
    if (databases) {
      current.databases = std::move(*databases);
      return current;
    }
    auto again = ReadCurrent(dir);
    if (again && *again == *name) return Fail(databases.error());
    name = std::move(again);
  }
  return Fail(name.error());
}

std::string AnalysisWarning(const fs::path& dir, const AnalysisLibraries& mine) {
  const auto name = ReadCurrent(dir);
  if (!name) return {};
  const auto manifest = ReadManifest(dir / *name);
  if (!manifest) return {};
  const auto& [theirs, fingerprint] = manifest->analysis;
  // An older program noted no fingerprint.
  if (fingerprint.empty() ? theirs.empty() || theirs == mine.icu
                          : fingerprint == mine.fingerprint) {
    return {};
  }
  const std::string libraries = theirs == mine.icu
                                    ? "another libstemmer or data of ICU"
                                    : fmt::format("ICU {}, this program has {}", theirs, mine.icu);
  return fmt::format(
      "{0}: its articles were analyzed with {1}: some words may not be found; run funnel-indexer "
      "rebuild --kb {0}",
      dir.string(), libraries);
}

}  // namespace funnel::store
