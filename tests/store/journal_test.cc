// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/journal.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;

std::string Slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void Spill(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// A finished journal of one entry of each kind.
void WriteExample(const fs::path& path) {
  store::JournalWriter journal(path);
  journal.Append({store::Tier::kInternal, false, "Qen:a", std::string(300, 'r')});
  journal.Append({store::Tier::kPublic, true, "Qen:a", ""});
  journal.Finish(300);
}

std::string Print(const fs::path& path) {
  std::string line;
  const auto read = store::ReadJournal(path, [&](const store::JournalEntry& entry) -> Result<void> {
    line += std::string(entry.removes ? "-" : "+") + std::string(Name(entry.tier)) + " " +
            entry.unique_term + " " + std::to_string(entry.document.size()) + "; ";
    return {};
  });
  return read ? line : "failed";
}

TEST_CASE("Journal: reads back what was written") {
  const testing::TempDir dir;
  const fs::path path = dir.path() / "journal";
  CHECK(FinishedJournal(path) == 0);
  WriteExample(path);
  CHECK(FinishedJournal(path) == 300);
  CHECK(Print(path) == "+internal Qen:a 300; -public Qen:a 0; ");
}

TEST_CASE("Journal: one without its right end never counts") {
  const testing::TempDir dir;
  const fs::path path = dir.path() / "journal";
  WriteExample(path);
  const std::string whole = Slurp(path);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    Spill(path, whole.substr(0, size));
    CAPTURE(size);
    CHECK(FinishedJournal(path) == 0);
  }
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    Spill(path, changed);
    CAPTURE(at);
    CHECK(FinishedJournal(path) == 0);
  }
  Spill(path, whole + "x");
  CHECK(FinishedJournal(path) == 0);
}

TEST_CASE("Journal: goes with a writer that does not finish it") {
  const testing::TempDir dir;
  const fs::path path = dir.path() / "journal";
  {
    store::JournalWriter journal(path);
    journal.Append({store::Tier::kPublic, false, "Qen:a", "document"});
    CHECK(fs::exists(path));
  }
  CHECK_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace funnel::store
