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

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kFile = "manifest.json";

constexpr base::JsonLimits kLimits{.max_bytes = 16 * 1024, .max_depth = 8};

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

rapidjson::Value Names(const std::vector<Tier>& tiers, rapidjson::Document& json) {
  rapidjson::Value names(rapidjson::kArrayType);
  for (const Tier tier : tiers) {
    const std::string_view name = Name(tier);
    names.PushBack(rapidjson::Value(name.data(), static_cast<rapidjson::SizeType>(name.size())),
                   json.GetAllocator());
  }
  return names;
}

std::vector<Tier> TiersOf(const rapidjson::Value& names) {
  std::vector<Tier> tiers;
  for (const Tier tier : kTiers) {
    for (const auto& name : names.GetArray()) {
      if (name.IsString() && base::JsonView(name) == Name(tier)) tiers.push_back(tier);
    }
  }
  return tiers;
}

}  // namespace

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
  if (const rapidjson::Value* tiers = base::JsonMember(json, "tiers");
      tiers != nullptr && tiers->IsArray()) {
    manifest.tiers = TiersOf(*tiers);
  }
  return manifest;
}

void WriteManifest(const fs::path& generation_dir, const AnalysisLibraries& analysis,
                   const std::vector<Tier>& tiers) {
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
  json.AddMember("tiers", Names(tiers, json), memory);
  WriteJson(generation_dir, json);
}

void NoteTiers(const fs::path& generation_dir, const std::vector<Tier>& tiers) {
  // The analyzer takes the memory of a document that was moved for lost.
  // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks)
  rapidjson::Document json = ReadJson(generation_dir);
  if (!json.IsObject()) return;  // verify tells of it.
  const rapidjson::Value* noted = base::JsonMember(json, "tiers");
  if (noted != nullptr && noted->IsArray() && TiersOf(*noted) == tiers) return;
  json.RemoveMember("tiers");
  json.AddMember("tiers", Names(tiers, json), json.GetAllocator());
  WriteJson(generation_dir, json);
}

Result<std::vector<Tier>> TiersIn(const fs::path& generation_dir, const std::vector<Tier>& wanted) {
  const fs::path dir = generation_dir.parent_path();
  if (!fs::is_directory(generation_dir)) {
    return Fail(ErrorCode::kCorrupt,
                fmt::format("{}: names {}, which is missing; {}", (dir / "current").string(),
                            generation_dir.filename().string(), HowToRepair(dir)));
  }
  const auto manifest = ReadManifest(generation_dir);
  std::vector<Tier> tiers;
  for (const Tier tier : wanted) {
    if (TierExists(generation_dir, tier)) {
      tiers.push_back(tier);
    } else if (manifest && manifest->tiers &&
               std::find(manifest->tiers->begin(), manifest->tiers->end(), tier) !=
                   manifest->tiers->end()) {
      return Fail(ErrorCode::kCorrupt,
                  fmt::format("{}: a database of the base that is missing; {}",
                              (generation_dir / Name(tier)).string(), HowToRepair(dir)));
    }
  }
  return tiers;
}

Result<CurrentGeneration> FindCurrent(const fs::path& dir, const std::vector<Tier>& wanted) {
  auto name = ReadCurrent(dir);
  while (name) {
    CurrentGeneration current{*name, dir / *name, {}};
    auto tiers = TiersIn(current.folder, wanted);
    if (tiers) {
      current.tiers = std::move(*tiers);
      return current;
    }
    auto again = ReadCurrent(dir);
    if (again && *again == *name) return Fail(tiers.error());
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
