// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "funnel/article.h"
#include "funnel/searcher.h"
#include "tests/support/temp_dir.h"

namespace funnel::bench {

/// Ends the program where what was timed is not what it should be.
inline void Expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "funnel_bench: wrong result: %s\n", what);
  std::abort();
}

/// The value of a Result that has one.
template <class Value>
Value Take(Result<Value> result) {
  if (!result) std::fprintf(stderr, "funnel_bench: %s\n", result.error().message.c_str());
  Expect(result.has_value(), "an error");
  return *std::move(result);
}

/// A knowledge base of all articles in corpus/, made when it is first asked for.
class CorpusBase {
 public:
  static const CorpusBase& Get();

  const std::filesystem::path& dir() const { return dir_.path(); }

  /// An article of the base.
  Article Get(const std::string& lang, const std::string& id) const;

 private:
  CorpusBase();
  testing::TempDir dir_;
};

}  // namespace funnel::bench
