// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/corpus_base.h"

#include "indexer/publish/publish.h"
#include "indexer/readers/file_finder.h"
#include "indexer/run/index_run.h"

namespace funnel::bench {

CorpusBase::CorpusBase() {
  const readers::FoundFiles found = readers::FindFiles({FUNNEL_SOURCE_DIR "/corpus"});
  const auto publish = Take(publish::Publish::Open(dir()));
  const auto ignore = [](const auto&) {};
  const run::IndexCounts counts =
      Take(run::IndexFiles(found.files, "", *publish, {ignore, ignore, [] { return false; }}));
  Expect(counts.added > 100 && counts.failed == 0, "corpus/ is not published");
  Expect(publish->Commit().has_value(), "corpus/ is not committed");
}

const CorpusBase& CorpusBase::Get() {
  static const CorpusBase base;
  return base;
}

Article CorpusBase::Get(const std::string& lang, const std::string& id) const {
  Searcher searcher = Take(Searcher::Open(dir(), Audience::kInternal));
  return Take(searcher.Get(lang, id));
}

}  // namespace funnel::bench
