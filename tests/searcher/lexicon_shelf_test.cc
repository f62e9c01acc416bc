// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/translate/lexicon_shelf.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace funnel {

namespace {

namespace fs = std::filesystem;

/// A folder of a generation, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "lexicons-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

  /// Puts a lexicon there, in one step as `learn` does.
  void Put(const std::string& from, const std::string& to, const std::string& target) const {
    const fs::path file = store::LexiconPath(path_, from, to);
    std::ofstream(path_ / "new", std::ios::binary)
        << store::EncodeLexicon(from, to, {{"source", {{target, 1.0}}}});
    fs::rename(path_ / "new", file);
  }

 private:
  fs::path path_;
};

std::string TargetOf(const translate::LexiconShelf& shelf, const char* from, const char* to) {
  const store::Lexicon* lexicon = shelf.Find(from, to);
  return lexicon == nullptr ? "none" : lexicon->Find("source").at(0).term;
}

}  // namespace

TEST_CASE("LexiconShelf: the searchers of a process share one mapping of each file") {
  const Folder folder;
  folder.Put("en", "th", "one");
  folder.Put("en", "ja", "two");
  translate::LexiconShelf first, second;
  first.Refresh(folder.path());
  second.Refresh(folder.path());
  REQUIRE(first.Find("en", "th") != nullptr);
  CHECK(first.Find("en", "th") == second.Find("en", "th"));
  CHECK(first.Find("en", "ja") == second.Find("en", "ja"));
  CHECK(first.Find("th", "en") == nullptr);
  CHECK(first.sounds() == nullptr);
}

TEST_CASE("LexiconShelf: follows what is learnt, each searcher when it looks") {
  const Folder folder;
  folder.Put("en", "th", "one");
  folder.Put("en", "ja", "two");
  translate::LexiconShelf first, second;
  first.Refresh(folder.path());
  second.Refresh(folder.path());
  const store::Lexicon* kept = first.Find("en", "ja");
  folder.Put("en", "th", "three");
  folder.Put("en", "ko", "four");
  first.Refresh(folder.path());
  CHECK(TargetOf(first, "en", "th") == "three");
  CHECK(TargetOf(first, "en", "ko") == "four");
  CHECK(first.Find("en", "ja") == kept);
  CHECK(TargetOf(second, "en", "th") == "one");
  CHECK(TargetOf(second, "en", "ko") == "none");
  second.Refresh(folder.path());
  CHECK(first.Find("en", "th") == second.Find("en", "th"));
  fs::remove(store::LexiconPath(folder.path(), "en", "th"));
  first.Refresh(folder.path());
  CHECK(TargetOf(first, "en", "th") == "none");
  CHECK(TargetOf(second, "en", "th") == "three");
}

TEST_CASE("LexiconShelf: a file that cannot be used counts as none, another folder as another") {
  const Folder folder, other;
  folder.Put("en", "th", "one");
  std::ofstream(store::LexiconPath(folder.path(), "en", "ja")) << "broken";
  translate::LexiconShelf shelf;
  CHECK(shelf.empty());
  shelf.Refresh(folder.path());
  CHECK(TargetOf(shelf, "en", "th") == "one");
  CHECK(TargetOf(shelf, "en", "ja") == "none");
  shelf.Refresh(other.path());
  CHECK(shelf.empty());
  shelf.Refresh(folder.path() / "gone");
  CHECK(shelf.empty());
}

}  // namespace funnel
