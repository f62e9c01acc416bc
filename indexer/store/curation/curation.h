// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/store/files/file_stamp.h"

// The rules that authors keep beside their articles, as they wrote them; curation_rules.h has their
// formats. In the folder of a generation:
//
//   curation/synonyms.txt pins.txt blocked.txt glossary.txt
//                      each was checked before it came here, and is replaced by rename(2)
//   curation/changed   when that was; written after them, so that readers watch one file

namespace funnel::store {

enum class CurationKind : std::uint8_t { kSynonyms, kPins, kBlocked, kGlossary };
inline constexpr std::array<CurationKind, 4> kCurationKinds = {
    CurationKind::kSynonyms, CurationKind::kPins, CurationKind::kBlocked, CurationKind::kGlossary};

/// The folder's name, in a generation and beside the articles.
inline constexpr std::string_view kCurationFolder = "curation";

/// The largest file of rules, in bytes.
inline constexpr std::size_t kMaxCurationBytes = 2 * 1024 * 1024;

/// "synonyms", "pins", "blocked", "glossary".
std::string_view Name(CurationKind kind);

/// Name with ".txt", and back; nothing for any other name.
std::string CurationFileName(CurationKind kind);
std::optional<CurationKind> CurationKindOf(std::string_view file_name);

/// What a base has of each kind, or nothing of a kind.
using CurationFiles = std::map<CurationKind, std::string>;

/// What becomes of some kinds: a new content, or nothing any more.
using CurationChanges = std::map<CurationKind, std::optional<std::string>>;

/// The files in a generation's folder. Throws std::system_error.
CurationFiles ReadCuration(const std::filesystem::path& generation_dir);

/// Makes `changes` there, durably, file by file. Throws std::system_error.
/// REQUIRES: the base is locked.
void WriteCuration(const std::filesystem::path& generation_dir, const CurationChanges& changes);

/// Tells one state of a generation's rules from another, at the price of a stat(2).
FileStamp StampOfCuration(const std::filesystem::path& generation_dir);

}  // namespace funnel::store
