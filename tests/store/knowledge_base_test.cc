// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/knowledge_base.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;

TEST_CASE("KnowledgeBase: names of generations") {
  CHECK(store::GenerationName(7) == "gen-000007");
  CHECK(store::GenerationName(12345678) == "gen-12345678");
  CHECK(GenerationNumber("gen-000007") == 7);
  for (const char* name : {"", "gen-", "gen-7", "gen-00000x", "gen-000007 ", "generation", "7"}) {
    CAPTURE(name);
    CHECK(GenerationNumber(name) == 0);
  }
}

TEST_CASE("KnowledgeBase: current is read and replaced") {
  const testing::TempDir dir;
  const auto missing = store::ReadCurrent(dir.path());
  CHECK(missing.error().code == ErrorCode::kNotFound);
  CHECK(missing.error().message ==
        fmt::format("{0}: no knowledge base here; make one with: funnel-indexer index --kb {0} "
                    "PATH...",
                    dir.path().string()));
  store::WriteCurrent(dir.path(), "gen-000001");
  CHECK(store::ReadCurrent(dir.path()).value() == "gen-000001");
  store::WriteCurrent(dir.path(), "gen-000002");
  CHECK(store::ReadCurrent(dir.path()).value() == "gen-000002");
  CHECK(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()) == 1);
  std::ofstream(dir.path() / "current") << "../elsewhere\n";
  CHECK(store::ReadCurrent(dir.path()).error().code == ErrorCode::kCorrupt);
}

TEST_CASE("KnowledgeBase: who sees which tier") {
  CHECK(TierOf(Audience::kPublic, State::kPublished) == store::Tier::kPublic);
  CHECK(TierOf(Audience::kInternal, State::kPublished) == store::Tier::kInternal);
  CHECK(TierOf(Audience::kPublic, State::kDraft) == store::Tier::kUnpublished);
  CHECK(TierOf(Audience::kInternal, State::kArchived) == store::Tier::kUnpublished);
  CHECK(TiersFor(Audience::kPublic) == std::vector{store::Tier::kPublic});
  CHECK(TiersFor(Audience::kInternal) ==
        std::vector{store::Tier::kPublic, store::Tier::kPartner, store::Tier::kInternal});
}

TEST_CASE("KnowledgeBase: one lock at a time") {
  const testing::TempDir dir;
  {
    const auto first = store::LockBase(dir.path());
    REQUIRE(first.has_value());
    const auto second = store::LockBase(dir.path());
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().code == ErrorCode::kLocked);
    CHECK(second.error().message ==
          dir.path().string() + ": another funnel-indexer is writing here; wait until it ends");
  }
  CHECK(store::LockBase(dir.path()).has_value());
}

}  // namespace
}  // namespace funnel::store
