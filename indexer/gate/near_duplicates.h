// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/article.h"
#include "funnel/result.h"
#include "funnel/searcher.h"
#include "indexer/gate/fingerprint.h"
#include "indexer/store/reader.h"

namespace funnel::gate {

/// An article of another family that says the same, at least in part.
struct NearDuplicate {
  std::string id;
  std::string lang;
  std::string title;
  double share = 0;   ///< Of the content, 0 to 1: see NearDuplicates.
  bool same = false;  ///< So much that one of the two is too many.
};

/// Finds what a base has twice. The engine's own search for rare terms gives the candidates; then
/// the contents themselves are compared:
///  - in any two languages: of the smaller set of four words on end, the share that the other has;
///  - in two languages: what translation leaves as it is (Fingerprint::survivors), each weighed by
///    how rare it is in the base; of that of both, the share that the other's words have.
/// The greater of the two counts.
class NearDuplicates {
 public:
  /// Compares with what `reader` sees; both are borrowed. `searcher` sees the same.
  NearDuplicates(store::Reader& reader, Searcher& searcher)
      : reader_(reader), searcher_(searcher) {}

  /// The articles most like `article`, which may be among those in view, those of its family left
  /// out: the most like it first, none below kShown. Fails with kCorrupt or kIo.
  Result<std::vector<NearDuplicate>> Find(const Article& article);

 private:
  /// What was compared with already.
  struct Known {
    std::string title;
    Kind kind;
    Fingerprint print;
  };
  using Name = std::pair<std::string, std::string>;  ///< Language and id.
  Result<std::vector<Name>> Candidates(const Article& article, const Fingerprint& print);
  /// The same until the next call.
  Result<const Known*> Look(const std::string& lang, const std::string& id);
  Result<double> SharedSurvivors(const Fingerprint& a, const Fingerprint& b);

  store::Reader& reader_;
  Searcher& searcher_;
  Analyzer analyzer_;
  FingerprintMaker maker_;
  std::map<Name, Known> known_;
};

}  // namespace funnel::gate
