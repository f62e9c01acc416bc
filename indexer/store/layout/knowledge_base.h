// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/store/files/durable_file.h"

// A knowledge base on disk:
//
//   DIR/current               one line: the generation in force; replaced by rename(2)
//   DIR/gen-000001/           readers open it by this name, which is never used again
//       manifest.json         the versions that wrote it, the databases that there must be, and the
//                             publish that each is at
//       public/ partner/ internal/ unpublished/
//           en/ th/ zh/       one Xapian database for each language, made when its first article
//                             comes (see database_name.h)
//       journal               only during a publish into several of them (see journal.h)

namespace funnel::store {

/// Whom the databases of a generation are for. What a reader may not see is in none of the
/// databases that it opens.
enum class Tier : std::uint8_t {
  kPublic,
  kPartner,
  kInternal,
  kUnpublished,  ///< Drafts and archived articles: kept, never searched.
};
inline constexpr int kTierCount = 4;
inline constexpr std::array<Tier, kTierCount> kTiers = {Tier::kPublic, Tier::kPartner,
                                                        Tier::kInternal, Tier::kUnpublished};

/// The folder of a tier, such as "public".
std::string_view Name(Tier tier);

/// The tier that an article belongs to.
Tier TierOf(Audience audience, State state);

/// The tiers that readers of `audience` see.
std::vector<Tier> TiersFor(Audience audience);

/// The generation named in `dir`/current. Fails with kNotFound where there is no knowledge base
/// (the message says how to make one), kCorrupt or kIo.
Result<std::string> ReadCurrent(const std::filesystem::path& dir);

/// Puts `generation` in force, durably. Throws std::system_error.
void WriteCurrent(const std::filesystem::path& dir, const std::string& generation);

/// The numbers of the generation folders in `dir`, ascending. Throws std::filesystem_error.
std::vector<std::uint64_t> ListGenerations(const std::filesystem::path& dir);

/// 7 -> "gen-000007", and back; 0 for any other name.
std::string GenerationName(std::uint64_t number);
std::uint64_t GenerationNumber(std::string_view name);

/// Holds the base in `dir` for one writer; the lock dies with the descriptor and its process.
/// Fails with kLocked or kIo.
Result<FileDescriptor> LockBase(const std::filesystem::path& dir);

/// Whether a writer holds it. Needs no right to write.
bool IsBeingWritten(const std::filesystem::path& dir);

}  // namespace funnel::store
